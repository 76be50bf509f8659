import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contender, Figures } from './measure';

/** One cell of the table. */
export interface Case {
  readonly contender: Contender;
  readonly routes: number;
  readonly charts: number;
}

/** All runs of a case that count. */
export interface Measured extends Case {
  readonly figures: readonly Figures[];
}

/**
 * Runs every case `runs` times, each in a process of its own, one case after the other and then again, so that a disturbance
 * of the machine meets all of them. A round before these is not counted: it fills the caches of the disk.
 *
 * What is written stays until the end: ext4 is slow to make files for some minutes after it has removed others.
 */
export function interleaved(cases: readonly Case[], runs: number): Measured[] {
  const folder = mkdtempSync(join(tmpdir(), 'loxiapp-bench-'));
  const figures = cases.map((): Figures[] => []);
  try {
    for (let round = 0; round <= runs; round++) {
      cases.forEach((each, index) => {
        const name = `${each.contender} ${each.routes}/${each.charts}`;
        process.stderr.write(`round ${round} of ${runs}: ${name.padEnd(20)}`);
        const result = measure(folder, each);
        process.stderr.write(` ${result.ms.toFixed(0)} ms${round === 0 ? ' (warm-up)' : ''}\n`);
        if (round > 0) figures[index]?.push(result);
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return cases.map((each, index) => ({ ...each, figures: figures[index] ?? [] }));
}

function measure(folder: string, { contender, routes, charts }: Case): Figures {
  const { CDK8S_OUTDIR: _outdir, CDK8S_RECORD_CONSTRUCT_METADATA: _recorded, ...env } = process.env;
  const child = spawnSync(
    process.execPath,
    ['--expose-gc', '-r', 'tsx/cjs', join(__dirname, 'measure.ts'), folder, contender, String(routes), String(charts)],
    { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.status !== 0) throw new Error(`${contender} ${routes}/${charts} failed`);
  const figures: Figures = JSON.parse(child.stdout);
  return figures;
}
