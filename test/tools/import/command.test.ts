import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generate } from '../../../tools/import/generate';
import { filesBelow } from '../../../tools/import/imports-folder';
import { readSources } from '../../../tools/import/source-files';
import { crdFile, kindWith, text } from './crd-file';

// Each run of cdk8s import takes a second or more.
jest.setTimeout(60_000);

const ROOT = join(__dirname, '../../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxi-import-'));
  put('crds/v1.0.0/a.yaml', crdFile({ versions: { v1: {}, v1beta1: {}, v1alpha1: { served: false } } }).text);
  put('crds/v1.0.0/b.yaml', kindWith({ loxiURL: text() }, { kind: 'Widget' }).text);
  put('crds/README.json', '{}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function contents(into: string): Record<string, string> {
  const paths = filesBelow(join(folder, into));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, into, path), 'utf8')]));
}

async function generated(into: string, ...inputs: string[]): Promise<Record<string, string>> {
  generate(await readSources(inputs.length > 0 ? inputs : [join(folder, 'crds')]), {
    folder: join(folder, into),
    progress: () => {},
  });
  return contents(into);
}

function run(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['-r', 'tsx/cjs', join(ROOT, 'tools/import/main.ts'), ...args, '--into', join(folder, 'out')],
      { cwd: ROOT, encoding: 'utf8' },
      (_, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    );
  });
}

describe('generating imports/', () => {
  test('gives the same bytes twice, and names no folder of this machine', async () => {
    const first = await generated('first');
    expect(await generated('first')).toEqual(first);
    expect(await generated('second')).toEqual(first);
    expect(Object.values(first).filter((content) => content.includes(tmpdir()) || content.includes(ROOT))).toEqual([]);
  });

  test('writes schemas, tables and one file of classes for the kinds of a group', async () => {
    const files = await generated('imports');
    expect(Object.keys(files)).toEqual([
      'cel-rules.ts',
      'gateway-api-availability.json',
      'gateway.networking.k8s.io.ts',
      'kinds.json',
      'open-schemas.json',
      'renamed-fields.json',
      'renamed-fields.ts',
      'schemas/crd-set.ts',
      'schemas/gateway-api/v1.0.0-standard.json',
      'sources.json',
    ]);
    expect(files['gateway.networking.k8s.io.ts']).toMatch(/class Gadget extends [\s\S]*class Widget extends /);
    expect(JSON.parse(files['kinds.json'] ?? '')).toEqual({
      'gateway.networking.k8s.io/Gadget': { scope: 'Namespaced', plural: 'gadgets', versions: ['v1', 'v1beta1'] },
      'gateway.networking.k8s.io/Widget': { scope: 'Namespaced', plural: 'widgets', versions: ['v1'] },
    });
    expect(JSON.parse(files['renamed-fields.json'] ?? '')).toEqual({
      'gateway.networking.k8s.io/Widget': { 'spec.loxiURL': 'loxiUrl' },
    });
  });

  test('records the files that it used, by their path below the folder given', async () => {
    const { inputs } = JSON.parse((await generated('imports'))['sources.json'] ?? '');
    expect(inputs).toEqual(
      ['v1.0.0/a.yaml', 'v1.0.0/b.yaml'].map((origin) => ({
        source: 'gateway-api',
        tag: 'v1.0.0',
        channel: 'standard',
        origin,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      })),
    );
  });

  test('leaves the old folder as it was when it fails, and nothing beside it', async () => {
    const before = await generated('imports');
    put('crds/v1.0.0/c.yaml', kindWith({ aB: text(), 'a-b': text() }, { kind: 'Clash' }).text);
    await expect(generated('imports')).rejects.toThrow('Clash: spec.a-b is lost');
    expect(contents('imports')).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['crds', 'imports']);
  });

  test('replaces no folder that it did not write', async () => {
    put('src/index.ts', 'precious');
    await expect(generated('src')).rejects.toThrow(
      `${join(folder, 'src')}: has no sources.json, so it was not generated.`,
    );
    expect(contents('src')).toEqual({ 'index.ts': 'precious' });
  });

  test('knows the release when the folder or file of a release is given itself', async () => {
    put('crds/v0.9.8.4/egress.yaml', crdFile({ group: 'egress.loxilb.io' }).text);
    for (const input of ['crds/v0.9.8.4', 'crds/v0.9.8.4/egress.yaml']) {
      const files = await generated('imports', join(folder, input));
      expect(files['sources.json']).toContain('"origin": "egress.yaml"');
      expect(Object.keys(files)).toContain('schemas/kube-loxilb/v0.9.8.4.json');
    }
  });
});

describe('npm run import', () => {
  test('takes URLs, and records no secret in them', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url?.startsWith('/v0.9.8.4/') ? 200 : 404;
      response.end(crdFile({ group: 'egress.loxilb.io' }).text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    try {
      const good = await run(`http://127.0.0.1:${port}/v0.9.8.4/egress.yaml?token=secret`);
      expect(good).toMatchObject({ status: 0, stderr: expect.stringContaining('reading kube-loxilb/v0.9.8.4\n') });
      expect(JSON.parse(contents('out')['sources.json'] ?? '').inputs).toMatchObject([
        { source: 'kube-loxilb', tag: 'v0.9.8.4', origin: `http://127.0.0.1:${port}/v0.9.8.4/egress.yaml` },
      ]);
      const bad = await run(`http://127.0.0.1:${port}/v1/egress.yaml`);
      expect(bad.status).toBe(2);
      expect(bad.stderr).toBe(
        `error: http://127.0.0.1:${port}/v1/egress.yaml: cannot be fetched (HTTP 404). Download it and give the folder.\n`,
      );
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  const refused: [string, () => string[], string][] = [
    ['a folder that is not there', () => ['/no/such/folder'], 'error: /no/such/folder: cannot be read'],
    ['nothing', () => [], "missing required argument 'folder|url'"],
    ['an option that is not there', () => ['--no-such', 'x'], "unknown option '--no-such'"],
    [
      'a folder without CRDs',
      () => [join(folder, 'empty')],
      'error: no CustomResourceDefinition in the 0 files given.',
    ],
    ['a file that is no YAML', () => [join(folder, 'broken')], 'error: x.yaml: is not YAML'],
  ];
  test.each(refused)('ends with exit code 2 and no stack trace for %s', async (_, args, message) => {
    mkdirSync(join(folder, 'empty'));
    put('broken/x.yaml', 'a: [');
    const { status, stderr } = await run(...args());
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('explains itself', async () => {
    const { status, stdout } = await run('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('npm run import -- https://github.com/kubernetes-sigs/gateway-api/releases/download/');
  });
});
