import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainFileName } from './file-name';
import type { OutputFile } from './output-files';

/**
 * The file in each tree that lists what LoxiApp wrote there: a comment, then one path a line, sorted. What it lists is ours to
 * remove; nothing else is. Commit it.
 *
 * Its name has no extension on purpose: Argo CD and `kubectl apply -f` take every .json, .yaml and .yml for manifests, hidden
 * or not.
 */
export const INDEX_FILE = '.loxiapp';

const HEADER = '# Files written by LoxiApp. It removes those that it no longer writes, and nothing else.\n';

/** Second line of the index of a cluster of a fleet, which knows all clusters: one that is not among them is no cluster any more. */
const FLEET_MARK = '# A cluster of a Fleet.\n';

const LARGEST_INDEX = 64 * 1024 * 1024;

/** The index of a tree. @param options.isOfFleet the tree is of a cluster of a `Fleet` */
export function indexFile(
  files: readonly OutputFile[],
  { isOfFleet = false }: { readonly isOfFleet?: boolean } = {},
): OutputFile {
  const paths = files.map(({ path }) => path).sort();
  return {
    path: INDEX_FILE,
    text: `${HEADER}${isOfFleet ? FLEET_MARK : ''}${paths.map((path) => `${path}\n`).join('')}`,
  };
}

/**
 * Paths that an earlier synth wrote below `folder`. The index may have been edited by anybody: a line that is no path as
 * LoxiApp makes them (plain names; no `..`, nothing absolute, nothing hidden) is passed over, and so is an
 * index that is a link, huge, or no file.
 *
 * What a path leads to is not looked at here. Only regular files that are reached without a link are ever removed.
 */
export function readIndex(folder: string): ReadonlySet<string> {
  return new Set(indexLines(folder).filter((line) => line.split('/').every(isPlainFileName)));
}

/** True for the tree of a cluster of a `Fleet`. */
export function isOfFleet(folder: string): boolean {
  return indexLines(folder)[1] === FLEET_MARK.trimEnd();
}

function indexLines(folder: string): readonly string[] {
  const file = join(folder, INDEX_FILE);
  const facts = lstatSync(file, { throwIfNoEntry: false });
  return facts?.isFile() && facts.size <= LARGEST_INDEX ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
}

/** True for a folder that has an index of its own, and so belongs to another app. */
export function hasIndex(folder: string): boolean {
  return lstatSync(join(folder, INDEX_FILE), { throwIfNoEntry: false })?.isFile() === true;
}
