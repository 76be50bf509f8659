import { basename, resolve } from 'node:path';
import { type CiSystem, NewFilesError, starterFiles, writeNewFiles } from '../init';
import { isDnsLabel } from '../resource/checks';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import { printable } from './output/printable';

/** Systems for which `loxigw init` writes a workflow. */
export const CI_SYSTEMS: readonly CiSystem[] = ['github', 'gitlab', 'none'];

export interface InitOptions {
  /** @default the name of the folder */
  readonly name?: string;
  readonly ci: CiSystem;
  /** Address of the git repository for Argo CD. @default one to be changed */
  readonly repo?: string;
  readonly force?: boolean;
}

const GITIGNORE = '.gitignore';
const IGNORED = '; .gitignore should have node_modules/ and .cdk8s/';

/** What a repository often begins with: it is left as it is. */
const KEPT = [GITIGNORE, 'README.md'];

/** What an address of a repository is made of; nothing that ends a text in TypeScript. */
const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9@:/._~+-]*$/;

/** Writes a new app into a folder, and says what to do next. */
export function init(
  folder: string,
  { name = basename(resolve(folder)), ci, repo, force = false }: InitOptions,
): ExitCode {
  const wrong = isDnsLabel(name)
    ? repo !== undefined &&
      !REPOSITORY.test(repo) &&
      `--repo: ${JSON.stringify(repo)} is no address of a git repository. Write it as https://git.example.com/team/${name}.git`
    : `${JSON.stringify(name)} is no name of a project. Give one with --name: 1 to 63 lower-case letters, digits and "-"`;
  if (wrong) {
    complain([{ file: '', message: wrong }]);
    return 2;
  }
  const files = starterFiles({ name, ci, ...(repo === undefined ? {} : { repoURL: repo }) });
  let paths: readonly string[];
  try {
    paths = writeNewFiles(folder, files, { force, keep: KEPT });
  } catch (error) {
    if (!(error instanceof NewFilesError)) throw error;
    complain([{ file: '', message: error.message }]);
    return 2;
  }
  const written = paths.map((path) => `  ${path}\n`).join('');
  const kept = [...files.keys()].filter((path) => !paths.includes(path));
  const note =
    kept.length === 0 ? '' : `kept what was there: ${kept.join(', ')}${kept.includes(GITIGNORE) ? IGNORED : ''}\n`;
  const enter = resolve(folder) === process.cwd() ? '' : `  cd ${printable(folder)}\n`;
  process.stdout.write(
    `wrote ${paths.length} files to ${printable(folder)}\n${written}${note}next:\n${enter}  npm install\n  npm run synth\n  npm run check && npm test\n`,
  );
  return 0;
}
