import { ownPackage, packedFile } from './package-root';

/** Where a project's checks run. */
export type CiSystem = 'github' | 'gitlab' | 'none';

export interface ProjectOptions {
  /** Name of the package: a DNS label. */
  readonly name: string;
  readonly ci: CiSystem;
  /** Files of requests with expectations that `npm test` runs. @default routing.test.yaml */
  readonly tests?: readonly string[];
}

const WORKFLOWS: Readonly<Record<Exclude<CiSystem, 'none'>, readonly [path: string, source: string]>> = {
  github: ['.github/workflows/manifests.yaml', 'examples/ci/github-actions.yaml'],
  gitlab: ['.gitlab-ci.yml', 'examples/ci/gitlab-ci.yaml'],
};

/**
 * The files around a program in `src/main.ts`: package.json, cdk8s.yaml, tsconfig.json, .gitignore, and the workflow of a CI system. Versions
 * are those that this release was made with.
 */
export function projectFiles({ name, ci, tests = ['routing.test.yaml'] }: ProjectOptions): ReadonlyMap<string, string> {
  const workflow = ci === 'none' ? undefined : WORKFLOWS[ci];
  return new Map([
    ['package.json', packageJson(name, tests)],
    ['cdk8s.yaml', CDK8S],
    ['tsconfig.json', TSCONFIG],
    ['.gitignore', GITIGNORE],
    ...(workflow ? [[workflow[0], packedFile(workflow[1])] as const] : []),
  ]);
}

function packageJson(name: string, tests: readonly string[]): string {
  const { version, engines, peerDependencies, devDependencies } = ownPackage();
  const made = (each: string): [string, string] => [each, devDependencies[each] ?? '*'];
  const asked = (each: string): [string, string] => [each, peerDependencies[each] ?? '*'];
  const content = {
    name,
    version: '0.0.0',
    private: true,
    engines,
    scripts: {
      // tsx takes types away unread: a misspelt prop would have no effect, and nobody would see it.
      synth: 'tsc && cdk8s synth --check-upgrade=false',
      types: 'tsc',
      check: 'loxigw check dist',
      ...(tests.length > 0 ? { test: `loxigw test ${tests.join(' ')}` } : {}),
    },
    dependencies: Object.fromEntries([asked('cdk8s'), ['cdk8s-loxi-gateway', `^${version}`], asked('constructs')]),
    devDependencies: Object.fromEntries(['@types/node', 'cdk8s-cli', 'tsx', 'typescript'].map(made)),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

const CDK8S = `language: typescript
app: node -r tsx/cjs src/main.ts
# A scratch folder, which the CLI deletes before each run. The program writes dist/ itself, all or nothing.
output: .cdk8s
`;

const TSCONFIG = `${JSON.stringify(
  {
    compilerOptions: {
      target: 'ES2022',
      module: 'node16',
      moduleResolution: 'node16',
      strict: true,
      noUncheckedIndexedAccess: true,
      esModuleInterop: true,
      skipLibCheck: true,
      types: ['node'],
      noEmit: true,
    },
    include: ['src'],
  },
  undefined,
  2,
)}
`;

const GITIGNORE = `node_modules/
.cdk8s/
`;
