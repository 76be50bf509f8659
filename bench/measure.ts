import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import type { Manifest } from '../src/rehearsal/manifest';
import { addGateways } from './add-gateways';
import { addRoute } from './add-route';
import library, { admit } from './library';

/**
 * What is measured: an app class; LoxiApp without its rehearsal; the bare cost of writing the same objects as YAML; and of
 * admitting them. `gateways` is a cluster with gateways, and LoxiApp without its rehearsal; `rehearsal` is all of the rehearsal of the
 * same: admission, controller, load balancer and rules.
 */
export const CONTENDERS = ['loxi', 'stock', 'unrehearsed', 'yaml', 'admission', 'gateways', 'rehearsal'] as const;
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
  if (contender !== 'stock' && contender !== 'yaml' && contender !== 'admission')
    return new library.LoxiApp({ outdir, rehearsal: { off: true } });
  return new App({ outdir });
}

/** With a kube-loxilb that has an address for each gateway. All is well with the routes, or something else would be measured. */
function rehearse(objects: readonly Manifest[]): void {
  const platform = new library.Platform({ loxilb: { args: { cidrPools: 'defaultPool=10.1.1.0/24' } } });
  const { findings, loadBalancers } = new library.Rehearsal(objects, platform);
  if (findings.length > 0 || loadBalancers.length === 0) throw new Error(`rehearsal: ${JSON.stringify(findings[0])}`);
}

function measure(folder: string, contender: Contender, routes: number, charts: number): Figures {
  const outdir = join(mkdtempSync(join(folder, 'run-')), 'dist');
  globalThis.gc?.();
  let start = performance.now();
  const app = appOf(contender, outdir);
  if (contender === 'gateways' || contender === 'rehearsal') addGateways(app, routes, charts);
  else
    for (let c = 0; c < charts; c++) {
      const chart = new Chart(app, `chart-${c}`);
      for (let i = c; i < routes; i += charts) addRoute(chart, i);
    }
  if (contender === 'yaml' || contender === 'admission' || contender === 'rehearsal') {
    const objects: Manifest[] = app.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map((object) => object.toJson());
    globalThis.gc?.();
    start = performance.now();
    if (contender === 'admission') admit(objects, library.Platform.default);
    else if (contender === 'rehearsal') rehearse(objects);
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
