import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { addRoute } from './add-route';
import library from './library';

/** What is measured: an app class, or the bare cost of writing the same objects as YAML. */
export type Contender = 'loxi' | 'stock' | 'yaml';

/** Figures of one run in a process of its own. */
export interface Figures {
  /** Milliseconds to build and synthesize; for `yaml`, to stringify alone. */
  readonly ms: number;
  /** Largest resident memory of the process, in MB. */
  readonly mb: number;
}

function measure(folder: string, contender: Contender, routes: number, charts: number): Figures {
  const outdir = join(mkdtempSync(join(folder, 'run-')), 'dist');
  globalThis.gc?.();
  let start = performance.now();
  const app = contender === 'loxi' ? new library.LoxiApp({ outdir }) : new App({ outdir });
  for (let c = 0; c < charts; c++) {
    const chart = new Chart(app, `chart-${c}`);
    for (let i = c; i < routes; i += charts) addRoute(chart, i);
  }
  if (contender === 'yaml') {
    const objects: unknown[] = app.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map((object) => object.toJson());
    globalThis.gc?.();
    start = performance.now();
    for (const object of objects) Yaml.stringify(object);
  } else {
    app.synth();
  }
  const ms = performance.now() - start;
  return { ms, mb: process.resourceUsage().maxRSS / 1024 };
}

const [folder = '', contender, routes, charts] = process.argv.slice(2);
if (contender !== 'loxi' && contender !== 'stock' && contender !== 'yaml') throw new Error(`no contender ${contender}`);
process.stdout.write(JSON.stringify(measure(folder, contender, Number(routes), Number(charts))));
