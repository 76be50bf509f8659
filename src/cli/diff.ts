import { PlatformError } from '../platform';
import { RequestError } from '../rehearsal/traffic/request';
import { summaryOf } from './cluster-review';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import { type DiffInputOptions, diffInput } from './input/diff-input';
import { GitError } from './input/git';
import { GivenRequests } from './input/given-requests';
import { RequestFileError } from './input/request-list';
import { printable } from './output/printable';
import { reviewJson } from './output/review-json';
import { reviewMarkdown } from './output/review-markdown';
import { reviewText } from './output/review-text';
import { reviewClusters } from './review-clusters';

/** Formats of `loxigw diff`. */
export const DIFF_FORMATS = ['text', 'markdown', 'json'] as const;

export interface DiffOptions extends DiffInputOptions {
  readonly output: (typeof DIFF_FORMATS)[number];
  /** Test files, whose requests are sent to both sides as well. @default none */
  readonly requests?: readonly string[];
}

class UsageError extends Error {}

/** What a user can mend: the message says how. */
const WRONG = [PlatformError, GitError, RequestFileError, RequestError, UsageError];

const TEXTS = { text: reviewText, markdown: reviewMarkdown, json: reviewJson };

/**
 * Says what a change of manifests means for traffic.
 * @param paths the older and the newer side; with `base` the newer alone, `dist` unless given
 */
export function diff(paths: readonly string[], options: DiffOptions): ExitCode {
  try {
    const sides = sidesOf(paths, options);
    const requests = new GivenRequests(options.requests ?? []);
    const input = diffInput(sides, options);
    const { reviews, manifests, errors, warnings } = reviewClusters(input, requests);
    const none = { file: sides.join(', '), message: 'has no manifests, on neither side. Give a folder that does' };
    const unreadable = [...input.errors, ...errors];
    if (unreadable.length === 0 && manifests === 0) unreadable.push(none);
    complain(unreadable);
    if (unreadable.length > 0) return 2;
    for (const each of warnings) process.stderr.write(`warning: ${printable(each)}\n`);
    process.stdout.write(TEXTS[options.output](reviews, input.notes));
    return summaryOf(reviews).errors > 0 ? 1 : 0;
  } catch (error) {
    if (!WRONG.some((kind) => error instanceof kind)) throw error;
    complain([{ file: '', message: error instanceof Error ? error.message : String(error) }]);
    return 2;
  }
}

/** @throws UsageError */
function sidesOf(paths: readonly string[], { base }: DiffOptions): readonly [string, string] | readonly [string] {
  const [first, second, third] = paths;
  if (base !== undefined) {
    if (second !== undefined) throw new UsageError('Give one folder beside --base');
    if (first === '-') throw new UsageError('git has nothing of standard input. Give a file or a folder beside --base');
    return [first ?? 'dist'];
  }
  if (first === undefined || second === undefined || third !== undefined)
    throw new UsageError('Give two folders, the older first; or --base with a revision of git');
  if (first === '-' && second === '-')
    throw new UsageError('Standard input is one side only. Give a file for the other');
  return [first, second];
}
