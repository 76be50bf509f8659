import { join, relative, resolve, sep } from 'node:path';
import type { PlatformEntry } from '../../platform';
import { clusterName } from '../cluster-name';
import type { Platforms } from '../find-platform';
import type { TextFile } from './read-files';

/** Files of one side, below the path that was given. */
export interface ComparedSide {
  readonly root: string;
  /** By the names that they have on disk, or would have. */
  readonly files: readonly TextFile[];
}

/** Files of one cluster on both sides, each with the platform that it is played on. */
export interface ComparedCluster {
  /** Its folders, as the platform file has them. */
  readonly name: string;
  /** What is accepted of its changes stands there. */
  readonly entry: PlatformEntry;
  readonly before: ClusterSide;
  readonly after: ClusterSide;
}

export interface ClusterSide {
  readonly entry: PlatformEntry;
  readonly files: readonly TextFile[];
}

/**
 * The clusters of both sides, in the order of their names. A file is of the cluster whose folder holds the file of the same relative path
 * below the newer side, so that a copy of a fleet may lie anywhere; else of that whose folder holds it below the older. Where each side
 * has one cluster, these are compared whatever their folders are. Both sides are played on one platform, unless the older had its own.
 * @param old platforms that the older side had. @default those of the newer one
 */
export function comparedClusters(
  before: ComparedSide,
  after: ComparedSide,
  platforms: Platforms,
  old?: Platforms,
): readonly ComparedCluster[] {
  const entryFor = (path: string): PlatformEntry =>
    platforms.named(join(after.root, path)) ??
    platforms.named(join(before.root, path)) ??
    platforms.entryFor(join(after.root, path));
  const young = grouped(after.files, ({ file }) => entryFor(within(after.root, file)));
  // Of a cluster that the newer platform file does not have any more.
  const stillThere = new Set(after.files.map(({ file }) => old?.named(file)));
  const gone = (file: string): PlatformEntry | undefined => {
    const entry = old?.named(file);
    return stillThere.has(entry) ? undefined : entry;
  };
  const was = grouped(before.files, ({ file }) => {
    const entry = entryFor(within(before.root, file));
    return entry.paths === undefined ? (gone(file) ?? entry) : entry;
  });
  const [[only], [other]] = [[...was.keys()], [...young.keys()]];
  const isOne = was.size === 1 && young.size === 1 && only !== undefined && other !== undefined;
  const pairs = isOne ? [other] : [...new Set([...was.keys(), ...young.keys()])];
  const clusters = pairs.map((entry): ComparedCluster => {
    const files = was.get(isOne ? only : entry) ?? [];
    const [first] = files;
    const own = first && (old?.named(first.file) ?? old?.whole);
    return {
      name: clusterName(entry),
      entry,
      before: { entry: own ?? entry, files },
      after: { entry, files: young.get(entry) ?? [] },
    };
  });
  return clusters.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** True if both sides of a cluster have the same, so that nothing can be different. */
export function isUnchanged({ before, after }: ComparedCluster, roots: readonly [string, string]): boolean {
  const [old, young] = [before, after].map(({ files }, index) =>
    files.map(({ file, text }) => `${within(roots[index] ?? '', file)}\n${text}`),
  );
  return (
    before.entry === after.entry && old?.length === young?.length && !!old?.every((text, i) => text === young?.[i])
  );
}

function grouped(
  files: readonly TextFile[],
  entryOf: (file: TextFile) => PlatformEntry,
): ReadonlyMap<PlatformEntry, readonly TextFile[]> {
  const found = new Map<PlatformEntry, TextFile[]>();
  for (const file of files) {
    const entry = entryOf(file);
    const known = found.get(entry);
    if (known) known.push(file);
    else found.set(entry, [file]);
  }
  return found;
}

/** A file by its path below the one that was given; `''`: that file itself, or standard input. */
function within(root: string, file: string): string {
  const path = relative(resolve(root), resolve(file));
  return path === '..' || path.startsWith(`..${sep}`) ? '' : path;
}
