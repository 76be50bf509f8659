import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { starterFiles } from '../../src/init';
import { writeNewFiles } from '../../src/init/new-files';
import { everythingIn } from '../synth/folders';

const ROOT = join(__dirname, '../..');
const STARTER = { name: 'my-gateways', ci: 'none' } as const;

/** The app with the modules of this repository in place of those that npm would install. */
describe('a new app', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'loxi-starter-'));
    writeNewFiles(folder, starterFiles(STARTER));
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    for (const name of ['.bin', '@types', 'cdk8s', 'constructs', 'tsx', 'typescript'])
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
    symlinkSync(ROOT, join(modules, 'cdk8s-loxi-gateway'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const synth = (): string => execFileSync('npm', ['run', 'synth'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

  test('begins with the platform file that its program writes', () => {
    synth();
    expect(readFileSync(join(folder, 'loxigw.yaml'), 'utf8')).toBe(starterFiles(STARTER).get('loxigw.yaml'));
  }, 60_000);

  test('is not synthesized with a prop that is misspelt', () => {
    const before = everythingIn(join(folder, 'dist'));
    const main = join(folder, 'src/main.ts');
    const program = readFileSync(main, 'utf8');
    writeFileSync(main, program.replace("staticIP: '192.168.57.101'", "staticIp: '192.168.57.102'"));
    const { status, stdout } = spawnSync('npm', ['run', 'synth'], { cwd: folder, encoding: 'utf8' });
    writeFileSync(main, program);
    expect(status).not.toBe(0);
    expect(stdout).toMatch(/src\/main\.ts.* error TS\d+: .*'staticIp' does not exist/);
    expect(everythingIn(join(folder, 'dist'))).toEqual(before);
  }, 60_000);
});
