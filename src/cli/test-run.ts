import { allBackends, type Mismatch, mismatches } from '../rehearsal/traffic/expectation';
import type { Outcome } from '../rehearsal/traffic/outcome';
import { RequestError } from '../rehearsal/traffic/request';
import type { Entry } from '../rehearsal/traffic/route-table';
import type { InputError } from './input/input-error';
import { type RehearsedFiles, rehearseFiles } from './input/rehearsed-files';
import { RequestFileError } from './input/request-list';
import { type TestFile, testFile } from './input/test-file';

/** What came of one test. */
export interface TestResult {
  readonly file: string;
  readonly name: string;
  /** None: it holds. */
  readonly mismatches: readonly Mismatch[];
  readonly outcome: Outcome;
}

/** What came of files of tests. */
export interface TestRun {
  readonly results: readonly TestResult[];
  /** Manifests that could not be read. */
  readonly errors: readonly InputError[];
  /** What was played, for each set of manifests. */
  readonly played: readonly Played[];
}

/** A rehearsal, with what requests have met. */
export interface Played {
  readonly rehearsal: RehearsedFiles['rehearsal'];
  readonly matches: ReadonlySet<string>;
  /** `namespace/name:port` behind the rule that led there. */
  readonly backends: ReadonlySet<string>;
}

/** What a match is counted by. */
export function matchKey({ route, ruleIndex, matchIndex }: Entry): string {
  return `${ruleKey(route.kind, route.metadata.namespace, route.metadata.name, ruleIndex)} ${matchIndex}`;
}

/** What a rule is counted by. */
export function ruleKey(kind: string, namespace: string | undefined, name: string, rule: number): string {
  return `${kind} ${namespace ?? 'default'}/${name} ${rule}`;
}

/**
 * Runs the tests of files over the manifests that each names, else over those given.
 * @throws RequestFileError and PlatformError for files that say something wrong
 */
export function runTests(
  files: readonly string[],
  manifests: readonly string[],
  platform: string | undefined,
): TestRun {
  const read = files.map(testFile);
  const results: TestResult[] = [];
  const errors: InputError[] = [];
  const played: Played[] = [];
  for (const [paths, ofPaths] of byManifests(read, manifests)) {
    const { rehearsed, errors: unreadable } = rehearseFiles(paths, platform);
    errors.push(...unreadable);
    if (rehearsed.length > 1) {
      throw new RequestFileError(
        `${paths.join(', ')}: are of several platforms, which are different clusters. Name manifests of one.`,
      );
    }
    const rehearsal = rehearsed[0]?.rehearsal;
    if (!rehearsal)
      throw new RequestFileError(`${paths.join(', ')}: has no manifests. Write them first, or name others.`);
    const [matches, backends] = [new Set<string>(), new Set<string>()];
    played.push({ rehearsal, matches, backends });
    for (const { file, tests } of ofPaths) {
      for (const { name, request, expect } of tests) {
        const outcome = sent(`${file}: ${name}`, () =>
          rehearsal.send(request, { onMatch: (entry) => matches.add(matchKey(entry)) }),
        );
        const { route, rule = 0 } = outcome;
        for (const backend of allBackends(outcome)) {
          if (route)
            backends.add(
              `${ruleKey(route.kind, route.namespace, route.name, rule)} ${backend.namespace}/${backend.name}:${backend.port}`,
            );
        }
        results.push({ file, name, mismatches: mismatches(expect, outcome), outcome });
      }
    }
  }
  return { results, errors, played };
}

function sent(place: string, send: () => Outcome): Outcome {
  try {
    return send();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new RequestFileError(`${place}: ${error.message}`);
  }
}

/** Files over the same manifests are played together. */
function byManifests(files: readonly TestFile[], given: readonly string[]): Map<readonly string[], TestFile[]> {
  const keys = new Map<string, readonly string[]>();
  const found = new Map<readonly string[], TestFile[]>();
  for (const file of files) {
    const paths = given.length > 0 ? given : (file.manifests ?? ['dist']);
    const key = keys.get(paths.join('\0')) ?? paths;
    keys.set(paths.join('\0'), key);
    found.set(key, [...(found.get(key) ?? []), file]);
  }
  return found;
}
