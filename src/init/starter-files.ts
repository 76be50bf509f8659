import { packedFile } from './package-root';
import { type ProjectOptions, projectFiles } from './project-files';

export interface StarterOptions extends ProjectOptions {
  /** Address of the git repository that Argo CD reads. @default one at git.example.com, to be changed */
  readonly repoURL?: string;
}

/** Files of the program that every new app begins with. They are kept as files, synthesized and tested like any other. */
const STARTER = ['src/main.ts', 'routing.test.yaml', 'loxigw.yaml', 'README.md'];

const NAME = /\bmy-gateways\b/g;
const REPOSITORY = 'https://git.example.com/platform/my-gateways.git';

/** A whole new app by path: the program, its routing test, its platform, and the files around it. */
export function starterFiles({ repoURL, ...project }: StarterOptions): ReadonlyMap<string, string> {
  const starter = STARTER.map((path): [string, string] => {
    const text = packedFile(`templates/app/${path}`);
    const own = repoURL === undefined ? text : text.split(REPOSITORY).join(repoURL);
    return [path, own.replace(NAME, project.name)];
  });
  return new Map([...projectFiles(project), ...starter]);
}
