import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { parseDocument } from 'yaml';
import { type Acknowledgement, Platform, type PlatformEntry, PlatformError, platformFileOf } from '../platform';
import { isOfChange } from '../rehearsal/acknowledgement';
import { tryRule } from '../rehearsal/rules';
import { noRule } from './no-rule';

const FILE_NAME = 'loxigw.yaml';

/** The platform entry for each file. */
export interface Platforms {
  /** The platform file. @default there is none */
  readonly file?: string;
  /** The entry whose paths hold the file: the longest such path wins; else the entry without paths, else the default platform. */
  entryFor(file: string): PlatformEntry;
  /** In the order in which the file has them. */
  readonly entries: readonly PlatformEntry[];
  /** What is accepted beside the list: findings between clusters, and changes of any of them. */
  readonly between: readonly Acknowledgement[];
  /** Messages on paths that lead nowhere: what they were meant for has another platform. */
  readonly warnings: readonly string[];
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
  if (found === undefined)
    return { entryFor: () => byDefault, named: () => undefined, entries: [byDefault], between: [], warnings: [] };
  return platformsIn(textOf(found), found, found);
}

/**
 * The platforms of the text of a platform file.
 * @param file where it lies: its paths begin there
 * @param label as messages name it
 * @throws PlatformError for a text that says something wrong
 */
export function platformsIn(text: string, file: string, label: string): Platforms {
  const base = dirname(resolve(file));
  const { platforms: entries, acknowledge: between } = platformFileOf(contentOf(text, label), label);
  for (const { rule } of [...entries, { acknowledge: between }].flatMap(({ acknowledge }) => acknowledge)) {
    const message = noRule(rule);
    if (message !== undefined) throw new PlatformError(`${label}: acknowledge: ${message}`);
  }
  const ofOne = between.find(({ rule }) => !tryRule(rule)?.fleet && !isOfChange({ rule }));
  if (ofOne) {
    throw new PlatformError(
      `${label}: acknowledge: ${ofOne.rule} is no rule between clusters, and none of a change. Put it into an entry of the list "platforms".`,
    );
  }
  const whole = entries.find(({ paths }) => paths === undefined);
  const rest: PlatformEntry = whole ?? { platform: Platform.default, acknowledge: [] };
  const folders = entries
    .flatMap((entry) => (entry.paths ?? []).map((path) => ({ folder: resolve(base, path), entry })))
    .sort((a, b) => b.folder.length - a.folder.length);
  const named = (path: string): PlatformEntry | undefined => {
    const target = resolve(path);
    return folders.find(({ folder }) => target === folder || isInside(folder, target))?.entry;
  };
  return {
    file,
    named,
    entryFor: (path) => named(path) ?? rest,
    ...(whole ? { whole } : {}),
    entries: whole ? entries : [...entries, rest],
    between,
    warnings: missing(entries, base, label),
  };
}

function missing(entries: readonly PlatformEntry[], base: string, label: string): readonly string[] {
  return entries.flatMap(({ paths = [] }, index) =>
    paths
      .filter((path) => !existsSync(resolve(base, path)))
      .map(
        (path) =>
          `${label}: platforms[${index}].paths: ${JSON.stringify(path)} is not there. Paths begin at the folder of ${basename(label)}: correct it, or remove it.`,
      ),
  );
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
