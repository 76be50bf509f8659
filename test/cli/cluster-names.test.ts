import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gateway, LOXILB_CLASS, route, served, service, TO_ECHO } from '../rehearsal/rules/documents';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxigw-names-'));
  const web = (staticIP: string): string => LOXILB_CLASS + served('web', { staticIP });
  put('dist/berlin/web.yaml', web('10.1.0.5'));
  put('dist/oslo/web.yaml', web('10.2.0.5') + gateway('only-oslo'));
  const pool = (range: string): string => `loxilb: { args: { cidrPools: "defaultPool=${range}" } }`;
  put(
    'loxigw.yaml',
    `platforms: [{ paths: [dist/berlin], ${pool('10.1.0.0/29')} }, { paths: [dist/oslo], ${pool('10.2.0.0/29')} }]\n`,
  );
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

/** The lines that begin so. */
function lines(text: string, begin: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith(begin));
}

describe('loxigw graph of several clusters', () => {
  test('names the cluster of each Gateway, as loxigw check does', () => {
    expect(lines(loxigw('graph').stdout, '## ')).toEqual([
      '## dist/berlin: apps/web',
      '## dist/oslo: apps/only-oslo',
      '## dist/oslo: apps/web',
    ]);
    expect(lines(loxigw('graph', '-o', 'mermaid').stdout, '%%')).toEqual([
      '%% Gateway apps/web of dist/berlin',
      '%% Gateway apps/only-oslo of dist/oslo',
      '%% Gateway apps/web of dist/oslo',
    ]);
    expect(loxigw('graph', '-o', 'html').stdout).toMatch(
      /id="data">\[\{"name":"dist\/berlin",.*\{"name":"dist\/oslo",/,
    );
  });

  test('does not name the one that is alone among the paths', () => {
    const { stdout } = loxigw('graph', 'dist/berlin');
    expect(stdout).toContain('\n# Topology\n\n| Gateway | VIP |');
    expect(lines(stdout, '## ')).toEqual(['## apps/web']);
    expect(loxigw('graph', '-o', 'mermaid', 'dist/berlin').stdout).toMatch(/^%% Gateway apps\/web\n/);
  });

  test.each(['apps/web', 'web'])('asks which one is meant by --gateway %s, which several have', (asked) => {
    expect(loxigw('graph', '--gateway', asked)).toEqual({
      status: 2,
      stdout: '',
      stderr: `error: --gateway: "${asked}" is in several clusters. Name one of: dist/berlin:apps/web, dist/oslo:apps/web.\n`,
    });
  });

  test.each([
    ['dist/oslo:apps/web', 'apps/web of dist/oslo'],
    ['dist/oslo: apps/web', 'apps/web of dist/oslo'],
    ['dist/berlin:web', 'apps/web of dist/berlin'],
    ['apps/only-oslo', 'apps/only-oslo of dist/oslo'],
  ])('draws the one that --gateway %j names', (asked, drawn) => {
    const { status, stdout } = loxigw('graph', '-o', 'mermaid', '--gateway', asked);
    expect([status, lines(stdout, '%%')]).toEqual([0, [`%% Gateway ${drawn}`]]);
  });

  test('says what there is, with clusters, for one that is not there', () => {
    expect(loxigw('graph', '--gateway', 'dist/berlin:apps/only-oslo')).toMatchObject({
      status: 2,
      stderr:
        'error: --gateway: there is no "dist/berlin:apps/only-oslo". Name one of: dist/berlin:apps/web, dist/oslo:apps/only-oslo, dist/oslo:apps/web.\n',
    });
  });

  test('says in which cluster the API server refuses something', () => {
    put(
      'dist/oslo/bad.yaml',
      service() + route('bad', '{ name: web }', [TO_ECHO.replace('{ ', '{ matches: [{ path: { value: bare } }], ')]),
    );
    expect(loxigw('graph').stdout).toContain('and not drawn: dist/oslo: HTTPRoute apps/bad (see loxigw check).');
  });
});

describe('loxigw status and lb of several clusters', () => {
  test.each(['status', 'lb'])('%s has each under its name and versions', (command) => {
    const { status, stdout } = loxigw(command);
    expect(status).toBe(0);
    expect(lines(stdout, '# ')).toEqual([
      expect.stringMatching(/^# dist\/berlin: Cilium \d/),
      expect.stringMatching(/^# dist\/oslo: Cilium \d/),
    ]);
    const [berlin, oslo] = stdout.split('\n\n# ');
    expect(berlin).toContain('10.1.0.5');
    expect(berlin).not.toContain('10.2.0.5');
    expect(oslo).toContain('10.2.0.5');
  });

  test.each(['status', 'lb'])('%s does not name the one that is alone among the paths', (command) => {
    expect(lines(loxigw(command, 'dist/berlin').stdout, '#')).toEqual([]);
  });

  test.each(['status', 'lb'])(
    '%s names the one that has something to show, though the other has nothing',
    (command) => {
      put('dist/berlin/web.yaml', service());
      put(
        'loxigw.yaml',
        'platforms: [{ paths: [dist/berlin] }, { paths: [dist/oslo], loxilb: { args: { cidrPools: "defaultPool=10.2.0.0/29" } } }]\n',
      );
      expect(lines(loxigw(command).stdout, '# ')).toEqual([expect.stringMatching(/^# dist\/oslo: Cilium/)]);
    },
  );

  test.each(['status', 'lb'])('%s has in JSON the items of all, as before', (command) => {
    const document = JSON.parse(loxigw(command, '-o', 'json').stdout);
    expect(Object.keys(document)).toEqual(['items']);
    expect(JSON.stringify(document)).not.toContain('dist/');
  });

  test('lb says in which cluster a port of a VIP is taken', () => {
    put(
      'dist/oslo/web.yaml',
      LOXILB_CLASS + served('web', { staticIP: '10.2.0.5' }) + served('twin', { staticIP: '10.2.0.5' }),
    );
    const { status, stderr } = loxigw('lb');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: dist\/oslo: Gateway apps\/web: TCP 80 of 10\.2\.0\.5 is that of Gateway apps\/twin /,
    );
  });
});
