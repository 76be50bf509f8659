import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const MINUTES = 60_000;

function run(cwd: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The code blocks of a language in the README, in order. */
function codeBlocks(language: string): string[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    (match) => match[1] ?? '',
  );
}

const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The version of a development dependency, which the empty project takes too. */
function pinned(name: string): string {
  return `${name}@${own.devDependencies[name]}`;
}

describe('the packed tarball', () => {
  let project: string;
  let listed: string[];

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'loxi-tarball-'));
    const [packed] = JSON.parse(run(ROOT, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', project));
    listed = packed.files.map((file: { path: string }) => file.path);
    writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true }');
    run(
      project,
      'npm',
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      join(project, packed.filename),
      ...['cdk8s', 'constructs', 'typescript', '@types/node'].map(pinned),
    );
  }, 5 * MINUTES);
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test('holds the compiled library, its types and data, and nothing of the sources, tests or apps', () => {
    const tops = new Set(
      listed.map((path) =>
        path
          .split('/')
          .slice(0, path.startsWith('lib/src/') ? 3 : 2)
          .join('/'),
      ),
    );
    expect([...tops].filter((top) => !/^(lib\/src|examples|docs)\//.test(top)).sort()).toEqual([
      'ARCHITECTURE.md',
      'LICENSE',
      'README.md',
      'RULES.md',
      'lib/imports',
      'lib/page.js',
      'package.json',
      'routing-test.schema.json',
      'templates/app',
    ]);
    const sources = listed.filter((path) => /\.ts$/.test(path) && !path.endsWith('.d.ts'));
    expect(sources.filter((path) => !/^examples\/[a-z0-9-]+\.ts$/.test(path))).toEqual(['templates/app/src/main.ts']);
    expect(listed).toContain('lib/imports/schemas/gateway-api/v1.6.1-standard.json');
    expect(tops).not.toContain('lib/src/app');
  });

  test('holds every file that the README links to', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].flatMap(([, link = '']) =>
      /^https?:/.test(link) ? [] : [link],
    );
    expect(links.length).toBeGreaterThan(5);
    // The sources of the article's app are not packed: what it writes is shown in docs/.
    const missing = links.filter((link) => !listed.some((path) => path === link || path.startsWith(`${link}/`)));
    expect(missing).toEqual(['src/app']);
  });

  test('has no install script', () => {
    const { scripts } = own;
    expect(['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in scripts)).toEqual([]);
  });

  const MODULES = [
    { name: 'CommonJS', type: 'commonjs' },
    { name: 'ESM', type: 'module' },
  ];

  test.each(MODULES)(
    'lets the program of the README compile under strict and write the YAML of the README, as $name',
    ({ type }) => {
      const [program = ''] = codeBlocks('ts');
      const [yaml = ''] = codeBlocks('yaml');
      expect(program.trim().split('\n').length).toBeLessThanOrEqual(18);
      const folder = join(project, type);
      mkdirSync(folder);
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
      writeFileSync(join(folder, 'main.ts'), program);
      run(folder, 'npx', 'tsc', '--strict', '--module', 'node16', '--target', 'es2022', '--types', 'node', 'main.ts');
      run(folder, process.execPath, 'main.js');
      expect(readFileSync(join(folder, 'dist/shop.k8s.yaml'), 'utf8')).toBe(yaml);
    },
    2 * MINUTES,
  );

  test(
    'has every subpath that package.json names, for require and import alike',
    () => {
      for (const subpath of Object.keys(own.exports)) {
        const specifier = join('cdk8s-loxi-gateway', subpath);
        // A subpath may have nothing but types.
        run(project, process.execPath, '-e', `require('${specifier}')`);
        if (subpath.endsWith('.json')) continue;
        run(project, process.execPath, '--input-type=module', '-e', `import '${specifier}'`);
        const { types } = own.exports[subpath];
        expect(listed).toContain(types.replace('./', ''));
      }
    },
    MINUTES,
  );

  test('installs the command loxigw, which says its version and shows help', () => {
    expect(run(project, 'npx', 'loxigw', '--version').trim()).toBe(own.version);
    expect(run(project, 'npx', 'loxigw', '--help')).toContain('Usage: loxigw');
  });
});
