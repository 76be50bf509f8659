import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, messageOf } from './caught';
import { takeOverForeign } from './foreign-entries';
import { recoverLeftovers, type ScratchFolders, scratchFolders } from './leftovers';
import { makeFolders } from './made-folders';
import type { OutputFile } from './output-files';
import { indexFile } from './output-index';
import type { Staged } from './staged';
import { SynthError } from './synth-error';

/**
 * Replaces what an earlier synth wrote below `folder` by `files`, in one swap: a reader sees the old tree or the new one.
 *
 * @param folder absolute, without links, checked by `checkedFolder`
 * @throws SynthError if it cannot be written
 */
export function writeFolder(folder: string, files: readonly OutputFile[]): void {
  stageFolder(folder, files).swap();
}

/**
 * Puts the new tree together in a hidden folder beside, with all that is not ours taken over, to be renamed into place. What
 * fails before that leaves the old tree as it was and nothing beside it; what a killed run leaves, the next one clears up.
 * One synth at a time should write a folder: of two, the later wins.
 *
 * @param options.isOfFleet noted in the index of the tree
 * @throws SynthError if it cannot be written
 */
export function stageFolder(
  folder: string,
  files: readonly OutputFile[],
  options: { readonly isOfFleet?: boolean } = {},
): Staged {
  const scratch = scratchFolders(folder);
  let removeParents = (): void => undefined;
  const discard = (): void => {
    removeQuietly(scratch.fresh);
    removeParents();
  };
  const orRefuse = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      discard();
      if (error instanceof SynthError) throw error;
      throw new SynthError(`${folder} cannot be written: ${messageOf(error)}. ${cureOf(error)}`, { cause: error });
    }
  };
  orRefuse(() => {
    removeParents = makeFolders(dirname(folder));
    recoverLeftovers(folder);
    assemble(folder, scratch.fresh, [...files, indexFile(files, options)]);
  });
  return {
    swap: () => {
      orRefuse(() => swap(folder, scratch));
      removeQuietly(scratch.aside);
    },
    discard,
  };
}

/** What cannot be removed now, the next synth removes. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Neither the result nor the error of this synth changes by it.
  }
}

function assemble(folder: string, fresh: string, files: readonly OutputFile[]): void {
  const old = lstatSync(folder, { throwIfNoEntry: false });
  mkdirSync(fresh);
  const made = new Set<string>();
  for (const { path, text } of files) {
    const sub = dirname(path);
    if (sub !== '.' && !made.has(sub)) {
      mkdirSync(join(fresh, sub), { recursive: true });
      made.add(sub);
    }
    writeFileSync(join(fresh, path), text);
  }
  if (!old) return;
  takeOverForeign(folder, fresh, files);
  chmodSync(fresh, old.mode & 0o7777);
}

const MOST_ATTEMPTS = 5;

function swap(folder: string, { fresh, aside }: ScratchFolders): void {
  for (let attempt = 1; ; attempt++) {
    const replaced = renameIfThere(folder, aside);
    try {
      renameSync(fresh, folder);
      return;
    } catch (error) {
      // Another run has put its tree here in between: that one is now the old one, and what it replaced is past.
      const taken = codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST';
      if (taken) rmSync(aside, { recursive: true, force: true });
      else if (replaced) putBack(aside, folder);
      if (!taken || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

function putBack(aside: string, folder: string): void {
  try {
    renameSync(aside, folder);
  } catch (error) {
    throw new SynthError(
      `${folder} could not be replaced, and what was there could not be put back: it is in ${aside}.`,
      {
        cause: error,
      },
    );
  }
}

/** False if there was nothing to rename. */
function renameIfThere(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function cureOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'EBUSY':
    case 'EXDEV':
      return 'A mounted folder cannot be replaced as a whole: name a folder below it as outdir. What was there before is as it was.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'LoxiApp needs the right to write in the folder and in the one above it. What was there before is as it was.';
    default:
      return 'What was there before is as it was.';
  }
}
