import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InputError } from './input-error';

/** A file's text, under the name that messages give it. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** What was read, and what could not be. */
export interface ReadFiles {
  readonly files: readonly TextFile[];
  readonly errors: readonly InputError[];
}

const MANIFEST = /\.(ya?ml|json)$/i;
/** True for a file that a folder is read for. */
export function isManifestFile(file: string): boolean {
  return MANIFEST.test(file);
}

const LARGEST_MB = 100;

/**
 * Reads files, pipes (`<(helm template …)`), folders (every YAML and JSON file in them, hidden ones aside) and `-`, standard input. A folder is read once,
 * however many links lead to it.
 */
export function readFiles(paths: readonly string[]): ReadFiles {
  const files: TextFile[] = [];
  const errors: InputError[] = [];
  const seen = new Set<string>();
  const read = (path: string, file: string): void => {
    try {
      const text = decode(readFileSync(path === '-' ? 0 : path));
      files.push({ file, text });
    } catch (error) {
      errors.push({ file, message: reason(error) });
    }
  };
  const visit = (path: string, named: boolean): void => {
    try {
      // What a shell or another program writes into: it has no path that is real.
      if (named && statSync(path).isFIFO()) {
        read(path, path);
        return;
      }
      const real = realpathSync(path);
      const facts = statSync(real);
      if (facts.isDirectory()) {
        if (seen.has(real)) return;
        seen.add(real);
        for (const name of readdirSync(path).sort()) if (!name.startsWith('.')) visit(join(path, name), false);
      } else if (named || MANIFEST.test(path)) {
        if (!facts.isFile()) throw new Error('is neither a file nor a folder. Give manifests');
        if (facts.size > LARGEST_MB * 1024 * 1024) throw new Error(`is larger than ${LARGEST_MB} MB. Split it`);
        if (seen.has(real)) return;
        seen.add(real);
        read(path, path);
      }
    } catch (error) {
      errors.push({ file: path, message: reason(error) });
    }
  };
  for (const path of paths) {
    if (path === '-') read('-', '(standard input)');
    else visit(path, true);
  }
  return { files, errors };
}

/** @throws Error with what is wrong with the file */
export function decode(bytes: Buffer): string {
  if (bytes.byteLength > LARGEST_MB * 1024 * 1024) throw new Error(`is larger than ${LARGEST_MB} MB. Split it`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('is not UTF-8. Save it as UTF-8');
  }
  if (text.includes('\0')) throw new Error('has NUL bytes, so it is no text. Give YAML or JSON');
  return text;
}

function reason(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) {
    if (error.code === 'ENOENT') return 'does not exist. Check the path';
    if (error.code === 'EACCES' || error.code === 'EPERM') return 'may not be read. Check its permissions';
    if (error.code === 'ELOOP') return 'is a link that leads back to itself. Remove it';
  }
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
