import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import type { Manifest } from '../src/rehearsal/manifest';
import { addRoute } from './add-route';
import library, { admit } from './library';

/**
 * What is measured: an app class; LoxiApp without its rehearsal; the bare cost of writing the same objects as YAML; and of
 * admitting them.
 */
export const CONTENDERS = ['loxi', 'stock', 'unrehearsed', 'yaml', 'admission'] as const;
export type Contender = (typeof CONTENDERS)[number];

/** Figures of one run in a process of its own. */
export interface Figures {
  /** Milliseconds to build and synthesize; for `yaml` and `admission`, for that alone. */
  readonly ms: number;
  /** Largest resident memory of the process, in MB. */
  readonly mb: number;
}

function appOf(contender: Contender, outdir: string): App {
  if (contender === 'loxi') return new library.LoxiApp({ outdir });
  if (contender === 'unrehearsed') return new library.LoxiApp({ outdir, rehearsal: { off: true } });
  return new App({ outdir });
}

function measure(folder: string, contender: Contender, routes: number, charts: number): Figures {
  const outdir = join(mkdtempSync(join(folder, 'run-')), 'dist');
  globalThis.gc?.();
  let start = performance.now();
  const app = appOf(contender, outdir);
  for (let c = 0; c < charts; c++) {
    const chart = new Chart(app, `chart-${c}`);
    for (let i = c; i < routes; i += charts) addRoute(chart, i);
  }
  if (contender === 'yaml' || contender === 'admission') {
    const objects: Manifest[] = app.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map((object) => object.toJson());
    globalThis.gc?.();
    start = performance.now();
    if (contender === 'admission') admit(objects, library.Platform.default);
    else for (const object of objects) Yaml.stringify(object);
  } else {
    app.synth();
  }
  const ms = performance.now() - start;
  return { ms, mb: process.resourceUsage().maxRSS / 1024 };
}

if (require.main === module) {
  const [folder = '', name, routes, charts] = process.argv.slice(2);
  const contender = CONTENDERS.find((each) => each === name);
  if (!contender) throw new Error(`no contender ${name}`);
  process.stdout.write(JSON.stringify(measure(folder, contender, Number(routes), Number(charts))));
}
