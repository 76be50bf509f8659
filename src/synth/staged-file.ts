import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf } from './caught';
import { makeFolders } from './made-folders';
import type { Staged } from './staged';
import { SynthError } from './synth-error';

/**
 * Writes a file beside its place, to be put there whole.
 * @param path absolute; folders above it are made
 * @param option that named it, for messages
 * @throws SynthError if it cannot be written
 */
export function stageFile(path: string, text: string, option: string): Staged {
  const scratch = `${path}.${process.pid}.tmp`;
  let removeFolders = (): void => undefined;
  const discard = (): void => {
    try {
      rmSync(scratch, { force: true });
    } catch {
      // It may not be there, and its folder may be none.
    }
    removeFolders();
  };
  const orRefuse = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      discard();
      throw new SynthError(`${option}: cannot be written: ${messageOf(error)}. Name a file that can.`, {
        cause: error,
      });
    }
  };
  orRefuse(() => {
    removeFolders = makeFolders(dirname(path));
    writeFileSync(scratch, text);
  });
  return { swap: () => orRefuse(() => renameSync(scratch, path)), discard };
}

/**
 * True for a link, a folder, and a file that begins otherwise than those that a synthesis writes; what cannot be looked at is found out
 * when it is written.
 */
export function isOfSomebodyElse(path: string, head: string): boolean {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found !== undefined && !(found.isFile() && readFileSync(path, 'utf8').startsWith(head));
  } catch {
    return false;
  }
}
