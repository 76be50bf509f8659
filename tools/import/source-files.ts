import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ImportError } from './import-error';

/** A file that was read, from a folder or from the network. */
export interface SourceFile {
  /** Path below the folder that was given, with `/`; or the URL. Never a path of this machine. */
  readonly origin: string;
  readonly text: string;
  readonly sha256: string;
}

const CRD_FILE = /\.(ya?ml|json)$/;
// Helm value schemas lie beside CRDs; they are no CRDs and are read by nobody here.
const NO_CRD_FILE = /\.schema\.json$/;

/**
 * Reads all YAML and JSON files below the given folders, and the given URLs, in an order that depends on their names only.
 * @throws ImportError for a folder or URL that cannot be read
 */
export async function readSources(inputs: readonly string[]): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const input of inputs) {
    files.push(...(/^https?:\/\//.test(input) ? [await readUrl(input)] : readFolder(input)));
  }
  return files;
}

function readFolder(folder: string): SourceFile[] {
  try {
    if (statSync(folder).isFile())
      return [sourceFile(folder.split(sep).at(-1) ?? folder, readFileSync(folder, 'utf8'))];
    return walk(folder).map((path) =>
      sourceFile(relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')),
    );
  } catch (error) {
    throw new ImportError(`${folder}: cannot be read (${reason(error)}). Give a folder or file that exists, or a URL.`);
  }
}

function walk(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return entry.isFile() && CRD_FILE.test(entry.name) && !NO_CRD_FILE.test(entry.name) ? [path] : [];
  });
}

async function readUrl(url: string): Promise<SourceFile> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return sourceFile(url, await response.text());
  } catch (error) {
    throw new ImportError(`${url}: cannot be fetched (${reason(error)}). Download it and give the folder.`);
  }
}

function sourceFile(origin: string, text: string): SourceFile {
  return { origin, text, sha256: sha256(text) };
}

/** SHA-256 of a text as UTF-8, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
