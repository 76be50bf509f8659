import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ImportError } from './import-error';

/** The file that says that a folder was generated, and from what. */
export const SOURCES_FILE = 'sources.json';

/** Paths of all files below a folder, with `/`, sorted. */
export function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
    )
    .sort();
}

/** Writes a file, and its folder if there is none. */
export function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Writes JSON with one member a line, for review; lists of numbers stay on theirs. */
export function writeJson(folder: string, path: string, value: object): void {
  const text = JSON.stringify(value, undefined, 1);
  write(folder, path, `${text.replace(/\[\n[\d,\s]+\]/g, (list) => list.replace(/\s+/g, ''))}\n`);
}

/** @throws ImportError for a folder that holds something else than generated files */
export function assertReplaceable(folder: string): void {
  if (!existsSync(folder) || existsSync(join(folder, SOURCES_FILE)) || readdirSync(folder).length === 0) return;
  throw new ImportError(
    `${folder}: has no ${SOURCES_FILE}, so it was not generated. Give a folder that may be replaced.`,
  );
}

/** Puts `fresh` in the place of `folder`. The two may be on different file systems, so it is copied beside first. */
export function replaceFolder(fresh: string, folder: string): void {
  const target = resolve(folder);
  const beside = `${target}.new-${process.pid}`;
  const old = `${target}.old-${process.pid}`;
  try {
    cpSync(fresh, beside, { recursive: true });
    if (existsSync(target)) renameSync(target, old);
    renameSync(beside, target);
  } catch (error) {
    if (!existsSync(target) && existsSync(old)) renameSync(old, target);
    throw error;
  } finally {
    rmSync(beside, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}
