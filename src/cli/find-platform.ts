import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseDocument } from 'yaml';
import { Platform, type PlatformEntry, PlatformError, platformsOf } from '../platform';
import { noRule } from './no-rule';

const FILE_NAME = 'loxigw.yaml';

/** The platform entry for each file. */
export interface Platforms {
  /** The platform file. @default there is none */
  readonly file?: string;
  /** The entry whose paths hold the file: the longest such path wins; else the entry without paths, else the default platform. */
  entryFor(file: string): PlatformEntry;
  /** The same, of the entries that name paths; undefined: none of them holds the file. */
  named(file: string): PlatformEntry | undefined;
  /** The entry without paths. @default there is none */
  readonly whole?: PlatformEntry;
}

/**
 * The platforms of the file named, else of a `loxigw.yaml` in the working folder or above it, else the default platform.
 * @throws PlatformError for a file that cannot be read or says something wrong
 */
export function findPlatforms(file: string | undefined): Platforms {
  const found = file ?? discovered();
  const byDefault: PlatformEntry = { platform: Platform.default, acknowledge: [] };
  // One entry for all: what has the same entry is one cluster.
  if (found === undefined) return { entryFor: () => byDefault, named: () => undefined };
  return platformsIn(textOf(found), found, found);
}

/**
 * The platforms of the text of a platform file.
 * @param file where it lies: its paths begin there
 * @param label as messages name it
 * @throws PlatformError for a text that says something wrong
 */
export function platformsIn(text: string, file: string, label: string): Platforms {
  const byDefault: PlatformEntry = { platform: Platform.default, acknowledge: [] };
  const base = dirname(resolve(file));
  const entries = platformsOf(contentOf(text, label), label);
  for (const { acknowledge } of entries) {
    for (const { rule } of acknowledge) {
      const message = noRule(rule);
      if (message !== undefined) throw new PlatformError(`${label}: acknowledge: ${message}`);
    }
  }
  const whole = entries.find(({ paths }) => paths === undefined);
  const folders = entries
    .flatMap((entry) => (entry.paths ?? []).map((path) => ({ folder: resolve(base, path), entry })))
    .sort((a, b) => b.folder.length - a.folder.length);
  const named = (path: string): PlatformEntry | undefined => {
    const target = resolve(path);
    return folders.find(({ folder }) => target === folder || isInside(folder, target))?.entry;
  };
  return { file, named, entryFor: (path) => named(path) ?? whole ?? byDefault, ...(whole ? { whole } : {}) };
}

function isInside(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below !== '' && below !== '..' && !below.startsWith(`..${sep}`);
}

function discovered(): string | undefined {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const path = join(folder, FILE_NAME);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

/** @throws PlatformError */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new PlatformError(`${file}: cannot be read. Give a platform file that exists.`);
  }
}

/** @throws PlatformError */
function contentOf(text: string, file: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem) throw new PlatformError(`${file}: is not YAML (${problem.message.split('\n')[0]}). Mend it.`);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new PlatformError(`${file}: refers to its anchors too often. Write the parts out.`);
  }
}
