import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { OutputFile } from './output-files';
import { INDEX_FILE, indexFile, readIndex } from './output-index';
import { SynthError } from './synth-error';

/**
 * Replaces what an earlier synth wrote below `outdir` by `files`, in one swap: a reader sees the old tree or the new one.
 *
 * The new tree is put together in a folder beside, with all that is not ours copied over, and renamed into place. Whatever
 * fails before leaves the old tree as it was; a run that is killed between the two renames is healed by the next one.
 *
 * @throws SynthError for a folder that must not be replaced, or that cannot be written
 */
export function writeFolder(outdir: string, files: readonly OutputFile[]): void {
  const folder = target(outdir);
  try {
    mkdirSync(dirname(folder), { recursive: true });
    heal(folder);
    const fresh = `${folder}${NEW}${process.pid}`;
    const old = `${folder}${OLD}${process.pid}`;
    try {
      rmSync(fresh, { recursive: true, force: true });
      assemble(folder, fresh, files);
      swap(folder, fresh, old);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
    rmSync(old, { recursive: true, force: true });
  } catch (error) {
    if (error instanceof SynthError) throw error;
    throw new SynthError(
      `${outdir}: cannot be written (${error instanceof Error ? error.message : error}). The files in it are as they were.`,
    );
  }
}

const NEW = '.loxiapp-new-';
const OLD = '.loxiapp-old-';

/** The real folder. @throws SynthError for folders whose content is nobody's to replace */
function target(outdir: string): string {
  const folder = resolve(outdir);
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  const refuse = (what: string): never => {
    throw new SynthError(`outdir: ${JSON.stringify(outdir)} is ${what}. Name a folder of its own, such as "dist".`);
  };
  const toWorkingFolder = relative(real, realpathSync(process.cwd()));
  if (toWorkingFolder === '' || !(toWorkingFolder.startsWith('..') || resolve(toWorkingFolder) === toWorkingFolder)) {
    refuse('the working folder or one above it');
  }
  if (real === resolve(homedir()) || dirname(real) === real) refuse('a home folder or the root');
  if (real.split(sep).includes('.git')) refuse('inside of a .git folder');
  if (existsSync(join(real, '.git'))) refuse('a git repository');
  if (existsSync(real) && !lstatSync(real).isDirectory()) refuse('a file');
  return real;
}

/** Cleans up after runs that were killed: restores the old tree if the new one did not get into place. */
function heal(folder: string): void {
  const left = readdirSync(dirname(folder)).filter((name) => {
    const pid = leftoverOf(name, folder);
    return pid !== undefined && !isAlive(pid);
  });
  for (const name of left) {
    const path = join(dirname(folder), name);
    if (name.includes(OLD) && !existsSync(folder)) renameSync(path, folder);
    else rmSync(path, { recursive: true, force: true });
  }
}

/** The process that made the scratch folder `name` for `folder`; undefined for any other name. */
function leftoverOf(name: string, folder: string): number | undefined {
  for (const mark of [NEW, OLD]) {
    const start = `${basename(folder)}${mark}`;
    if (name.startsWith(start) && /^\d+$/.test(name.slice(start.length))) return Number(name.slice(start.length));
  }
  return undefined;
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is alive, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function assemble(folder: string, fresh: string, files: readonly OutputFile[]): void {
  mkdirSync(fresh, { recursive: true });
  if (existsSync(folder)) {
    const ours = new Set([...readIndex(folder), ...files.map(({ path }) => path), INDEX_FILE]);
    const ownFolders = new Set([...ours].map((path) => dirname(path)));
    copyForeign(folder, fresh, ours, ownFolders);
  }
  const made = new Set(['']);
  for (const { path, text } of [...files, indexFile(files)]) {
    const sub = path.includes('/') ? dirname(path) : '';
    if (!made.has(sub)) {
      mkdirSync(join(fresh, sub), { recursive: true });
      made.add(sub);
    }
    writeFileSync(join(fresh, path), text);
  }
}

/** Copies what is not ours; links stay links. Folders are looked into only where files of ours are. */
function copyForeign(
  from: string,
  to: string,
  ours: ReadonlySet<string>,
  ownFolders: ReadonlySet<string>,
  prefix = '',
): void {
  for (const entry of readdirSync(join(from, prefix), { withFileTypes: true })) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory() && ownFolders.has(path)) copyForeign(from, to, ours, ownFolders, `${path}/`);
    else if (entry.isDirectory() || !ours.has(path)) {
      cpSync(join(from, path), join(to, path), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    }
  }
}

function swap(folder: string, fresh: string, old: string): void {
  rmSync(old, { recursive: true, force: true });
  const replaced = existsSync(folder);
  if (replaced) renameSync(folder, old);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (replaced) renameSync(old, folder);
    throw error;
  }
}
