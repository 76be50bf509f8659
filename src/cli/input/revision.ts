import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { GitError, git } from './git';
import type { InputError } from './input-error';
import { decode, isManifestFile, type ReadFiles, type TextFile } from './read-files';
import { contentsOf, RevisionTree, TreePathError } from './revision-tree';

/** Files as a revision of git has them. Nothing is checked out. */
export class Revision {
  private readonly tree: RevisionTree;

  /** @param label as messages name it */
  private constructor(
    readonly label: string,
    commit: string,
    private readonly root: string,
    /** The working folder, from there. */
    private readonly prefix: readonly string[],
  ) {
    this.tree = new RevisionTree(commit);
  }

  /**
   * @param name such as `origin/main` or `HEAD~1`, of the repository that the working folder is in
   * @param exact true: that commit; false: where it and HEAD have parted, so that what came to it since is no change
   * @throws GitError
   */
  static of(name: string, exact: boolean): Revision {
    const root = line(git(['rev-parse', '--show-toplevel']));
    const prefix = line(git(['rev-parse', '--show-prefix']))
      .split('/')
      .filter((step) => step !== '');
    const commit = commitOf(name);
    return new Revision(name, exact ? commit : mergeBase(name, commit), root, prefix);
  }

  /**
   * The manifests below a path, under the names that they would have on disk; none where there is no such path.
   * @param path of a file or folder in the repository
   */
  manifests(path: string): ReadFiles {
    const found: { readonly file: string; readonly id: string }[] = [];
    const errors: InputError[] = [];
    const seen = new Set<string>();
    const visit = (file: string, steps: readonly string[], named: boolean): void => {
      try {
        const place = this.tree.at(steps);
        if (!place && !named) throw new TreePathError('is a link to what the revision does not have. Give two folders');
        const key = place?.path.join('/') ?? '';
        if (!place || seen.has(key)) return;
        if ('id' in place.content) {
          if (!named && !isManifestFile(file)) return;
          seen.add(key);
          found.push({ file, id: place.content.id });
        } else {
          seen.add(key);
          for (const name of [...place.content.keys()].sort())
            if (!name.startsWith('.')) visit(join(file, name), [...place.path, name], false);
        }
      } catch (error) {
        if (!(error instanceof TreePathError)) throw error;
        errors.push({ file: this.name(file), message: error.message });
      }
    };
    visit(path, this.stepsTo(path), true);
    const contents = contentsOf(found.map(({ id }) => id));
    const files = found.flatMap(({ file }, index): TextFile[] => {
      try {
        return [{ file, text: decode(contents[index] ?? Buffer.alloc(0)) }];
      } catch (error) {
        errors.push({ file: this.name(file), message: error instanceof Error ? error.message : String(error) });
        return [];
      }
    });
    return { files, errors };
  }

  /** The text of a file of the repository; undefined if the revision has none, or none that can be read. */
  text(path: string): string | undefined {
    return this.manifests(path).files.find(({ file }) => file === path)?.text;
  }

  /** True for a path in the repository, whether there is something or not. */
  holds(path: string): boolean {
    return this.inside(path) !== undefined;
  }

  /** `origin/main:dist/web.yaml` */
  name(file: string): string {
    return `${this.label}:${file}`;
  }

  /** @throws GitError */
  private stepsTo(path: string): readonly string[] {
    const inside = this.inside(path);
    if (inside === undefined)
      throw new GitError(
        `${path}: lies outside of the repository at ${this.root}. Give a folder in it, or two folders`,
      );
    return inside.split(sep);
  }

  private inside(path: string): string | undefined {
    const lexical = join(this.root, ...this.prefix, relative(process.cwd(), resolve(path)));
    return [lexical, real(path)].map((each) => relative(this.root, each)).find(isInside);
  }
}

function isInside(path: string): boolean {
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** Where a path leads on disk, as git names the root of a repository. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function commitOf(name: string): string {
  try {
    return line(git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]));
  } catch (error) {
    // What is no revision ends with 1 and says nothing, or with 128.
    if (!(error instanceof GitError) || error.exitCode === undefined) throw error;
    throw new GitError(
      `${name}: is no revision of this repository. Fetch it, or name another one: origin/main, HEAD~1`,
    );
  }
}

function mergeBase(name: string, commit: string): string {
  try {
    return line(git(['merge-base', commit, 'HEAD']));
  } catch (error) {
    if (!(error instanceof GitError) || error.exitCode !== 1) throw error;
    throw new GitError(
      `${name}: has no commit in common with HEAD. Fetch the whole history (git fetch --unshallow), or compare with --exact`,
    );
  }
}

function line(output: Buffer): string {
  return output.toString('utf8').replace(/\r?\n$/, '');
}
