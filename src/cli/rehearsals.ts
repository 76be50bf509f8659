import { PlatformError } from '../platform';
import type { Rehearsal } from '../rehearsal/rehearsal';
import { complain } from './complain';
import type { InputError } from './input/input-error';
import { type RehearsedFiles, type RehearseFilesOptions, rehearseFiles } from './input/rehearsed-files';

/** The rehearsal of each platform's manifests below the paths; undefined where the platform file is wrong, which was said. */
export function rehearsalsOf(
  paths: readonly string[],
  platform: string | undefined,
  options: RehearseFilesOptions = {},
):
  | {
      readonly rehearsed: readonly RehearsedFiles[];
      readonly rehearsals: readonly Rehearsal[];
      readonly errors: readonly InputError[];
    }
  | undefined {
  try {
    const { rehearsed, errors } = rehearseFiles(paths, platform, options);
    return { rehearsed, rehearsals: rehearsed.map(({ rehearsal }) => rehearsal), errors };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    complain([{ file: '', message: error.message }]);
    return undefined;
  }
}
