import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { everythingIn, put, temporaryFolder } from './folders';

const ROOT = temporaryFolder();
const REPOSITORY = resolve(__dirname, '../..');
const TSX = join(REPOSITORY, 'node_modules/tsx/dist/cjs/index.cjs');
const CDK8S = join(REPOSITORY, 'node_modules/cdk8s-cli/bin/cdk8s');

/** A program for two clusters. With FAIL set, its second app has two objects of one identity. */
const PROGRAM = `
  const { ApiObject, Chart } = require(${JSON.stringify(join(REPOSITORY, 'node_modules/cdk8s'))});
  const { LoxiApp } = require(${JSON.stringify(join(REPOSITORY, 'src/synth'))});
  for (const cluster of ['east', 'west']) {
    const app = new LoxiApp({ rehearsal: { off: true }, outdir: 'dist', cluster });
    const chart = new Chart(app, 'shop');
    const ids = cluster === 'west' && process.env.FAIL ? ['web', 'again'] : ['web'];
    for (const id of ids) new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } });
    app.synth();
  }
`;

function project(name: string): string {
  const folder = join(ROOT, name);
  put(folder, {
    'main.js': PROGRAM,
    'cdk8s.yaml': `language: typescript\napp: ${process.execPath} -r ${TSX} main.js\noutput: .cdk8s\n`,
  });
  return folder;
}

function run(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  const { CDK8S_OUTDIR: _outdir, ...clean } = process.env;
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: { ...clean, ...env } });
}

const SYNTH = [CDK8S, 'synth', '--check-upgrade=false'];
const TREE = {
  '.loxiapp': expect.any(String),
  'shop.k8s.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n',
};

/** The tree of a cluster as `everythingIn` has it from above. */
function below(prefix: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(TREE).map(([path, text]) => [`${prefix}/${path}`, text]));
}

describe('under cdk8s synth', () => {
  test('the trees of two apps are written to outdir, and listed from side by side in the folder of the CLI', () => {
    const folder = project('two');
    const { status, stdout } = run(folder, SYNTH);
    expect(stdout).toContain('  - .cdk8s/dist/east/shop.k8s.yaml\n  - .cdk8s/dist/west/shop.k8s.yaml\n');
    expect(status).toBe(0);
    const { 'main.js': _main, 'cdk8s.yaml': _config, ...written } = everythingIn(folder);
    expect(written).toEqual({
      ...below('dist/east'),
      ...below('dist/west'),
      ...below('.cdk8s/dist/east'),
      ...below('.cdk8s/dist/west'),
    });
  });

  test('a failing app leaves its tree in outdir as it was, and shows its message without a stack', () => {
    const folder = project('failing');
    put(folder, { 'dist/west/.loxiapp': 'shop.k8s.yaml\n', 'dist/west/shop.k8s.yaml': 'old' });
    const { status, stderr } = run(folder, SYNTH, { FAIL: 'yes' });
    expect(status).toBe(1);
    // What follows is of the CLI, which does not know why its child failed.
    const [ours] = stderr.split('Error: command');
    expect(ours).toBe(
      'SynthError: [shop/again] is the same object as [shop/web]: Service web. Only one of them would exist in the cluster: give one another name or namespace, or remove it.\n',
    );
    expect(everythingIn(folder)).toMatchObject({ ...below('dist/east'), 'dist/west/shop.k8s.yaml': 'old' });
  });

  test('construct paths for validation plugins are in the folder of the CLI, and not among the manifests', () => {
    const folder = project('metadata');
    const { status } = run(folder, ['-r', TSX, 'main.js'], {
      CDK8S_OUTDIR: '.cdk8s',
      CDK8S_RECORD_CONSTRUCT_METADATA: 'true',
    });
    expect(status).toBe(0);
    const { 'main.js': _main, 'cdk8s.yaml': _config, ...written } = everythingIn(folder);
    expect(written).toEqual({
      ...below('dist/east'),
      ...below('dist/west'),
      '.cdk8s/construct-metadata.json': '{"version":"1.0.0","resources":{"web":{"path":"shop/web"}}}',
      ...below('.cdk8s/dist/east'),
      ...below('.cdk8s/dist/west'),
    });
  });

  test('no copy is made where outdir is in the folder of the CLI already', () => {
    const folder = project('same');
    expect(run(folder, ['-r', TSX, 'main.js'], { CDK8S_OUTDIR: 'dist' }).status).toBe(0);
    expect(Object.keys(everythingIn(folder)).filter((path) => path.startsWith('dist/'))).toEqual(
      Object.keys({ ...below('dist/east'), ...below('dist/west') }),
    );
  });
});

describe('without the CLI', () => {
  const uncaught = (statement: string): string[] => [
    '-r',
    TSX,
    '-e',
    `const { SynthError } = require(${JSON.stringify(join(REPOSITORY, 'src/synth'))}); ${statement}`,
  ];

  test.each([
    ['thrown', `throw new SynthError('no', { cause: new Error('inner') });`],
    ['thrown later', `setTimeout(() => { throw new SynthError('no'); }, 1);`],
    ['rejected', `(async () => { throw new SynthError('no'); })();`],
  ])('an error that is %s and nobody catches is its message alone, and exit code 1', (_, statement) => {
    const { status, stderr } = run(ROOT, uncaught(statement));
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'SynthError: no\n' });
  });

  test('errors of others are as Node prints them, and those that are caught are not printed', () => {
    const { status, stderr } = run(
      ROOT,
      uncaught(`try { throw new SynthError('no'); } catch (e) { console.log(e); } throw new TypeError('other');`),
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/TypeError: other\n {4}at /);
    expect(stderr).not.toContain('SynthError: no');
  });

  test('a program that handles uncaught errors itself goes on doing so', () => {
    const { status, stdout, stderr } = run(
      ROOT,
      uncaught(
        `process.on('uncaughtException', (e) => { console.log('mine', e.message); process.exit(7); }); throw new SynthError('no');`,
      ),
    );
    expect({ status, stdout, stderr }).toEqual({ status: 7, stdout: 'mine no\n', stderr: '' });
  });

  test('names of files do not depend on the language of the user', () => {
    const folder = project('turkish');
    put(folder, {
      'main.js': PROGRAM.replace("'shop'", "'Iñaki'"),
    });
    const [turkish, english] = ['tr_TR.UTF-8', 'en_US.UTF-8'].map((locale) => {
      expect(run(folder, ['-r', TSX, 'main.js'], { LC_ALL: locale }).status).toBe(0);
      return Object.keys(everythingIn(join(folder, 'dist/east')));
    });
    expect(turkish).toEqual(english);
    expect(turkish).toContain('iaki-c8398175.k8s.yaml');
  });
});
