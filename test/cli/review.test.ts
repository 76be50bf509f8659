import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gateway, LOXILB_CLASS, route, served, service, TO_ECHO } from '../rehearsal/rules/documents';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxigw-review-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function loxigw(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
  const command = ['-r', require.resolve('tsx/cjs'), join(ROOT, 'src/cli/loxigw.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', env });
  expect(stderr).not.toMatch(/\n\s+at /);
  return { status, stdout, stderr };
}

describe('loxigw diff', () => {
  test('compares two folders on the platform of the newer one', () => {
    put('loxigw.yaml', 'platforms: [{ paths: [new], loxilb: { args: { cidrPools: "defaultPool=10.0.9.0/24" } } }]\n');
    put('old/web.yaml', LOXILB_CLASS + served('web', { staticIP: '10.0.9.7' }));
    put('new/web.yaml', LOXILB_CLASS + served('web', { staticIP: '10.0.9.8' }));
    expect(loxigw('diff', 'old', 'new')).toEqual({
      status: 1,
      stderr: '',
      stdout: `error Gateway apps/web the VIP moves from 10.0.9.7 to 10.0.9.8: the live Service has both until it is made anew, and then the new one alone (diff/vip-moved)
Gateway apps/web
  ~ VIP 10.0.9.7 -> VIP 10.0.9.8
`,
    });
    expect(loxigw('diff', 'old', 'old')).toEqual({ status: 0, stderr: '', stdout: 'no change for traffic\n' });
  });

  test('prints JSON and Markdown', () => {
    put('old.yaml', gateway('web') + service());
    put('new.yaml', gateway('web') + service() + route('r', '{ name: web }', [TO_ECHO]));
    const { answers } = JSON.parse(loxigw('diff', '-o', 'json', 'old.yaml', 'new.yaml').stdout);
    expect(answers).toEqual([
      { request: 'GET http apps/web:80 any host/', before: '404', after: '200 from apps/echo:80 as /' },
    ]);
    expect(loxigw('diff', '-o', 'markdown', 'old.yaml', 'new.yaml').stdout).toMatch(
      /^## What this changes for traffic\n/,
    );
  });

  test('takes the older side from a revision of git, without checking it out', () => {
    const git = (...args: readonly string[]): void => {
      const told = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args];
      expect(spawnSync('git', told, { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 0 });
    };
    git('init', '-q');
    put('dist/web.yaml', gateway('web') + service());
    put('dist/.hidden/gone.yaml', 'no: manifest\n');
    git('add', '.');
    git('commit', '-qm', 'one');
    put('dist/web.yaml', gateway('web') + service() + route('r', '{ name: web }', [TO_ECHO]));
    put('requests.yaml', 'tests: [{ name: the cart, request: GET http://shop/cart, expect: { status: 200 } }]\n');
    const { stdout } = loxigw('diff', '--base', 'HEAD', '--requests', 'requests.yaml');
    expect(stdout).toMatch(/\n2 requests get another answer\n/);
    expect(stdout).toMatch(/\n {2}the cart\n {4}before {2}404\n {4}after {3}200 from apps\/echo:80 as \/cart\n$/);
  });

  test.each([
    [['--base', 'gone'], 'gone: is no revision of this repository'],
    [['--base', '--output=x'], 'is no revision of this repository'],
    [['--base', 'HEAD', 'a', 'b'], 'Give one folder beside --base'],
    [['--base', 'HEAD', '-'], 'git has nothing of standard input'],
    [['a'], 'Give two folders, the older first; or --base'],
    [['-', '-'], 'Standard input is one side only'],
    [['gone', 'lost'], 'gone, lost: has no manifests, on neither side'],
    [['--requests', 'gone.yaml', '--', 'dist', 'dist'], 'gone.yaml'],
  ])('ends with 2 for %j', (args, message) => {
    spawnSync('git', ['init', '-q'], { cwd: folder });
    put('dist/web.yaml', gateway('web'));
    expect(loxigw('diff', ...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });

  test('is explained', () => {
    expect(loxigw('explain', 'diff/vip-moved').stdout).toMatch(
      /^diff\/vip-moved \(error\): The VIP of a Service moves/,
    );
  });
});

describe('loxigw graph', () => {
  test.each([
    ['markdown', /^<!-- Written by .* -->\n\n# Topology\n\n\| Gateway/],
    ['mermaid', /^%% Gateway apps\/web\nflowchart LR\n {2}v\w{6}\(\["Gateway apps\/web/],
    ['svg', /^<svg xmlns=/],
    ['html', /^<!doctype html>\n/],
    ['dot', /^digraph gateways \{\n/],
  ])('writes %s', (format, text) => {
    put('dist/web.yaml', gateway('web'));
    expect(loxigw('graph', '-o', format)).toEqual({ status: 0, stderr: '', stdout: expect.stringMatching(text) });
  });

  test('draws one Gateway, by its name', () => {
    put('dist/web.yaml', gateway('web') + gateway('api'));
    const { stdout } = loxigw('graph', '-o', 'mermaid', '--gateway', 'api');
    expect(stdout.match(/Gateway apps\/\w+</g)).toEqual(['Gateway apps/api<']);
    expect(loxigw('graph', '--gateway', 'apps/none')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: --gateway: there is no "apps/none". Name one of: apps/api, apps/web.\n',
    });
  });

  test('ends with 2 for what cannot be read', () => {
    expect(loxigw('graph', 'gone').status).toBe(2);
  });
});
