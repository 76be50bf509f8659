import {
  chmodSync,
  constants,
  copyFileSync,
  type Dirent,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import type { OutputFile } from './output-files';
import { hasIndex, INDEX_FILE, readIndex } from './output-index';
import { SynthError } from './synth-error';

/**
 * Takes over from the old tree into the new one what LoxiApp did not write: a README, the folder of another app, links.
 *
 * A file that is in neither the old index nor `files` is foreign. One that is in `files`, but not in the index (the first synth
 * into a folder that the stock `App` wrote), is replaced, as the stock `App` does. What is no regular file is never replaced.
 *
 * Files become hard links, so this costs no space and little time; where the file system has none, copies.
 *
 * @throws SynthError where a file cannot be written because of something foreign
 */
export function takeOverForeign(from: string, to: string, files: readonly OutputFile[]): void {
  const written = new Map([...files.map(({ path }) => path), INDEX_FILE].map((path) => [path.toLowerCase(), path]));
  const folders = new Set([...written.keys()].flatMap(foldersOf));
  const earlier = readIndex(from);

  const made: { readonly path: string; readonly mode: number }[] = [];

  const makeFolder = (folder: string): void => {
    let path = '';
    for (const name of folder === '' ? [] : folder.split('/')) {
      path = path === '' ? name : `${path}/${name}`;
      if (lstatSync(join(to, path), { throwIfNoEntry: false })) continue;
      mkdirSync(join(to, path));
      made.push({ path, mode: lstatSync(join(from, path)).mode & 0o7777 });
    }
  };
  const takeOver = (folder: string, isOthers: boolean): void => {
    const entries = readdirSync(join(from, folder), { withFileTypes: true });
    // A folder whose files were all ours goes away with them; one that was empty before was made by somebody else.
    if (entries.length === 0) makeFolder(folder);
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const clash = isOthers ? undefined : written.get(path.toLowerCase());
      const isOurFolder = !isOthers && folders.has(path.toLowerCase());
      if (entry.isFile() && !isOthers && (clash === path || earlier.has(path))) continue;
      if (clash === path) throw inTheWay(from, path, kindOf(entry));
      if (clash !== undefined) throw inTheWay(from, path, `what "${clash}" would be on a disk that ignores case`);
      if (entry.isDirectory()) {
        const hasOwnIndex = hasIndex(join(from, path));
        if (isOurFolder && hasOwnIndex) throw inTheWay(from, path, 'a folder that another LoxiApp writes');
        takeOver(path, isOthers || hasOwnIndex);
        continue;
      }
      if (isOurFolder) throw inTheWay(from, path, `${kindOf(entry)} where a folder is needed`);
      makeFolder(folder);
      takeOverFile(join(from, path), join(to, path), entry.isSymbolicLink());
    }
  };
  takeOver('', false);
  // Last, because a folder may have been without the right to write into it. Ours have been written into by then.
  for (const { path, mode } of made.reverse()) chmodSync(join(to, path), mode);
}

/** Every folder above a path: `a` and `a/b` of `a/b/c`. */
function foldersOf(path: string): string[] {
  const steps = path.split('/');
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('/'));
}

function kindOf(entry: Dirent): string {
  if (entry.isDirectory()) return 'a folder';
  return entry.isSymbolicLink() ? 'a symbolic link' : 'no regular file';
}

function inTheWay(from: string, path: string, what: string): SynthError {
  return new SynthError(
    `${join(from, path)} is in the way: it is ${what}. LoxiApp replaces only files that it wrote, or that have the name of one. Move it elsewhere, or remove it.`,
  );
}

function takeOverFile(from: string, to: string, isLink: boolean): void {
  if (isLink) {
    symlinkSync(readlinkSync(from), to);
    return;
  }
  try {
    linkSync(from, to);
  } catch {
    // FAT, some network folders, and files of others under fs.protected_hardlinks have no hard links.
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}
