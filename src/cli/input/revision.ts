import { execFileSync } from 'node:child_process';
import type { InputError } from './input-error';
import { isManifestFile, type ReadFiles, type TextFile } from './read-files';

/** What git has that is no file with a text: links, and other repositories. */
const FILE_MODES = ['100644', '100755'];

const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The manifests below a path as a revision of git has them; none where it has no such path. Nothing is checked out.
 * @param revision such as `origin/main` or `HEAD~1`
 * @param path in the working folder's repository
 */
export function readRevision(revision: string, path: string): ReadFiles {
  try {
    const commit = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
      .toString()
      .trim();
    const tree = git(['ls-tree', '-r', '-z', commit, '--', path]).toString('utf8');
    const entries = tree.split('\0').flatMap((entry) => {
      const [, mode = '', id = '', file = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
      const isHidden = file.split('/').some((step) => step.startsWith('.') && step !== '.' && step !== '..');
      return FILE_MODES.includes(mode) && isManifestFile(file) && !isHidden ? [{ id, file }] : [];
    });
    return { files: textsOf(revision, entries), errors: [] };
  } catch (error) {
    return { files: [], errors: [reason(revision, error)] };
  }
}

function textsOf(revision: string, entries: readonly { readonly id: string; readonly file: string }[]): TextFile[] {
  if (entries.length === 0) return [];
  const output = git(['cat-file', '--batch'], entries.map(({ id }) => `${id}\n`).join(''));
  let at = 0;
  return entries.map(({ file }) => {
    // `<id> blob <size>`, a line feed, the bytes, a line feed.
    const end = output.indexOf('\n', at);
    const size = Number(output.toString('utf8', at, end).split(' ')[2]);
    at = end + 1 + size + 1;
    return { file: `${revision}:${file}`, text: output.toString('utf8', end + 1, end + 1 + size) };
  });
}

function git(args: readonly string[], input?: string): Buffer {
  return execFileSync('git', args, {
    maxBuffer: MOST_BYTES,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(input === undefined ? {} : { input }),
  });
}

function reason(revision: string, error: unknown): InputError {
  const facts = typeof error === 'object' && error !== null ? error : {};
  if ('code' in facts && facts.code === 'ENOENT')
    return { file: '', message: 'git is not installed, and --base asks it. Install it, or give two folders' };
  const said = 'stderr' in facts ? String(facts.stderr).trim() : '';
  if (/not a git repository/.test(said))
    return {
      file: '',
      message: 'this folder is in no git repository, of which --base names a revision. Give two folders',
    };
  const why = said === '' ? '' : ` (${said.split('\n')[0]})`;
  return {
    file: revision,
    message: `is no revision of this repository${why}. Fetch it, or name another one: origin/main, HEAD~1`,
  };
}
