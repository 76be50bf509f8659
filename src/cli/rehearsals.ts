import { PlatformError } from '../platform';
import type { Rehearsal } from '../rehearsal/rehearsal';
import { clusterName } from './cluster-name';
import { complain } from './complain';
import type { InputError } from './input/input-error';
import { type RehearsedFiles, type RehearseFilesOptions, rehearseFiles } from './input/rehearsed-files';

/** A cluster among the paths. */
export interface NamedRehearsal {
  /** Undefined where it is the only one: nobody has to tell it from another. */
  readonly name: string | undefined;
  readonly rehearsal: Rehearsal;
}

/** The rehearsal of each platform's manifests below the paths; undefined where the platform file is wrong, which was said. */
export function rehearsalsOf(
  paths: readonly string[],
  platform: string | undefined,
  options: RehearseFilesOptions = {},
):
  | {
      readonly rehearsed: readonly RehearsedFiles[];
      readonly clusters: readonly NamedRehearsal[];
      readonly errors: readonly InputError[];
    }
  | undefined {
  try {
    const { rehearsed, errors } = rehearseFiles(paths, platform, options);
    const clusters = rehearsed.map(({ entry, rehearsal }) => ({
      name: rehearsed.length > 1 ? clusterName(entry) : undefined,
      rehearsal,
    }));
    return { rehearsed, clusters, errors };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    complain([{ file: '', message: error.message }]);
    return undefined;
  }
}
