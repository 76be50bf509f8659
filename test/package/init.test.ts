import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const MINUTES = 60_000;

function run(cwd: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('an app that loxigw init wrote, with the packed tarball', () => {
  let folder: string;
  let app: string;
  let said: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'loxi-init-'));
    const [packed] = JSON.parse(run(ROOT, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder));
    const tarball = join(folder, packed.filename);
    app = join(folder, 'my-edge');
    writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true }');
    run(folder, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball, 'cdk8s', 'constructs');
    said = run(folder, 'npx', 'loxigw', 'init', 'my-edge');
    const manifest = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
    expect(manifest.dependencies['cdk8s-loxi-gateway']).toMatch(/^\^\d/);
    manifest.dependencies['cdk8s-loxi-gateway'] = `file:${tarball}`;
    writeFileSync(join(app, 'package.json'), JSON.stringify(manifest));
    run(app, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund');
  }, 5 * MINUTES);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is told what to do next', () => {
    expect(said).toMatch(/^wrote 9 files to my-edge\n/);
    expect(said).toMatch(/next:\n {2}cd my-edge\n {2}npm install\n {2}npm run synth\n {2}npm run check && npm test\n$/);
  });

  test(
    'synthesizes, without findings, and its requests go where its test says',
    () => {
      run(app, 'npm', 'run', 'types');
      run(app, 'npm', 'run', 'synth');
      expect(existsSync(join(app, 'dist/production/shop.k8s.yaml'))).toBe(true);
      expect(readFileSync(join(app, 'dist/argocd/production.k8s.yaml'), 'utf8')).toContain(
        'repoURL: https://git.example.com/platform/my-edge.git',
      );
      expect(readFileSync(join(app, 'TOPOLOGY.md'), 'utf8')).toContain('shop.example.com');
      expect(run(app, 'npm', 'run', 'check')).toMatch(/\n2 clusters, 10 objects: 0 errors, 0 warnings\n/);
      expect(run(app, 'npm', 'test')).toMatch(/\n4 tests: 4 hold, 0 fail\n/);
      expect(run(app, 'npx', 'loxigw', 'coverage', 'routing.test.yaml')).toMatch(
        /^routes: 4 of 4 reached\nrules: 4 of 4 reached\nmatches: 4 of 4 reached\nbackends: 4 of 4 reached\n$/,
      );
    },
    2 * MINUTES,
  );

  test('draws its pictures from the package', () => {
    expect(run(app, 'npx', 'loxigw', 'graph', '-o', 'svg', 'dist/production')).toMatch(/^<svg .*<\/svg>\n$/s);
    expect(run(app, 'npx', 'loxigw', 'graph', '-o', 'html', 'dist/production')).toMatch(/^<!doctype html>\n/);
  }, 60_000);

  test(
    'can be adopted from its output, and writes the same again',
    () => {
      expect(run(app, 'npx', 'loxigw', 'adopt', 'dist/production', '-o', 'again')).toMatch(
        /\nproved: the API server would store the same\n/,
      );
      const again = join(app, 'again');
      run(again, 'npx', 'tsc', '-p', '.');
      run(again, 'node', '-r', 'tsx/cjs', 'src/main.ts');
      expect(readFileSync(join(again, 'dist/shop.k8s.yaml'), 'utf8')).toBe(
        readFileSync(join(app, 'dist/production/shop.k8s.yaml'), 'utf8'),
      );
    },
    2 * MINUTES,
  );
});
