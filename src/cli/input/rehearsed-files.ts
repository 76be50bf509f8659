import type { PlatformEntry } from '../../platform';
import { Rehearsal } from '../../rehearsal/rehearsal';
import { findPlatforms } from '../find-platform';
import type { InputError } from './input-error';
import { parseManifests, type SourcedManifest } from './parse-manifests';
import { readFiles } from './read-files';

/** Manifests of one platform, played together. */
export interface RehearsedFiles {
  readonly entry: PlatformEntry;
  readonly manifests: readonly SourcedManifest[];
  readonly rehearsal: Rehearsal;
}

/**
 * Reads the manifests below the paths and rehearses those of each platform by themselves: they are different clusters.
 * @throws PlatformError for a platform file that cannot be read or says something wrong
 */
export function rehearseFiles(
  paths: readonly string[],
  platformFile: string | undefined,
): { readonly rehearsed: readonly RehearsedFiles[]; readonly errors: readonly InputError[] } {
  const platforms = findPlatforms(platformFile);
  const { files, errors } = readFiles(paths);
  const unreadable: InputError[] = [...errors];
  const byEntry = new Map<PlatformEntry, SourcedManifest[]>();
  for (const file of files) {
    const parsed = parseManifests(file);
    unreadable.push(...parsed.errors);
    const entry = platforms.entryFor(file.file);
    const known = byEntry.get(entry);
    if (known) known.push(...parsed.manifests);
    else byEntry.set(entry, [...parsed.manifests]);
  }
  const rehearsed = [...byEntry].map(([entry, manifests]) => ({
    entry,
    manifests,
    rehearsal: new Rehearsal(
      manifests.map(({ manifest }) => manifest),
      entry.platform,
    ),
  }));
  return { rehearsed, errors: unreadable };
}
