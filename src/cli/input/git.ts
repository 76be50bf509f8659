import { spawnSync } from 'node:child_process';

const MOST_MB = 256;

/** What git does not do, in a sentence with a cure. */
export class GitError extends Error {
  override readonly name = 'GitError';

  /** @param exitCode of git; undefined: it did not run to its end */
  constructor(
    message: string,
    readonly exitCode?: number,
  ) {
    super(message);
  }
}

/**
 * What git prints, in the working folder.
 * @throws GitError
 */
export function git(args: readonly string[], input?: string): Buffer {
  const { error, status, stdout, stderr } = spawnSync('git', args, {
    maxBuffer: MOST_MB * 1024 * 1024,
    // What it says is read below.
    env: { ...process.env, LC_ALL: 'C' },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(input === undefined ? {} : { input }),
  });
  if (error) throw new GitError(notRun(error));
  if (status !== 0) throw new GitError(refusal(stderr.toString()), status ?? undefined);
  return stdout;
}

function notRun(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'git is not installed, and --base asks it. Install it, or give two folders';
  if (code === 'ENOBUFS') return `the revision has more than ${MOST_MB} MB there. Name a folder with manifests alone`;
  return `git does not run (${error.message}). Give two folders`;
}

function refusal(said: string): string {
  if (/not a git repository/.test(said))
    return 'this folder is in no git repository, of which --base names a revision. Give two folders';
  if (/dubious ownership/.test(said))
    return 'git does not trust this repository, which belongs to somebody else. Tell it to: git config --global --add safe.directory with its folder';
  const [first = ''] = said.trim().split('\n');
  return `git refuses${first === '' ? '' : ` (${first.replace(/^(fatal|error): /, '')})`}. Mend that, or give two folders`;
}
