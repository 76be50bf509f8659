import { lstatSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Files that cannot be written. The message says where, what, and how to cure it. */
export class NewFilesError extends Error {}

/**
 * Writes files below a folder, all or none: should one fail, those before it are taken away again, and so are the folders made for them.
 *
 * @param folder made if it is not there
 * @param files texts by path below the folder
 * @param options.force write over files that are there
 * @param options.remove paths that are taken away, or put back should a file fail
 * @param options.keep paths that are left out where they are there, unless forced
 * @returns the paths that were written
 * @throws NewFilesError if a file is there, a link would lead somewhere else, or the disk says no
 */
export function writeNewFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  {
    force = false,
    keep = [],
    remove = [],
  }: { readonly force?: boolean; readonly keep?: readonly string[]; readonly remove?: readonly string[] } = {},
): readonly string[] {
  if (folder === '') throw new NewFilesError('The folder has no name. Give one, or "." for this one.');
  const root = resolve(folder);
  const undo: (() => void)[] = [];
  try {
    const isKept = (path: string): boolean => !force && keep.includes(path) && factsOf(join(root, path)) !== undefined;
    const wanted = [...files].filter(([path]) => !isKept(path));
    const paths = wanted.map(([path]) => path);
    if (!force) refuseTaken(folder, paths);
    for (const path of [...paths, ...remove]) refuseLinks(root, path);
    for (const [path, text] of wanted) {
      const target = join(root, path);
      makeFolders(dirname(target), undo);
      const before = factsOf(target) ? readFileSync(target) : undefined;
      undo.push(() => (before ? writeFileSync(target, before) : rmSync(target, { force: true })));
      writeFileSync(target, text);
    }
    for (const path of remove) {
      const target = join(root, path);
      const before = readFileSync(target);
      undo.push(() => writeFileSync(target, before));
      rmSync(target);
    }
    return paths;
  } catch (error) {
    const rest = undone(undo);
    if (error instanceof NewFilesError) throw error;
    const state = rest === undefined ? 'It is as it was.' : `What was written could not be taken back: ${rest}.`;
    throw new NewFilesError(
      `${folder}: cannot be written (${messageOf(error)}). ${state} Name a folder that can be written.`,
    );
  }
}

function refuseTaken(folder: string, paths: readonly string[]): void {
  const taken = paths.filter((path) => factsOf(join(resolve(folder), path)));
  if (taken.length === 0) return;
  throw new NewFilesError(
    `${folder}: has ${listed(taken)} already. Name another folder, or say --force: what is in ${taken.length === 1 ? 'it' : 'them'} now is lost then.`,
  );
}

/** A link below the folder could lead out of it. */
function refuseLinks(root: string, path: string): void {
  const steps = path.split('/');
  for (let depth = 1; depth <= steps.length; depth += 1) {
    const target = join(root, ...steps.slice(0, depth));
    if (factsOf(target)?.isSymbolicLink())
      throw new NewFilesError(`${target}: is a link, and may lead somewhere else. Remove it, or name another folder.`);
  }
}

/** Undefined for what is not there, also where something above it is no folder. */
function factsOf(path: string): ReturnType<typeof lstatSync> {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** One by one: in some places, such as below /proc, Node never ends to make them all at once. */
function makeFolders(folder: string, undo: (() => void)[]): void {
  if (factsOf(folder)) {
    if (statSync(folder).isDirectory()) return;
    throw new NewFilesError(`${folder}: is no folder. Name another one, or remove it.`);
  }
  const parent = dirname(folder);
  if (parent !== folder) makeFolders(parent, undo);
  mkdirSync(folder);
  undo.push(() => rmdirSync(folder));
}

/** Takes everything back, the last first. @returns what went wrong with it */
function undone(undo: readonly (() => void)[]): string | undefined {
  let problem: string | undefined;
  for (const step of [...undo].reverse()) {
    try {
      step();
    } catch (error) {
      problem ??= messageOf(error);
    }
  }
  return problem;
}

/** No `instanceof Error`: errors of the file system are of another realm where a test runner gives each file its own globals. */
function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}

const MOST_LISTED = 5;

function listed(paths: readonly string[]): string {
  const rest = paths.length - MOST_LISTED;
  return `${paths.slice(0, MOST_LISTED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
