import { type Review, review } from '../review/review';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import type { RehearsedFiles, RehearseFilesOptions } from './input/rehearsed-files';
import { reviewMarkdown, reviewText } from './output/review-output';
import { rehearsalsOf } from './rehearsals';

/** Formats of `loxigw diff`. */
export const DIFF_FORMATS = ['text', 'markdown', 'json'] as const;

export interface DiffOptions {
  readonly output: (typeof DIFF_FORMATS)[number];
  /** Platform file, for both sides. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
}

/** Says what a change of manifests means for traffic. */
export function diff(before: string, after: string, { output, platform }: DiffOptions): ExitCode {
  const young = sideOf(after, platform);
  // The older side lies somewhere else, and is of the same cluster.
  const old = young && sideOf(before, platform, { entry: young.entry });
  if (!old || !young) return 2;
  const result: Review = review(old.rehearsal, young.rehearsal);
  const texts = {
    text: () => reviewText(result),
    markdown: () => reviewMarkdown(result),
    json: () => `${JSON.stringify(result, undefined, 2)}\n`,
  };
  process.stdout.write(texts[output]());
  return result.changes.some(({ severity }) => severity === 'error') ? 1 : 0;
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
