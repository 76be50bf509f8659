import type { Rehearsal } from '../rehearsal/rehearsal';
import { titleOf } from '../rehearsal/traffic/route-table';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import { printable } from './output/printable';
import { runOrComplain } from './test';
import { matchKey, type Played, ruleKey } from './test-run';

/** Formats of `loxigw coverage`. */
export const COVERAGE_FORMATS = ['text', 'json'] as const;

export interface CoverageOptions {
  readonly output: (typeof COVERAGE_FORMATS)[number];
  readonly platform?: string;
  readonly manifests?: readonly string[];
}

interface Counted {
  readonly reached: number;
  readonly all: number;
  readonly missed: readonly string[];
}

/** Says which matches and backends the requests of test files do not reach. */
export function coverage(files: readonly string[], { output, platform, manifests = [] }: CoverageOptions): ExitCode {
  const run = runOrComplain(files, manifests, platform);
  if (!run) return 2;
  const counts = {
    routes: counted(run.played, (...args) => merged(matchesOf(...args), (title) => title.split(', ')[0] ?? '')),
    rules: counted(run.played, (...args) =>
      merged(matchesOf(...args), (title) => title.split(', ').slice(0, 2).join(', ')),
    ),
    matches: counted(run.played, matchesOf),
    backends: counted(run.played, backendsOf),
  };
  process.stdout.write(output === 'json' ? `${JSON.stringify(counts, undefined, 2)}\n` : text(counts));
  complain(run.errors);
  return run.errors.length > 0 ? 2 : 0;
}

function text(counts: Readonly<Record<string, Counted>>): string {
  const lines = Object.entries(counts).flatMap(([what, { reached, all, missed }]) => [
    `${what}: ${reached} of ${all} reached`,
    ...missed.map((each) => `  ${each}`),
  ]);
  return `${lines.map(printable).join('\n')}\n`;
}

type Find = (rehearsal: Rehearsal, played: Played) => ReadonlyMap<string, boolean>;

function counted(played: readonly Played[], find: Find): Counted {
  const all = played.flatMap((each) => [...find(each.rehearsal, each)]);
  const missed = all.filter(([, isReached]) => !isReached).map(([title]) => title);
  return { reached: all.length - missed.length, all: all.length, missed };
}

/** What holds several is reached with one of them. */
function merged(of: ReadonlyMap<string, boolean>, title: (match: string) => string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const [match, isReached] of of) found.set(title(match), isReached || found.get(title(match)) === true);
  return found;
}

/** A match is counted once, on however many listeners it is. */
function matchesOf({ traffic }: Rehearsal, { matches }: Played): ReadonlyMap<string, boolean> {
  return new Map(traffic.entries.map((entry) => [titleOf(entry), matches.has(matchKey(entry))]));
}

function backendsOf({ traffic }: Rehearsal, { backends }: Played): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { route, rule, ruleIndex } of traffic.entries) {
    const { kind, metadata } = route;
    const own = ruleKey(kind, metadata.namespace, metadata.name, ruleIndex);
    for (const { name, namespace = metadata.namespace ?? 'default', port } of rule.backendRefs ?? []) {
      const title = `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}, rule ${ruleIndex}: Service ${namespace}/${name}:${port}`;
      found.set(title, backends.has(`${own} ${namespace}/${name}:${port}`));
    }
  }
  return found;
}
