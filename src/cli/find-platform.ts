import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseDocument } from 'yaml';
import { Platform, type PlatformEntry, PlatformError, platformsOf } from '../platform';
import { noRule } from './no-rule';

const FILE_NAME = 'loxigw.yaml';

/** The platform entry for each file. */
export interface Platforms {
  /** The entry whose paths hold the file: the longest such path wins; else the entry without paths, else the default platform. */
  entryFor(file: string): PlatformEntry;
}

/**
 * The platforms of the file named, else of a `loxigw.yaml` in the working folder or above it, else the default platform.
 * @throws PlatformError for a file that cannot be read or says something wrong
 */
export function findPlatforms(file: string | undefined): Platforms {
  const found = file ?? discovered();
  const byDefault: PlatformEntry = { platform: Platform.default, acknowledge: [] };
  // One entry for all: what has the same entry is one cluster.
  if (found === undefined) return { entryFor: () => byDefault };
  const base = dirname(resolve(found));
  const entries = platformsOf(contentOf(found), found);
  for (const { acknowledge } of entries) {
    for (const { rule } of acknowledge) {
      const message = noRule(rule);
      if (message !== undefined) throw new PlatformError(`${found}: acknowledge: ${message}`);
    }
  }
  const whole = entries.find(({ paths }) => paths === undefined) ?? byDefault;
  const folders = entries
    .flatMap((entry) => (entry.paths ?? []).map((path) => ({ folder: resolve(base, path), entry })))
    .sort((a, b) => b.folder.length - a.folder.length);
  return {
    entryFor(path) {
      const target = resolve(path);
      return folders.find(({ folder }) => target === folder || isInside(folder, target))?.entry ?? whole;
    },
  };
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

function contentOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new PlatformError(`${file}: cannot be read. Give a platform file that exists.`);
  }
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem) throw new PlatformError(`${file}: is not YAML (${problem.message.split('\n')[0]}). Mend it.`);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new PlatformError(`${file}: refers to its anchors too often. Write the parts out.`);
  }
}
