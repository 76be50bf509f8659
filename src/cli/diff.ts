import { Rehearsal } from '../rehearsal/rehearsal';
import type { TrafficRequest } from '../rehearsal/traffic/request';
import { type Review, review } from '../review/review';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import type { RehearsedFiles, RehearseFilesOptions } from './input/rehearsed-files';
import { RequestFileError } from './input/request-list';
import { readRevision } from './input/revision';
import { testFile } from './input/test-file';
import { reviewMarkdown } from './output/review-markdown';
import { reviewText } from './output/review-output';
import { rehearsalsOf } from './rehearsals';

/** Formats of `loxigw diff`. */
export const DIFF_FORMATS = ['text', 'markdown', 'json'] as const;

export interface DiffOptions {
  readonly output: (typeof DIFF_FORMATS)[number];
  /** Platform file, for both sides. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
  /** Revision of git that has the older side. @default the first of two paths is the older side */
  readonly base?: string;
  /** Test files, whose requests are sent to both sides as well. @default none */
  readonly requests?: readonly string[];
}

/**
 * Says what a change of manifests means for traffic.
 * @param paths the older and the newer side; with `base` the newer alone, `dist` unless given
 */
export function diff(paths: readonly string[], options: DiffOptions): ExitCode {
  const { base, output, platform } = options;
  const [first, second, third] = paths;
  const young = base === undefined ? second : (first ?? 'dist');
  if (young === undefined || third !== undefined || (base !== undefined && second !== undefined)) {
    const message =
      base === undefined
        ? 'Give two folders, the older first; or --base with a revision of git'
        : 'Give one folder beside --base';
    complain([{ file: '', message }]);
    return 2;
  }
  const requests = requestsOf(options.requests ?? []);
  const after = requests && sideOf(young, platform);
  // The older side may lie somewhere else, and is of the same cluster.
  const before =
    after &&
    (base === undefined
      ? sideOf(first ?? '', platform, { entry: after.entry })?.rehearsal
      : olderSide(base, young, after));
  if (!after || !before || !requests) return 2;
  const result = review(before, after.rehearsal, requests);
  process.stdout.write(TEXTS[output](result));
  return result.changes.some(({ severity }) => severity === 'error') ? 1 : 0;
}

const TEXTS: Readonly<Record<DiffOptions['output'], (result: Review) => string>> = {
  text: reviewText,
  markdown: reviewMarkdown,
  json: ({ changes, answers, structure }) => `${JSON.stringify({ changes, answers, structure }, undefined, 2)}\n`,
};

/** What a revision had; nothing, if the folder is new. Undefined where something was wrong, which was said. */
function olderSide(base: string, path: string, { entry }: RehearsedFiles): Rehearsal | undefined {
  const read = readRevision(base, path);
  if (read.files.length === 0 && read.errors.length === 0) return new Rehearsal([], entry.platform);
  return sideOf(`${base}:${path}`, undefined, { entry, read })?.rehearsal;
}

/** Undefined where something was wrong, which was said. */
function sideOf(
  path: string,
  platform: string | undefined,
  options: RehearseFilesOptions = {},
): RehearsedFiles | undefined {
  const played = rehearsalsOf([path], platform, options);
  if (!played) return undefined;
  complain(played.errors);
  if (played.errors.length > 0) return undefined;
  const [side, second] = played.rehearsed;
  if (side && !second && side.manifests.length > 0) return side;
  const message = second
    ? 'has manifests of several platforms. Compare one cluster at a time'
    : 'has no manifests. Give a folder that does';
  complain([{ file: path, message }]);
  return undefined;
}

/** Requests of test files, by their names; undefined where a file is wrong, which was said. */
function requestsOf(files: readonly string[]): ReadonlyMap<string, TrafficRequest> | undefined {
  try {
    return new Map(files.flatMap((file) => testFile(file).tests.map(({ name, request }) => [name, request] as const)));
  } catch (error) {
    if (!(error instanceof RequestFileError)) throw error;
    complain([{ file: '', message: error.message }]);
    return undefined;
  }
}
