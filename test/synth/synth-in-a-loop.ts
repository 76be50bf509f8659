import { ApiObject, Chart } from 'cdk8s';
import { LoxiApp } from '../../src/synth';

/*
 * A program for the test that kills it: writes the tree "even" and the tree "odd" in turn until somebody ends it. Files of one
 * tree are missing in the other, and every file says which tree it is of.
 *
 *   node -r tsx/cjs synth-in-a-loop.ts OUTDIR
 */

const [outdir = ''] = process.argv.slice(2);

/** The charts of a tree: 30 of both, 10 of its own. */
export function charts(mark: string): string[] {
  return Array.from({ length: 40 }, (_, i) => (i < 30 ? `both-${i}` : `${mark}-${i}`));
}

export function synthesize(folder: string, mark: string): void {
  const app = new LoxiApp({ rehearsal: { off: true }, outdir: folder });
  for (const id of charts(mark)) {
    new ApiObject(new Chart(app, id), 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { mark } });
  }
  app.synth();
}

if (require.main === module) {
  for (let run = 0; ; run++) {
    synthesize(outdir, run % 2 === 0 ? 'even' : 'odd');
    if (run === 0) process.stdout.write('ready\n');
  }
}
