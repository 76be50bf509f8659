import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { gateway, route, service, TO_ECHO } from '../rehearsal/rules/documents';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxigw-way-in-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function loxigw(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
  const command = ['-r', require.resolve('tsx/cjs'), join(ROOT, 'src/cli/loxigw.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', env });
  expect(stderr).not.toMatch(/\n\s+at /);
  return { status, stdout, stderr };
}

describe('loxigw init', () => {
  test('writes into the folder named, for the CI system named', () => {
    expect(loxigw('init', 'edge', '--ci', 'gitlab', '--repo', 'git@git.example.com:a/b.git').status).toBe(0);
    expect(readdirSync(join(folder, 'edge')).sort()).toEqual([
      '.gitignore',
      '.gitlab-ci.yml',
      'README.md',
      'cdk8s.yaml',
      'loxigw.yaml',
      'package.json',
      'routing.test.yaml',
      'src',
      'tsconfig.json',
    ]);
    const main = readFileSync(join(folder, 'edge/src/main.ts'), 'utf8');
    expect(main).toContain("repoURL: 'git@git.example.com:a/b.git'");
    expect(JSON.parse(readFileSync(join(folder, 'edge/package.json'), 'utf8')).name).toBe('edge');
  });

  test('writes over nothing, unless told', () => {
    writeFileSync(join(folder, 'package.json'), '{ "name": "mine" }');
    const refused = loxigw('init', '.', '--name', 'edge');
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('.: has package.json already.') });
    expect(readdirSync(folder)).toEqual(['package.json']);
    expect(loxigw('init', '.', '--name', 'edge', '--force').status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name).toBe('edge');
  });

  test('keeps the README and the .gitignore that a repository begins with', () => {
    writeFileSync(join(folder, 'README.md'), 'mine');
    writeFileSync(join(folder, '.gitignore'), 'out/');
    const { status, stdout } = loxigw('init', '.', '--name', 'edge');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^wrote 7 files to \.\n(.|\n)*\nkept what was there: \.gitignore, README\.md; \.gitignore should have node_modules\/ and \.cdk8s\/\nnext:/,
    );
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine');
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('out/');
  });

  test.each([
    ['a file', 'afile', /afile: is no folder\. Name another one, or remove it\.\n$/],
    ['a folder below a file', 'afile/edge', /afile: is no folder\. Name another one, or remove it\.\n$/],
    ['what no folder can be made in', '/proc/edge', /^error: \/proc\/edge: cannot be written .* It is as it was\. /],
    ['no name', '', /^error: The folder has no name\. Give one, or "\." for this one\.\n$/],
  ])('refuses %s', (_, target, message) => {
    writeFileSync(join(folder, 'afile'), '');
    expect(loxigw('init', target, '--name', 'edge')).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
    expect(readdirSync(folder)).toEqual(['afile']);
  });

  test('follows no link out of the folder', () => {
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(join(folder, 'edge'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'edge/src'));
    expect(loxigw('init', 'edge', '--force')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is a link'),
    });
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  });

  test.each([
    [['init', 'My_Edge'], '"My_Edge" is no name of a project'],
    [['init', 'edge', '--repo', "x'; process.exit()"], 'is no address of a git repository'],
    [['init', 'edge', '--ci', 'jenkins'], 'Allowed choices are github, gitlab, none'],
  ])('ends with 2 for %j', (args, message) => {
    expect(loxigw(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** Runs the app of a folder, with the library from its sources. */
function synth(app: string): { status: number | null; stderr: string } {
  const cwd = join(folder, app);
  const library = JSON.stringify(join(ROOT, 'src'));
  for (const file of ['main.ts', ...readdirSync(join(cwd, 'src/charts')).map((name) => `charts/${name}`)]) {
    const path = join(cwd, 'src', file);
    writeFileSync(path, readFileSync(path, 'utf8').replace("'cdk8s-loxi-gateway'", library));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(cwd, 'node_modules'));
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
  const command = ['-r', require.resolve('tsx/cjs'), 'src/main.ts'];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd, encoding: 'utf8', env });
  return { status, stderr };
}

/** All that a platform file knows of a cluster. */
const PLATFORM = `
kubernetes: "1.36"
gatewayApi: { version: 1.6.1, channel: experimental }
cilium: { version: 1.20.0, values: { k8sServiceHost: 10.0.0.1, gatewayAPI: { enabled: true } } }
rke2: { version: v1.36.1+rke2r1, config: { disable: [rke2-ingress-nginx], cni: cilium } }
loxilb: { args: { setLBMode: 2, cidrPools: "defaultPool=10.0.9.0/24" }, nodes: [10.0.9.11, 10.0.9.12] }
network: site
complete: [shop, apps]
`;

describe('loxigw adopt', () => {
  const manifests = gateway('web') + service() + route('r', '{ name: web }', [TO_ECHO]);

  test('says what would become of the manifests, and writes nothing', () => {
    writeFileSync(join(folder, 'web.yaml'), manifests);
    const { status, stdout } = loxigw('adopt', 'web.yaml');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^3 objects adopted: 2 by constructs of the library, 1 as they are \(ApiObject\); 0 left out\n {2}1 ApiObject: 1 Service\n/,
    );
    expect(stdout).toMatch(/\nproved: the API server would store the same\n/);
    expect(stdout).toMatch(/\nnothing is written: give a folder with -o\n$/);
    expect(readdirSync(folder)).toEqual(['web.yaml']);
  });

  test('writes an app that accepts the errors of its input by name', () => {
    const broken = manifests.replace('{ name: web }]', '{ name: wbe }]');
    writeFileSync(join(folder, 'web.yaml'), broken);
    writeFileSync(join(folder, 'loxigw.yaml'), 'complete: [apps]\n');
    const { status, stdout } = loxigw('adopt', 'web.yaml', '-o', 'app');
    expect(status).toBe(0);
    expect(stdout).toMatch(/\nthe app has 1 error and \d warnings?, which stand as comments/);
    const chart = readFileSync(join(folder, 'app/src/charts/web.ts'), 'utf8');
    expect(chart).toMatch(/\/\/ spec\.parentRefs\[0\]\.name: route\/parent-not-found: .*wbe/);
    const accepted = { rule: 'route/parent-not-found', resource: 'HTTPRoute apps/r', reason: 'adopted as it was' };
    const [entry] = parse(readFileSync(join(folder, 'app/loxigw.yaml'), 'utf8')).platforms;
    expect(entry).toMatchObject({ paths: ['dist'], complete: ['apps'], acknowledge: [accepted] });
    expect(readFileSync(join(folder, 'app/src/main.ts'), 'utf8')).toContain("rule: 'route/parent-not-found'");
    expect(loxigw('adopt', 'web.yaml', '-o', 'app')).toMatchObject({ status: 2 });
  });

  test('names files from the folder that was given, so that it is the same source wherever that lies', () => {
    const sources = ['one', 'deeper/two'].map((place) => {
      mkdirSync(join(folder, place, 'manifests/shop'), { recursive: true });
      writeFileSync(join(folder, place, 'manifests/shop/web.yaml'), manifests);
      expect(loxigw('adopt', join(folder, place, 'manifests'), '-o', `${place}/app`).status).toBe(0);
      return readFileSync(join(folder, place, 'app/src/charts/web.ts'), 'utf8');
    });
    expect(sources[0]).toContain('\n/** Adopted from shop/web.yaml. */\n');
    expect(sources[1]).toBe(sources[0]);
    expect(loxigw('adopt', join(folder, 'one/manifests/shop/web.yaml'), '-o', 'one/file').status).toBe(0);
    expect(readFileSync(join(folder, 'one/file/src/charts/web.ts'), 'utf8')).toContain('/** Adopted from web.yaml. */');
  });

  test('takes the charts of an earlier adoption away where it is told to write over them, and nothing else', () => {
    const charts = join(folder, 'app/src/charts');
    writeFileSync(join(folder, 'web.yaml'), manifests);
    expect(loxigw('adopt', 'web.yaml', '-o', 'app').status).toBe(0);
    const mine = `// As in /** Adopted from web.yaml. */\n${readFileSync(join(charts, 'web.ts'), 'utf8')}`;
    writeFileSync(join(charts, 'mine.ts'), mine);
    writeFileSync(join(folder, 'site.yaml'), manifests);
    const { status, stdout } = loxigw('adopt', 'site.yaml', '-o', 'app', '--force');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /\nremoved what an earlier adoption wrote, and this one does not:\n {2}src\/charts\/web\.ts\nnext:/,
    );
    expect(readdirSync(charts)).toEqual(['mine.ts', 'site.ts']);
  });

  test('writes the loxigw.yaml that the app then writes, so that all of it stands once, in src/main.ts', () => {
    writeFileSync(join(folder, 'web.yaml'), manifests.replace('{ name: web }]', '{ name: wbe }]'));
    const accept = '- { resource: Gateway apps/web, reason: "of, the: team", rule: diff/vip-moved }';
    writeFileSync(join(folder, 'loxigw.yaml'), `${PLATFORM}acknowledge:\n  ${accept}\n`);
    expect(loxigw('adopt', 'web.yaml', '-o', 'app').status).toBe(0);
    const before = readFileSync(join(folder, 'app/loxigw.yaml'), 'utf8');
    expect(before).toMatch(/^# Written by .* change the program instead\.\nplatforms:\n {2}- paths:\n {6}- dist\n/);
    expect(before).toContain('reason: "of, the: team"');
    rmSync(join(folder, 'app/loxigw.yaml'));
    expect(synth('app')).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(join(folder, 'app/loxigw.yaml'), 'utf8')).toBe(before);
  });

  test.each([
    ['json', /-o json: is a format, and adopt writes an app\. Name its folder, or write \.\/json /],
    ['', /-o: is empty\. Name the folder of the new app/],
    ['.', /-o \.: is where the manifests are/],
  ])('ends with 2 for the folder %j, before anything is written', (output, message) => {
    writeFileSync(join(folder, 'web.yaml'), manifests);
    expect(loxigw('adopt', '.', '-o', output)).toMatchObject({ status: 2, stderr: expect.stringMatching(message) });
    expect(readdirSync(folder)).toEqual(['web.yaml']);
  });

  test('ends with 2 for what cannot be read, has nothing, or is of several clusters', () => {
    expect(loxigw('adopt', 'gone', '-o', 'app')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('gone: does not exist'),
    });
    writeFileSync(join(folder, 'empty.yaml'), '# nothing\n');
    expect(loxigw('adopt', 'empty.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('There are no manifests'),
    });
    writeFileSync(join(folder, 'loxigw.yaml'), 'platforms: [{ paths: [a] }, { paths: [b] }]\n');
    for (const name of ['a', 'b']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'web.yaml'), manifests);
    }
    expect(loxigw('adopt', 'a', 'b')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Adopt one cluster at a time'),
    });
    expect(existsSync(join(folder, 'app'))).toBe(false);
  });
});
