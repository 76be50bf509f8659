import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Files that cannot be written. The message says where, what, and how to cure it. */
export class NewFilesError extends Error {}

/**
 * Writes files below a folder, all or none: should one fail, those before it are taken away again.
 *
 * @param folder made if it is not there
 * @param files texts by path below the folder
 * @param options.force write over files that are there
 * @throws NewFilesError if a file is there, a link would lead somewhere else, or the disk says no
 */
export function writeNewFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  { force = false }: { readonly force?: boolean } = {},
): void {
  const root = resolve(folder);
  const taken = [...files.keys()].filter((path) => lstatSync(join(root, path), { throwIfNoEntry: false }));
  if (taken.length > 0 && !force)
    throw new NewFilesError(
      `${folder}: has ${listed(taken)} already. Name another folder, or say --force to write over them.`,
    );
  for (const path of files.keys()) refuseLinks(root, path);
  const before = new Map<string, Buffer | undefined>();
  try {
    for (const [path, text] of files) {
      const target = join(root, path);
      mkdirSync(dirname(target), { recursive: true });
      before.set(target, taken.includes(path) ? readFileSync(target) : undefined);
      writeFileSync(target, text);
    }
  } catch (error) {
    for (const [target, content] of before) {
      if (content) writeFileSync(target, content);
      else rmSync(target, { force: true });
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new NewFilesError(`${folder}: cannot be written (${reason}). It is as it was.`);
  }
}

/** A link below the folder could lead out of it. */
function refuseLinks(root: string, path: string): void {
  const steps = path.split('/');
  for (let depth = 1; depth <= steps.length; depth += 1) {
    const target = join(root, ...steps.slice(0, depth));
    if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink())
      throw new NewFilesError(`${target}: is a link, and may lead somewhere else. Remove it, or name another folder.`);
  }
}

const MOST_LISTED = 5;

function listed(paths: readonly string[]): string {
  const rest = paths.length - MOST_LISTED;
  return `${paths.slice(0, MOST_LISTED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
