import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * The floors of the house, from the ground up (ARCHITECTURE.md). A file imports from its own folder or from a lower floor.
 * Folders on one line are one floor and do not know each other.
 */
const FLOORS: readonly (readonly string[])[] = [
  ['imports'],
  ['src/platform'],
  ['src/rehearsal'],
  ['src/resource'],
  ['src/hosts'],
  ['src/picture', 'src/routes', 'src/loxilb', 'src/cilium', 'src/rke2', 'src/argocd', 'src/samples'],
  ['src/gateway', 'src/review'],
  ['src/synth', 'src/init'],
  ['src/adopt'],
  ['src/cli', 'src/app'],
  ['src/testing', 'src/page'],
];

const ROOT = resolve(__dirname, '..');

/** `src/gateway` for a file below it; undefined for `src/index.ts`, which re-exports everything. */
function folderOf(file: string): string | undefined {
  const [top, next] = relative(ROOT, file).split('/');
  if (top === 'imports') return 'imports';
  return top === 'src' && next !== undefined && !next.endsWith('.ts') ? `src/${next}` : undefined;
}

function floorOf(folder: string): number {
  return FLOORS.findIndex((floor) => floor.includes(folder));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourceFiles(path);
    return entry.name.endsWith('.ts') ? [join(ROOT, path)] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

describe('the house', () => {
  const files = sourceFiles('src');

  test('has a floor for every folder below src', () => {
    const homeless = files.map(folderOf).filter((folder) => folder !== undefined && floorOf(folder) < 0);
    expect([...new Set(homeless)]).toEqual([]);
  });

  test('is only imported downwards', () => {
    const upward = files.flatMap((file) => {
      const from = folderOf(file);
      if (from === undefined) return [];
      return importsOf(file)
        .filter((target) => target.startsWith('.'))
        .map((target) => resolve(dirname(file), target))
        .filter((target) => {
          const to = folderOf(`${target}/index.ts`);
          return to !== undefined && to !== from && floorOf(to) >= floorOf(from);
        })
        .map((target) => `${relative(ROOT, file)} imports ${relative(ROOT, target)}`);
    });
    expect(upward).toEqual([]);
  });

  test('keeps constructs out of platform and rehearsal, which work on plain objects', () => {
    const offending = files
      .filter((file) => ['src/platform', 'src/rehearsal'].includes(folderOf(file) ?? ''))
      .filter((file) => importsOf(file).some((target) => /^(cdk8s|constructs)/.test(target)))
      .map((file) => relative(ROOT, file));
    expect(offending).toEqual([]);
  });

  test('loads the generated classes never: of imports/ only the compiled CEL rules are code, all else is data', () => {
    const loading = files
      .filter((file) =>
        /^import (?!type)[^;]*from '[^']*\/imports\/(?!cel-rules'|gateway-api-availability\.json')[^']*';/m.test(
          readFileSync(file, 'utf8'),
        ),
      )
      .map((file) => relative(ROOT, file));
    expect(loading).toEqual([]);
  });
});
