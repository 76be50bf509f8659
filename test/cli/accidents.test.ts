import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gateway, LOXILB_CLASS, route, served, service, TO_ECHO } from '../rehearsal/rules/documents';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxigw-accidents-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** Each finding in a line, as `loxigw check` reports it of files that lie below `dist`. */
function check(): { readonly status: number | null; readonly findings: readonly string[] } {
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
  const { status, stdout } = spawnSync(
    process.execPath,
    ['-r', require.resolve('tsx/cjs'), join(ROOT, 'src/cli/loxigw.ts'), 'check', '-o', 'json'],
    { cwd: folder, encoding: 'utf8', env },
  );
  const { findings }: { findings: { rule: string; path: string; cure: string; source: { file: string } }[] } =
    JSON.parse(stdout);
  return {
    status,
    findings: findings.map(({ rule, path, cure, source }) => `${source.file} ${rule} ${path}: ${cure}`),
  };
}

describe('a typical accident gives one finding, in its file, at its field, with the cure', () => {
  test('a route to a gateway that does not exist, whose nearest stands in another file', () => {
    put('dist/gateway.yaml', gateway('web-gateway'));
    put('dist/route.yaml', route('echo', '{ name: web-gatway }', [TO_ECHO]) + service());
    expect(check()).toEqual({
      status: 1,
      findings: ['dist/route.yaml route/parent-not-found spec.parentRefs[0].name: Did you mean "web-gateway"?'],
    });
  });

  test.each([
    [
      'a misspelt annotation',
      { 'lb-mode': 'onearm' },
      'loxilb/unknown-annotation',
      'lb-mode',
      'Did you mean "loxilb.io/lbmode"?',
    ],
    [
      'a misspelt value',
      { liveness: 'Yes' },
      'loxilb/annotation-value',
      'liveness',
      'Use one of "yes", "no". Did you mean "yes"?',
    ],
  ])('%s of LoxiLB', (_, annotations, rule, key, cure) => {
    put('dist/gateway.yaml', LOXILB_CLASS + served('web', annotations));
    expect(check()).toEqual({
      status: 1,
      findings: [`dist/gateway.yaml ${rule} spec.infrastructure.annotations[loxilb.io/${key}]: ${cure}`],
    });
  });

  test.each([
    ['asked for', { staticIP: '10.0.9.100' }, 'loxilb/port-taken', 'Give one of them another port or another address.'],
    [
      'of the pool',
      {},
      'loxilb/pool-exhausted',
      'Add addresses to the pool, or give the Service another first port. Two Gateways with the same ports need two addresses.',
    ],
  ])('two gateways on one VIP and port, which is %s', (_, annotations, rule, cure) => {
    put('loxigw.yaml', 'loxilb: { args: { cidrPools: "defaultPool=10.0.9.100/32" } }\n');
    put('dist/a.yaml', LOXILB_CLASS + served('a', annotations));
    put('dist/b.yaml', served('b', annotations));
    expect(check()).toEqual({ status: 1, findings: [`dist/b.yaml ${rule} spec.listeners[0].port: ${cure}`] });
  });

  test('files of two platforms are two clusters', () => {
    put('loxigw.yaml', 'platforms: [{ paths: [dist/a] }, { paths: [dist/b] }]\n');
    put('dist/a/gateway.yaml', gateway('web-gateway'));
    put('dist/b/route.yaml', route('echo', '{ name: web-gatway }', [TO_ECHO]));
    expect(check()).toEqual({ status: 0, findings: [] });
  });
});
