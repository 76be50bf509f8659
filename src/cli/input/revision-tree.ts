import { git } from './git';

/** A file of a tree of git, by its object. */
export interface TreeFile {
  readonly id: string;
}

/** What is at a path of a tree, with the path that no link is part of. */
export interface TreePlace {
  /** Names from the root of the repository. */
  readonly path: readonly string[];
  /** A folder by the names in it. */
  readonly content: TreeFile | ReadonlyMap<string, unknown>;
}

/** A path that leads where a tree of git does not. */
export class TreePathError extends Error {
  override readonly name = 'TreePathError';
}

interface Leaf {
  readonly mode: string;
  readonly id: string;
}

type Folder = Map<string, Folder | Leaf>;

const LINK = '120000';
const SUBMODULE = '160000';
/** As Linux has it. */
const MOST_LINKS = 40;

/** The files of a commit, where links lead as they would on disk. Nothing is checked out. */
export class RevisionTree {
  private readonly root: Folder = new Map();
  private readonly targets: ReadonlyMap<string, string>;

  /** @throws GitError */
  constructor(commit: string) {
    const links: string[] = [];
    for (const entry of git(['ls-tree', '-r', '-z', '--full-tree', commit]).toString('utf8').split('\0')) {
      const [, mode = '', id = '', file = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
      if (file === '') continue;
      if (mode === LINK) links.push(id);
      this.add(file.split('/'), { mode, id });
    }
    const ids = [...new Set(links)];
    this.targets = new Map(contentsOf(ids).map((bytes, index) => [ids[index] ?? '', bytes.toString('utf8')]));
  }

  /**
   * What is at a path; undefined if there is nothing.
   * @param path names from the root of the repository
   * @throws TreePathError for links that lead out of the repository or back to themselves, and for submodules
   */
  at(path: readonly string[]): TreePlace | undefined {
    const folders: [name: string, folder: Folder][] = [];
    let left = [...path];
    let links = 0;
    for (let step = left.shift(); step !== undefined; step = left.shift()) {
      if (step === '' || step === '.') continue;
      if (step === '..') {
        if (!folders.pop()) throw new TreePathError('is a link that leads out of the repository. Give two folders');
        continue;
      }
      const node = (folders.at(-1)?.[1] ?? this.root).get(step);
      if (!node) return undefined;
      if (node instanceof Map) {
        folders.push([step, node]);
        continue;
      }
      if (node.mode === SUBMODULE)
        throw new TreePathError('is a submodule, whose files are in another repository. Give two folders');
      if (node.mode !== LINK) {
        const isEnd = left.every((each) => each === '' || each === '.');
        return isEnd ? { path: [...folders.map(([name]) => name), step], content: { id: node.id } } : undefined;
      }
      links += 1;
      if (links > MOST_LINKS) throw new TreePathError('is a link that leads back to itself. Remove it');
      const target = this.targets.get(node.id) ?? '';
      if (target.startsWith('/'))
        throw new TreePathError('is a link that leads out of the repository. Give two folders');
      left = [...target.split('/'), ...left];
    }
    return { path: folders.map(([name]) => name), content: folders.at(-1)?.[1] ?? this.root };
  }

  private add(path: readonly string[], leaf: Leaf): void {
    let folder = this.root;
    for (const name of path.slice(0, -1)) {
      const known = folder.get(name);
      const next: Folder = known instanceof Map ? known : new Map();
      folder.set(name, next);
      folder = next;
    }
    folder.set(path.at(-1) ?? '', leaf);
  }
}

/**
 * What objects of git hold, in their order.
 * @throws GitError
 */
export function contentsOf(ids: readonly string[]): readonly Buffer[] {
  if (ids.length === 0) return [];
  const output = git(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  let at = 0;
  return ids.map(() => {
    // `<id> blob <size>`, a line feed, the bytes, a line feed.
    const end = output.indexOf('\n', at);
    const size = Number(output.toString('utf8', at, end).split(' ')[2]);
    at = end + 1 + size + 1;
    return output.subarray(end + 1, end + 1 + size);
  });
}
