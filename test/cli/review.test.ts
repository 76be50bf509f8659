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
    put('old/web.yaml', LOXILB_CLASS + served('web', {}));
    put('new/web.yaml', LOXILB_CLASS + served('api', {}) + served('web', {}));
    expect(loxigw('diff', 'old', 'new')).toEqual({
      status: 1,
      stderr: '',
      stdout: `error Gateway apps/web the VIP moves from 10.0.9.1 to 10.0.9.2 (diff/vip-moved)
info Gateway apps/api is new, at 10.0.9.1 (diff/gateway-added)
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

  test('ends with 2 for a side that cannot be read, or has nothing', () => {
    put('old.yaml', gateway('web'));
    put('empty.yaml', '# nothing\n');
    expect(loxigw('diff', 'old.yaml', 'gone')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/gone: does not exist/),
    });
    expect(loxigw('diff', 'empty.yaml', 'old.yaml').status).toBe(2);
  });

  test('is explained', () => {
    expect(loxigw('explain', 'diff/vip-moved').stdout).toMatch(
      /^diff\/vip-moved \(error\): The VIP of a Gateway moves/,
    );
  });
});

describe('loxigw graph', () => {
  test.each([
    ['markdown', /^# Topology\n\n\| Gateway/],
    ['mermaid', /^flowchart LR\n {2}n0\(\["Gateway apps\/web/],
    ['dot', /^digraph gateways \{\n/],
  ])('writes %s', (format, text) => {
    put('dist/web.yaml', gateway('web'));
    expect(loxigw('graph', '-o', format)).toEqual({ status: 0, stderr: '', stdout: expect.stringMatching(text) });
  });

  test('ends with 2 for what cannot be read', () => {
    expect(loxigw('graph', 'gone').status).toBe(2);
  });
});
