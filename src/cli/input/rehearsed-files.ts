import type { PlatformEntry } from '../../platform';
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
  /** Called before each file is read, and once after the last. */
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Reads the manifests below the paths and rehearses those of each platform by themselves: they are different clusters.
 * @throws PlatformError for a platform file that cannot be read or says something wrong
 */
export function rehearseFiles(
  paths: readonly string[],
  platformFile: string | undefined,
  options: RehearseFilesOptions = {},
): { readonly rehearsed: readonly RehearsedFiles[]; readonly errors: readonly InputError[] } {
  const platforms = findPlatforms(platformFile);
  const { files, errors } = options.read ?? readFiles(paths);
  const unreadable: InputError[] = [...errors];
  const byEntry = new Map<PlatformEntry, SourcedManifest[]>();
  for (const [index, file] of files.entries()) {
    options.progress?.(index, files.length);
    const parsed = parseManifests(file);
    unreadable.push(...parsed.errors);
    const entry = options.entry ?? platforms.entryFor(file.file);
    const known = byEntry.get(entry);
    if (known) known.push(...parsed.manifests);
    else byEntry.set(entry, [...parsed.manifests]);
  }
  options.progress?.(files.length, files.length);
  const crds = options.crds ? { crds: options.crds } : {};
  const rehearsed = [...byEntry].map(([entry, manifests]) => ({
    entry,
    manifests,
    rehearsal: new Rehearsal(
      manifests.map(({ manifest }) => manifest),
      entry.platform,
      crds,
    ),
  }));
  return { rehearsed, errors: unreadable };
}
