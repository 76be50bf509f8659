import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { stringify } from 'yaml';
import { addRoute } from './add-route';
import library from './library';

/** What is measured: an app class, or the bare cost of writing the same objects as YAML. */
export type Contender = 'loxi' | 'stock' | 'yaml';

/** Figures of one run in a process of its own. */
export interface Figures {
  /** Milliseconds to build and synthesize. */
  readonly ms: number;
  /** Largest resident memory, in MB. */
  readonly mb: number;
}

/** Builds and synthesizes once. */
export function run(contender: Contender, routes: number, charts: number): number {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const start = performance.now();
    const app = contender === 'stock' ? new App({ outdir }) : new library.LoxiApp({ outdir });
    for (let c = 0; c < charts; c++) {
      const chart = new Chart(app, `chart-${c}`);
      for (let i = c; i < routes; i += charts) addRoute(chart, i);
    }
    if (contender !== 'yaml') {
      app.synth();
      return performance.now() - start;
    }
    const objects = app.charts.flatMap((chart) => chart.apiObjects.map((object) => object.toJson()));
    const bare = performance.now();
    for (const object of objects) stringify(object, { lineWidth: 0, version: '1.1' });
    return performance.now() - bare;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

if (require.main === module) {
  const [contender = 'loxi', routes = '1000', charts = '1'] = process.argv.slice(2);
  if (contender !== 'loxi' && contender !== 'stock' && contender !== 'yaml')
    throw new Error(`no contender ${contender}`);
  // Small enough to have next to no cost, large enough that all code has run.
  run(contender, 200, 10);
  const ms = run(contender, Number(routes), Number(charts));
  const figures: Figures = { ms, mb: process.resourceUsage().maxRSS / 1024 };
  process.stdout.write(JSON.stringify(figures));
}
