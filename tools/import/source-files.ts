import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ImportError, reason } from './import-error';
import { isTag } from './release-tag';

/** A file that was read, from a folder or from the network. */
export interface SourceFile {
  /** Path below the folder that was given, with `/`; or the URL. Never a path of this machine. */
  readonly origin: string;
  readonly text: string;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  /** Name of the folder that was given, if it is a release tag: `crds/kube-loxilb/v0.9.8.4`. */
  readonly folderTag?: string;
}

const CRD_FILE = /\.(ya?ml|json)$/;
// Helm value schemas lie beside CRDs; they are no CRDs and are read by nobody here.
const NO_CRD_FILE = /\.schema\.json$/;
const FETCH_TIMEOUT_MS = 60_000;

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

function readFolder(input: string): SourceFile[] {
  try {
    const isFile = statSync(input).isFile();
    const folder = isFile ? dirname(resolve(input)) : resolve(input);
    const named = isTag(basename(folder)) ? { folderTag: basename(folder) } : {};
    return (isFile ? [resolve(input)] : walk(folder)).map((path) => ({
      ...sourceFile(relative(folder, path).split(sep).join('/'), readFileSync(path)),
      ...named,
    }));
  } catch (error) {
    throw new ImportError(`${input}: cannot be read (${reason(error)}). Give a folder or file that exists, or a URL.`);
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

async function readUrl(input: string): Promise<SourceFile> {
  try {
    const response = await fetch(input, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return sourceFile(withoutSecrets(input), Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    throw new ImportError(
      `${withoutSecrets(input)}: cannot be fetched (${reason(error)}). Download it and give the folder.`,
    );
  }
}

/** The URL as it may be committed: a password or a `?token=` does not belong in git. */
function withoutSecrets(input: string): string {
  const { origin, pathname } = new URL(input);
  return `${origin}${pathname}`;
}

function sourceFile(origin: string, bytes: Buffer): SourceFile {
  return { origin, text: bytes.toString('utf8'), sha256: sha256(bytes) };
}

/** SHA-256 of bytes, or of a text as UTF-8, in hex. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
