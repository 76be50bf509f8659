import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import { SynthError } from './synth-error';

/**
 * The real, absolute path of an output folder, which need not exist yet.
 *
 * Its content is about to be replaced, so it must be a folder of its own.
 *
 * @throws SynthError for the root, the home folder, the working folder, the folder of temporary files and all folders above
 * these, for a git repository and for anything inside of `.git`, and for what is no folder
 */
export function checkedFolder(outdir: string): string {
  const folder = realPath(resolve(outdir));
  const refuse = (what: string): never => {
    throw new SynthError(`outdir: ${JSON.stringify(outdir)} is ${what}. Name a folder of its own, such as "dist".`);
  };
  if (folder === parse(folder).root) refuse('the root of the file system');
  if (isWithin(realPath(process.cwd()), folder)) refuse('the working folder, or one above it');
  const home = homeFolder();
  if (home !== undefined && isWithin(realPath(home), folder)) refuse('the home folder, or one above it');
  if (isWithin(realPath(tmpdir()), folder)) refuse('the folder of temporary files, or one above it');
  if (folder.split(sep).some((name) => name.toLowerCase() === '.git')) refuse('inside of a .git folder');
  if (existsSync(join(folder, '.git'))) refuse('the root of a git repository');
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  if (facts && !facts.isDirectory()) refuse('no folder');
  return folder;
}

/** Is `path` the folder, or in it? */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** The path with all links followed, as far as it exists. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), relative(parent, path));
}

function homeFolder(): string | undefined {
  try {
    return homedir() || undefined;
  } catch {
    // A user without an entry in /etc/passwd, as containers have them, has none.
    return undefined;
  }
}
