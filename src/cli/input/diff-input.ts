import { lstatSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { PlatformError } from '../../platform';
import { findPlatforms, type Platforms, platformsIn } from '../find-platform';
import type { ComparedSide } from './compared-files';
import type { InputError } from './input-error';
import { type ReadFiles, readFiles } from './read-files';
import { Revision } from './revision';

export interface DiffInputOptions {
  /** Platform file, for both sides. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
  /** Revision of git that has the older side. @default the first of two paths is the older side */
  readonly base?: string;
  /** True: that revision itself, and not where it and HEAD have parted. @default false */
  readonly exact?: boolean;
}

/** Both sides as they were read. */
export interface DiffInput {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  readonly platforms: Platforms;
  /** Platforms that the older side had. @default the same */
  readonly old?: Platforms;
  /** What a reader should know of how they were read: sentences. */
  readonly notes: readonly string[];
  readonly errors: readonly InputError[];
}

/**
 * Reads two folders, or one and what a revision of git has there.
 * @param paths the older and the newer side; with `base` the newer alone
 * @throws GitError; PlatformError for a platform file that says something wrong
 */
export function diffInput(paths: readonly [string, string] | readonly [string], options: DiffInputOptions): DiffInput {
  const platforms = findPlatforms(options.platform);
  const [first, second] = paths;
  if (options.base === undefined) {
    const [before, after] = [onDisk(first), onDisk(second ?? first)];
    return inputOf(before, after, platforms);
  }
  const revision = Revision.of(options.base, options.exact === true);
  const read = revision.manifests(first);
  const before = { root: first, label: revision.name(first), ...read, isThere: read.files.length > 0 };
  // A file that was named holds for both sides.
  const was = options.platform === undefined ? platformsOf(revision, platforms) : {};
  return inputOf(before, onDisk(first), platforms, was);
}

interface ReadSide extends ReadFiles {
  readonly root: string;
  readonly label: string;
  readonly isThere: boolean;
}

function inputOf(
  before: ReadSide,
  after: ReadSide,
  platforms: Platforms,
  { old, note }: { readonly old?: Platforms; readonly note?: string } = {},
): DiffInput {
  return {
    before,
    after,
    platforms,
    ...(old ? { old } : {}),
    notes: [
      ...(before.isThere ? [] : [`${before.label} is not there, so everything is new`]),
      ...(after.isThere ? [] : [`${after.label} is not there, so everything is gone`]),
      ...(note === undefined ? [] : [note]),
    ],
    errors: [...before.errors, ...after.errors],
  };
}

/** What is not there has nothing: a folder may be new, or gone. */
function onDisk(path: string): ReadSide {
  const isThere = path === '-' || exists(path);
  return { root: path, label: path, isThere, ...(isThere ? readFiles([path]) : { files: [], errors: [] }) };
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}

/** The platforms of a revision; none if they are the same, or are not known. */
function platformsOf(revision: Revision, { file }: Platforms): { readonly old?: Platforms; readonly note?: string } {
  if (file === undefined) return {};
  const path = relative(process.cwd(), file);
  if (!revision.holds(path)) return {};
  const text = revision.text(path);
  const both = 'so the older side is played on the platforms of the newer';
  if (text === undefined) return { note: `${revision.name(path)} is not there, ${both}` };
  if (text === readFileSync(file, 'utf8')) return {};
  try {
    return { old: platformsIn(text, file, revision.name(path)) };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return { note: `${error.message.replace(/\.$/, '')}, ${both}` };
  }
}
