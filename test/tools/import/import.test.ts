import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { availabilityOf } from '../../../tools/import/availability';
import { bundlesOf } from '../../../tools/import/bundles';
import { readCrdSets } from '../../../tools/import/crd-files';
import type { JsonSchema } from '../../../tools/import/crd-set';
import { filesBelow, generate } from '../../../tools/import/generate';
import { readSources, type SourceFile } from '../../../tools/import/source-files';
import { stripProse } from '../../../tools/import/strip-prose';

const ROOT = join(__dirname, '../../..');

interface Definition {
  readonly group?: string;
  readonly kind?: string;
  readonly channel?: string;
  readonly bundle?: string;
  readonly versions?: Record<string, { served?: boolean; spec?: JsonSchema }>;
}

/** A file with one small CustomResourceDefinition. */
function crdFile(
  { group = 'gateway.networking.k8s.io', kind = 'Gadget', channel, bundle, versions = { v1: {} } }: Definition,
  origin = 'v1.0.0/gadgets.yaml',
): SourceFile {
  const text = stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${kind.toLowerCase()}s.${group}`,
      annotations: {
        'gateway.networking.k8s.io/bundle-version': bundle ?? 'v1.0.0',
        'gateway.networking.k8s.io/channel': channel ?? 'standard',
      },
    },
    spec: {
      group,
      names: { kind, plural: `${kind.toLowerCase()}s` },
      scope: 'Namespaced',
      versions: Object.entries(versions).map(([name, { served = true, spec = {} }], index) => ({
        name,
        served,
        storage: index === 0,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', ...spec } } } },
      })),
    },
  });
  return { origin, text, sha256: '' };
}

const text = (extra: JsonSchema = {}): JsonSchema => ({ type: 'string', ...extra });

describe('stripping prose', () => {
  test('removes descriptions and keeps a property that is called description', () => {
    const schema = {
      description: 'prose',
      type: 'object',
      properties: { description: { type: 'string', description: 'prose', maxLength: 64 } },
      'x-kubernetes-validations': [{ rule: 'true', message: 'kept' }],
    };
    expect(stripProse(schema)).toEqual({
      type: 'object',
      properties: { description: { type: 'string', maxLength: 64 } },
      'x-kubernetes-validations': [{ rule: 'true', message: 'kept' }],
    });
  });
});

describe('reading CRD files', () => {
  test('leaves out documents that are no CRDs', () => {
    const file = crdFile({});
    const withPolicy = { ...file, text: `${file.text}---\nkind: ValidatingAdmissionPolicy\n---\n` };
    expect(readCrdSets([withPolicy], undefined).flatMap((set) => set.kinds.map(({ kind }) => kind))).toEqual([
      'Gadget',
    ]);
  });

  const refused: [string, SourceFile[], string][] = [
    [
      'a kind of one release and channel given twice',
      [crdFile({}), crdFile({}, 'other.yaml')],
      'other.yaml: gateway.networking.k8s.io/Gadget of gateway-api/v1.0.0-standard was read before',
    ],
    [
      'a group of no known source',
      [crdFile({ group: 'example.com' })],
      'v1.0.0/gadgets.yaml: the group example.com is of no source known here',
    ],
    [
      'a group that only ends like a known one',
      [crdFile({ group: 'evilcilium.io' })],
      'the group evilcilium.io is of no source known here',
    ],
    [
      'a release that nothing names',
      [crdFile({ group: 'cilium.io' }, 'gadgets.yaml')],
      'gadgets.yaml: no release in its path or URL. Put it in a folder named after its tag, or give --tag.',
    ],
    ['text that is no YAML', [{ origin: 'a.yaml', text: 'a: [', sha256: '' }], 'a.yaml: is not YAML'],
  ];
  test.each(refused)('refuses %s', (_, files, message) => {
    expect(() => readCrdSets(files, undefined)).toThrow(message);
  });
});

describe('bundling for cdk8s import', () => {
  const bundle = (...files: SourceFile[]): string =>
    bundlesOf(readCrdSets(files, undefined))
      .map(({ yaml }) => yaml)
      .join();

  test('takes one version of a kind, the most stable one that is served', () => {
    const yaml = bundle(crdFile({ versions: { v1: { served: false }, v1alpha3: {}, v1beta1: {}, v1alpha2: {} } }));
    expect(yaml).toContain('name: v1beta1');
    expect(yaml).not.toMatch(/name: (v1|v1alpha\d)$/m);
  });

  test('takes fields of both channels', () => {
    const standard = crdFile({ versions: { v1: { spec: { properties: { a: text() } } } } });
    const experimental = crdFile(
      { channel: 'experimental', versions: { v1: { spec: { properties: { a: text(), b: text() } } } } },
      'x.yaml',
    );
    expect(bundle(standard, experimental)).toMatch(/ a:\n[\s\S]* b:\n/);
  });

  test('refuses a standard field that the experimental channel lacks', () => {
    const standard = crdFile({ versions: { v1: { spec: { properties: { a: text() } } } } });
    const experimental = crdFile({ channel: 'experimental' }, 'x.yaml');
    expect(() => bundle(standard, experimental)).toThrow(
      'Gadget: the experimental channel lacks what the standard one has: .spec.a',
    );
  });

  test('refuses two fields that camel-case alike', () => {
    const file = crdFile({ versions: { v1: { spec: { properties: { fooURL: text(), fooUrl: text() } } } } });
    expect(() => bundle(file)).toThrow('Gadget: .spec.fooUrl and .spec.fooURL would become one field');
  });

  test('leaves no date in, which cdk8s could not write', () => {
    expect(
      bundle(crdFile({ versions: { v1: { spec: { properties: { at: text({ format: 'date-time' }) } } } } })),
    ).not.toContain('date-time');
  });
});

describe('the table of what differs between releases', () => {
  test('says where a field, a value and a bound are', () => {
    const spec = (values: string[], maxLength: number, more: Record<string, JsonSchema> = {}): JsonSchema => ({
      properties: { mode: text({ enum: values, maxLength }), ...more },
    });
    const old = crdFile({ versions: { v1: { spec: spec(['A'], 8) } } });
    const young = crdFile(
      {
        bundle: 'v1.10.0',
        versions: { v1: { spec: spec(['A', 'B'], 16, { list: { type: 'array', items: text() } }) } },
      },
      'y.yaml',
    );
    const table = availabilityOf(readCrdSets([young, old], undefined));
    expect(table.sets).toEqual(['v1.0.0/standard', 'v1.10.0/standard']);
    expect(table.kinds.Gadget).toEqual({
      group: 'gateway.networking.k8s.io',
      scope: 'Namespaced',
      apiVersions: { v1: [0, 1] },
      fields: { 'spec.list': [1], 'spec.list[]': [1] },
      values: { 'spec.mode': { B: [1] } },
      limits: { 'spec.mode': { maxLength: { '8': [0], '16': [1] } } },
    });
  });
});

describe('npm run import', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loxi-import-'));
    mkdirSync(join(folder, 'crds/v1.0.0'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const generateInto = async (into: string): Promise<[string, string][]> => {
    generate(await readSources([join(folder, 'crds')]), { folder: join(folder, into), progress: () => {} });
    return filesBelow(join(folder, into)).map((path) => [path, readFileSync(join(folder, into, path), 'utf8')]);
  };

  test('gives the same bytes twice, and one file for several kinds of a group', async () => {
    writeFileSync(join(folder, 'crds/v1.0.0/a.yaml'), crdFile({}).text);
    writeFileSync(
      join(folder, 'crds/v1.0.0/b.yaml'),
      crdFile({ kind: 'Widget', versions: { v1: { spec: { properties: { loxiURL: text() } } } } }).text,
    );
    const first = await generateInto('first');
    expect(await generateInto('second')).toEqual(first);
    const classes = first.find(([path]) => path === 'gateway.networking.k8s.io.ts')?.[1];
    expect(classes).toMatch(/export class Gadget extends ApiObject[\s\S]*export class Widget extends ApiObject/);
    expect(first.find(([path]) => path === 'renamed-fields.ts')?.[1]).toContain("readonly loxiUrl: 'loxiURL';");
  });

  test.each([
    [['/no/such/folder'], '/no/such/folder: cannot be read'],
    [[], "missing required argument 'folder|url'"],
  ])('ends with exit code 2 and no stack trace for %j', (args, message) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['-r', 'tsx/cjs', join(ROOT, 'tools/import/main.ts'), ...args, '--into', join(folder, 'out')],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('explains itself', () => {
    expect(
      execFileSync(process.execPath, ['-r', 'tsx/cjs', join(ROOT, 'tools/import/main.ts'), '--help'], {
        cwd: ROOT,
        encoding: 'utf8',
      }),
    ).toContain('Examples:');
  });
});
