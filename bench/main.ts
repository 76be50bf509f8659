import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Contender, Figures } from './synth-run';

/** One size of app. */
interface Size {
  readonly routes: number;
  readonly charts: number;
}

const SIZES: readonly Size[] = [1000, 10_000].flatMap((routes) => [1, 100, 1000].map((charts) => ({ routes, charts })));
const DOUBLE: Size = { routes: 20_000, charts: 1000 };

interface Row extends Size {
  readonly contender: Contender;
  /** Medians over the runs. */
  readonly ms: number;
  readonly mb: number;
}

const program = new Command('npm run bench --')
  .description(
    'Time and memory to build and synthesize routes: LoxiApp, the stock App, and the bare cost of writing YAML.',
  )
  .option('-r, --runs <n>', 'runs of each, interleaved; medians are printed', positive, 3)
  .option('-o, --output <format>', 'table or json', 'table')
  .addHelpText('after', '\nEach run is a process of its own. Quote the ratios: they hold when the machine is slow.')
  .action(({ runs, output }: { runs: number; output: string }) => {
    const rows = measure(runs);
    process.stdout.write(output === 'json' ? `${JSON.stringify({ rows }, undefined, 2)}\n` : table(rows));
  });

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Give a whole number above 0.');
  return number;
}

function measure(runs: number): Row[] {
  const jobs = [
    ...SIZES.flatMap((size) => (['loxi', 'stock', 'yaml'] as const).map((contender) => ({ ...size, contender }))),
    { ...DOUBLE, contender: 'loxi' as const },
  ];
  const figures = jobs.map((): Figures[] => []);
  for (let run = 0; run < runs; run++) {
    for (const [index, job] of jobs.entries()) {
      process.stderr.write(
        `run ${run + 1} of ${runs}: ${job.contender}, ${job.routes} routes in ${job.charts} charts\n`,
      );
      figures[index]?.push(once(job.contender, job));
    }
  }
  return jobs.map((job, index) => {
    const seen = figures[index] ?? [];
    return { ...job, ms: median(seen.map(({ ms }) => ms)), mb: median(seen.map(({ mb }) => mb)) };
  });
}

function once(contender: Contender, { routes, charts }: Size): Figures {
  const args = ['-r', 'tsx/cjs', join(__dirname, 'synth-run.ts'), contender, String(routes), String(charts)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', cwd: join(__dirname, '..') }));
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function table(rows: readonly Row[]): string {
  const find = (contender: Contender, { routes, charts }: Size): Row | undefined =>
    rows.find((row) => row.contender === contender && row.routes === routes && row.charts === charts);
  const lines = ['routes  charts    LoxiApp         stock App       bare YAML   stock/LoxiApp  LoxiApp/YAML'];
  for (const size of SIZES) {
    const [loxi, stock, yaml] = (['loxi', 'stock', 'yaml'] as const).map((contender) => find(contender, size));
    if (!loxi || !stock || !yaml) continue;
    const cell = ({ ms, mb }: Row): string => `${ms.toFixed(0).padStart(6)} ms ${mb.toFixed(0).padStart(4)} MB`;
    lines.push(
      `${String(size.routes).padStart(6)}  ${String(size.charts).padStart(6)} ${cell(loxi)} ${cell(stock)} ${yaml.ms.toFixed(0).padStart(8)} ms` +
        `${(stock.ms / loxi.ms).toFixed(1).padStart(14)} ${(loxi.ms / yaml.ms).toFixed(2).padStart(13)}`,
    );
  }
  const [ten, twenty] = [find('loxi', { routes: 10_000, charts: 1000 }), find('loxi', DOUBLE)];
  if (ten && twenty) {
    lines.push(
      `20,000 routes in 1,000 charts: ${twenty.ms.toFixed(0)} ms, ${(twenty.ms / ten.ms).toFixed(2)} times 10,000 routes`,
    );
  }
  return `${lines.join('\n')}\n`;
}

program.parse();
