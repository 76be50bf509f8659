import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const MAIN = join(ROOT, 'src/app/main.ts');
const TSX = require.resolve('tsx/cjs');
const CDK8S_CLI = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');

/** Every file below a folder with its bytes, sorted. */
function filesOf(folder: string, prefix = ''): [string, string][] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry): [string, string][] => {
      const path = join(prefix, entry.name);
      return entry.isDirectory() ? filesOf(folder, path) : [[path, readFileSync(join(folder, path), 'utf8')]];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('dist/, with hosts/ and docs/topology/ beside it,', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loxi-dist-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const environments: Record<string, string>[] = [
    { TZ: 'UTC', LANG: 'C' },
    { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', CDK8S_DISABLE_SORT: '1' },
    { TZ: 'America/St_Johns', LANG: 'cs_CZ.UTF-8', NODE_ENV: 'production' },
  ];

  test.each(environments)('is what the sources produce, under %j', (environment) => {
    execFileSync(process.execPath, ['-r', TSX, MAIN], { cwd: folder, env: { PATH: process.env.PATH, ...environment } });
    expect(filesOf(join(folder, 'dist'))).toEqual(filesOf(join(ROOT, 'dist')));
    expect(filesOf(join(folder, 'hosts'))).toEqual(filesOf(join(ROOT, 'hosts')));
    expect(filesOf(join(folder, 'docs/topology'))).toEqual(filesOf(join(ROOT, 'docs/topology')));
  });

  function cdk8sSynth(app: string): void {
    writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript\napp: ${app}\noutput: .cdk8s\n`);
    execFileSync(process.execPath, [CDK8S_CLI, 'synth', '--check-upgrade=false'], { cwd: folder, stdio: 'pipe' });
  }

  test('is written by cdk8s synth as well, which lists its files', () => {
    writeFileSync(
      join(folder, 'cdk8s.yaml'),
      `language: typescript\napp: ${process.execPath} -r ${TSX} ${MAIN}\noutput: .cdk8s\n`,
    );
    const printed = execFileSync(process.execPath, [CDK8S_CLI, 'synth', '--check-upgrade=false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(filesOf(join(folder, 'dist'))).toEqual(filesOf(join(ROOT, 'dist')));
    expect(printed).toContain('article/tls.k8s.yaml');
    expect(printed).toContain('current/tls.k8s.yaml');
  });

  test('is left as it was by a cdk8s synth that fails', () => {
    cdk8sSynth(`${process.execPath} -r ${TSX} ${MAIN}`);
    const before = filesOf(join(folder, 'dist'));
    expect(() => cdk8sSynth(`${process.execPath} -e 'process.exit(1)'`)).toThrow();
    expect(filesOf(join(folder, 'dist'))).toEqual(before);
    expect(existsSync(join(folder, 'dist/article/tls.k8s.yaml'))).toBe(true);
  });
});
