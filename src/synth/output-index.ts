import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputFile } from './output-files';

/**
 * The file in each tree that lists what LoxiApp wrote there. What it lists is ours to delete; nothing else is. Argo CD and
 * kubectl do not read it: it is neither YAML nor JSON by its name. Commit it.
 */
export const INDEX_FILE = '.loxiapp';

const HEADER = '# Files written by LoxiApp. It deletes those that it no longer writes, and nothing else.\n';

/** A path that an index may name: below the folder, no hidden files, as `outputFiles` makes them. */
const OWN_PATH = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)?[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

const LARGEST_INDEX = 64 * 1024 * 1024;

export function indexFile(files: readonly OutputFile[]): OutputFile {
  const paths = files.map(({ path }) => path).sort();
  return { path: INDEX_FILE, text: `${HEADER}${paths.map((path) => `${path}\n`).join('')}` };
}

/**
 * Paths that an earlier synth wrote below `folder`. The index may have been edited by anybody: lines that are no plain path
 * are passed over, and so is an index that is a link or no file.
 */
export function readIndex(folder: string): ReadonlySet<string> {
  const file = join(folder, INDEX_FILE);
  const facts = lstatSync(file, { throwIfNoEntry: false });
  if (!facts?.isFile() || facts.size > LARGEST_INDEX) return new Set();
  return new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => OWN_PATH.test(line)),
  );
}
