import type { Contender, Figures } from './measure';
import type { Case, Measured } from './runs';

/** Medians of a case, and how they compare with others of this run. */
export interface Result extends Case, Figures {
  /** How many times as long as the stock App on the same routes and charts; below 1 is faster. */
  readonly timeToStock?: number;
  /** How many times as much memory as the stock App. */
  readonly memoryToStock?: number;
  /** How many times as long as writing the same objects as YAML and nothing else. */
  readonly timeToYaml?: number;
  /** How many times as long as the same takes for half the routes in as many charts. */
  readonly timeToHalf?: number;
  /** How many times as long as LoxiApp takes to synthesize the same without rehearsing it. */
  readonly timeToUnrehearsed?: number;
}

export function resultsOf(measured: readonly Measured[]): Result[] {
  const medians = measured.map(({ figures, ...each }) => ({
    ...each,
    ms: median(figures.map(({ ms }) => ms)),
    mb: median(figures.map(({ mb }) => mb)),
  }));
  const find = (contender: Contender, routes: number, charts: number): Figures | undefined =>
    medians.find((each) => each.contender === contender && each.routes === routes && each.charts === charts);
  return medians.map((each) => {
    const { contender, routes, charts } = each;
    const stock = contender === 'loxi' ? find('stock', routes, charts) : undefined;
    const yaml = contender === 'yaml' ? undefined : find('yaml', routes, charts);
    const isHalved = contender === 'loxi' || contender === 'admission' || contender === 'rehearsal';
    const half = isHalved ? find(contender, routes / 2, charts) : undefined;
    const bare = BARE[contender];
    const unrehearsed = bare && find(bare, routes, charts);
    return {
      ...each,
      ...(stock && { timeToStock: each.ms / stock.ms, memoryToStock: each.mb / stock.mb }),
      ...(yaml && { timeToYaml: each.ms / yaml.ms }),
      ...(half && { timeToHalf: each.ms / half.ms }),
      ...(unrehearsed && { timeToUnrehearsed: each.ms / unrehearsed.ms }),
    };
  });
}

/** The same without rehearsal. */
const BARE: Readonly<Partial<Record<Contender, Contender>>> = {
  loxi: 'unrehearsed',
  admission: 'unrehearsed',
  rehearsal: 'gateways',
};

const NAMES: Readonly<Record<Contender, string>> = {
  loxi: 'LoxiApp',
  stock: 'stock App',
  unrehearsed: 'LoxiApp, not rehearsed',
  yaml: 'bare yaml',
  admission: 'admission alone',
  gateways: '100 gateways, not rehearsed',
  rehearsal: '100 gateways, rehearsal alone',
};

/** The results as a table for people. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    String(result.routes),
    String(result.charts),
    NAMES[result.contender],
    result.ms.toFixed(0),
    result.mb.toFixed(0),
    result.timeToStock === undefined ? '' : `${(1 / result.timeToStock).toFixed(1)} x faster`,
    result.memoryToStock === undefined ? '' : `${result.memoryToStock.toFixed(2)} x`,
    result.timeToYaml === undefined ? '' : `${result.timeToYaml.toFixed(2)} x`,
    result.timeToHalf === undefined ? '' : `${result.timeToHalf.toFixed(2)} x`,
    result.timeToUnrehearsed === undefined ? '' : `${result.timeToUnrehearsed.toFixed(2)} x`,
  ]);
  const head = [
    'routes',
    'charts',
    '',
    'ms',
    'peak MB',
    'time: stock',
    'MB: stock',
    'time: yaml',
    'time: half the routes',
    'time: not rehearsed',
  ];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [line(head), ...rows.map(line)].map((text) => text.trimEnd()).join('\n');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
