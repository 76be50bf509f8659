import type { Acknowledgement, PlatformEntry } from '../../platform';
import type { UserKinds } from '../../rehearsal/admission/user-kinds';
import { Rehearsal } from '../../rehearsal/rehearsal';
import { findPlatforms } from '../find-platform';
import type { InputError } from './input-error';
import { parseManifests, type SourcedManifest } from './parse-manifests';
import { type ReadFiles, readFiles } from './read-files';

/** Manifests of one platform, played together. */
export interface RehearsedFiles {
  readonly entry: PlatformEntry;
  readonly manifests: readonly SourcedManifest[];
  readonly rehearsal: Rehearsal;
}

export interface RehearseFilesOptions {
  /** Kinds of CRDs that the user brings. @default none */
  readonly crds?: UserKinds;
  /** The platform of all files, wherever they are. @default that of each file's folder */
  readonly entry?: PlatformEntry;
  /** Files that were read already, in place of those below the paths. */
  readonly read?: ReadFiles;
  /** Called before each file is read and each cluster rehearsed, and once after the last of each. */
  readonly progress?: (done: number, all: number, what: 'files' | 'clusters') => void;
}

/** Manifests of all platforms, in the order of the platform file, and what there is to say of reading them. */
export interface RehearsedPlatforms {
  readonly rehearsed: readonly RehearsedFiles[];
  /** What the platform file accepts between clusters. */
  readonly between: readonly Acknowledgement[];
  readonly errors: readonly InputError[];
  /** What is odd about the platform file. */
  readonly warnings: readonly string[];
}

/**
 * Reads the manifests below the paths and rehearses those of each platform by themselves: they are different clusters.
 * @throws PlatformError for a platform file that cannot be read or says something wrong
 */
export function rehearseFiles(
  paths: readonly string[],
  platformFile: string | undefined,
  options: RehearseFilesOptions = {},
): RehearsedPlatforms {
  const platforms = findPlatforms(platformFile);
  const { files, errors } = options.read ?? readFiles(paths);
  const unreadable: InputError[] = [...errors];
  const byEntry = new Map<PlatformEntry, SourcedManifest[]>();
  for (const [index, file] of files.entries()) {
    options.progress?.(index, files.length, 'files');
    const parsed = parseManifests(file);
    unreadable.push(...parsed.errors);
    const entry = options.entry ?? platforms.entryFor(file.file);
    const known = byEntry.get(entry);
    if (known) known.push(...parsed.manifests);
    else byEntry.set(entry, [...parsed.manifests]);
  }
  options.progress?.(files.length, files.length, 'files');
  const crds = options.crds ? { crds: options.crds } : {};
  // Not as the files were met: the program compares clusters in the order that it writes, and so does everybody who reads it.
  const order = new Map(platforms.entries.map((entry, index) => [entry, index]));
  const sides = [...byEntry].sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const rehearsed = sides.map(([entry, manifests], index) => {
    options.progress?.(index, sides.length, 'clusters');
    const rehearsal = new Rehearsal(
      manifests.map(({ manifest }) => manifest),
      entry.platform,
      crds,
    );
    return { entry, manifests, rehearsal };
  });
  options.progress?.(sides.length, sides.length, 'clusters');
  return { rehearsed, between: platforms.between, errors: unreadable, warnings: platforms.warnings };
}
