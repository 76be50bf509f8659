import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOXILB_CLASS, served } from '../rehearsal/rules/documents';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxigw-fleet-'));
  const clusters = { berlin: '10.0.9.5', lisbon: '10.0.9.6', oslo: '10.0.9.5' };
  for (const [name, staticIP] of Object.entries(clusters)) {
    mkdirSync(join(folder, 'dist', name), { recursive: true });
    writeFileSync(join(folder, 'dist', name, 'web.yaml'), LOXILB_CLASS + served('web', { staticIP }));
  }
  platforms('');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param oslo further members of the last platform, in YAML */
function platforms(oslo: string): void {
  const entries = ['{ paths: [dist/berlin] }', '{ paths: [dist/lisbon] }', `{ paths: [dist/oslo] ${oslo} }`];
  writeFileSync(join(folder, 'loxigw.yaml'), `platforms: [${entries.join(', ')}]\n`);
}

function check(...args: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
  const command = ['-r', require.resolve('tsx/cjs'), join(ROOT, 'src/cli/loxigw.ts'), 'check', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', env });
  expect(stderr).toBe('');
  return { status, stdout };
}

describe('loxigw check of a fleet', () => {
  test('looks at what clusters have between them, and sums up each', () => {
    const { status, stdout } = check();
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /error dist\/oslo\/web\.yaml:\d+ spec\.infrastructure\.annotations\[loxilb\.io\/staticIP\]\n {4}10\.0\.9\.5 is given out by dist\/berlin as well\n/,
    );
    expect(stdout).toMatch(
      /\ndist\/berlin: 3 objects: 0 errors, 0 warnings\ndist\/lisbon: 3 objects: 0 errors, 0 warnings\ndist\/oslo: 3 objects: 1 error, 0 warnings\n3 clusters, 9 objects: 1 error, 0 warnings\n$/,
    );
    expect(JSON.parse(check('-o', 'json').stdout).summary).toEqual({
      resources: 9,
      errors: 1,
      warnings: 0,
      clusters: [
        { name: 'dist/berlin', resources: 3, errors: 0, warnings: 0 },
        { name: 'dist/lisbon', resources: 3, errors: 0, warnings: 0 },
        { name: 'dist/oslo', resources: 3, errors: 1, warnings: 0 },
      ],
    });
  });

  test('accepts what the platform file accepts, and compares no networks that do not meet', () => {
    platforms(', acknowledge: [{ rule: fleet/vip-twice, reason: anycast }]');
    expect(check().status).toBe(0);
    platforms(', network: north');
    expect(check().status).toBe(0);
  });
});
