import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { adopt as adoptManifests, appFiles } from '../adopt';
import { NewFilesError, projectFiles, writeNewFiles } from '../init';
import { isDnsLabel } from '../resource/checks';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import { earlierCharts } from './input/earlier-charts';
import type { RehearsedFiles } from './input/rehearsed-files';
import { adoptionText } from './output/adoption';
import { printable } from './output/printable';
import { rehearsalsOf } from './rehearsals';

export interface AdoptOptions {
  /** Folder of the new app. @default none: nothing is written */
  readonly output?: string;
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
  readonly force?: boolean;
}

/** Makes an app of the manifests below the paths, and says what became of each. */
export function adopt(paths: readonly string[], { output, platform, force = false }: AdoptOptions): ExitCode {
  const wrong = output === undefined ? undefined : wrongFolder(output, paths);
  if (wrong !== undefined) {
    complain([{ file: '', message: wrong }]);
    return 2;
  }
  const side = clusterOf(paths, platform);
  if (!side) return 2;
  const { manifests, entry } = side;
  const adoption = adoptManifests(
    manifests.map(({ manifest, file, comments }) => ({
      manifest,
      file,
      source: sourceOf(file, paths),
      comments: comments(),
    })),
    entry.platform,
    entry.acknowledge,
  );
  if (adoption.charts.length === 0) {
    complain([{ file: '', message: 'There is nothing that an app could have: see what is left out, below' }]);
    process.stdout.write(adoptionText(adoption));
    return 2;
  }
  if (output !== undefined) {
    const folder = basename(resolve(output)).toLowerCase();
    const name = isDnsLabel(folder) ? folder : 'gateways';
    const files = new Map([...projectFiles({ name, ci: 'none', tests: [] }), ...appFiles(adoption)]);
    // Of other manifests: they would be compiled with the rest, and fail.
    const remove = force ? earlierCharts(output).filter((path) => !files.has(path)) : [];
    try {
      writeNewFiles(output, files, { force, remove });
    } catch (error) {
      if (!(error instanceof NewFilesError)) throw error;
      complain([{ file: '', message: error.message }]);
      return 2;
    }
    process.stdout.write(adoptionText(adoption));
    process.stdout.write(
      `wrote ${files.size} files to ${printable(output)}\n${removed(remove)}next:\n  cd ${printable(output)}\n  npm install\n  npm run synth\n  npm run check\n`,
    );
    return 0;
  }
  process.stdout.write(adoptionText(adoption));
  process.stdout.write('nothing is written: give a folder with -o\n');
  return 0;
}

/** The path of a file below the folder that was given, wherever that lies; the name of a file that was given itself. */
function sourceOf(file: string, paths: readonly string[]): string {
  for (const path of paths) {
    const below = relative(path, file);
    if (below === '') return basename(file);
    if (path !== '-' && below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below))
      return below.split(sep).join('/');
  }
  return file;
}

function removed(paths: readonly string[]): string {
  if (paths.length === 0) return '';
  return `removed what an earlier adoption wrote, and this one does not:\n${paths.map((path) => `  ${printable(path)}\n`).join('')}`;
}

/** Why nothing can be written to the folder: a format of other commands, or a folder whose manifests would be read again as those of the app. */
function wrongFolder(output: string, paths: readonly string[]): string | undefined {
  if (output === '') return '-o: is empty. Name the folder of the new app';
  if (FORMATS.includes(output))
    return `-o ${output}: is a format, and adopt writes an app. Name its folder, or write ./${output} for one of that name`;
  const folder = resolve(output);
  const same = paths.find((path) => path !== '-' && resolve(path) === folder);
  return same === undefined
    ? undefined
    : `-o ${output}: is where the manifests are, and the app would stand among them. Name another folder`;
}

/** What -o is in other commands. */
const FORMATS: readonly string[] = ['text', 'json', 'yaml', 'markdown', 'html'];

/** The manifests of one cluster; undefined where something was wrong, which was said. */
function clusterOf(paths: readonly string[], platform: string | undefined): RehearsedFiles | undefined {
  const played = rehearsalsOf(paths, platform);
  if (!played) return undefined;
  complain(played.errors);
  if (played.errors.length > 0) return undefined;
  const [side, second] = played.rehearsed.filter(({ manifests }) => manifests.length > 0);
  if (side && !second) return side;
  const message = second
    ? 'The manifests are of several platforms. Adopt one cluster at a time, each into a folder of its own'
    : 'There are no manifests. Give files or folders that have some';
  complain([{ file: '', message }]);
  return undefined;
}
