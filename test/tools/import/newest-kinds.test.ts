import { bundlesOf } from '../../../tools/import/bundles';
import type { JsonSchema } from '../../../tools/import/crd-set';
import { newestKinds } from '../../../tools/import/newest-kinds';
import { openSchemas } from '../../../tools/import/open-schemas';
import type { SourceFile } from '../../../tools/import/source-files';
import { crdFile, kindWith, setsOf, text } from './crd-file';

const bundle = (...files: SourceFile[]): string =>
  bundlesOf(newestKinds(setsOf(...files)))
    .map(({ yaml }) => yaml)
    .join();

describe('choosing the kinds that are typed', () => {
  test('takes one version of a kind, the most stable one that is served', () => {
    const yaml = bundle(crdFile({ versions: { v1: { served: false }, v1alpha3: {}, v1beta1: {}, v1alpha2: {} } }));
    expect(yaml).toContain('name: v1beta1');
    expect(yaml).not.toMatch(/name: (v1|v1alpha\d)$/m);
  });

  test('leaves out a kind of which no version is served', () => {
    expect(bundlesOf(newestKinds(setsOf(crdFile({ versions: { v1: { served: false } } }))))).toEqual([]);
  });

  test('takes the newest release, by number', () => {
    const old = kindWith({ old: text() }, { bundle: 'v1.9.0' }, 'old.yaml');
    const young = kindWith({ young: text() }, { bundle: 'v1.10.0' }, 'young.yaml');
    expect(bundle(young, old)).toContain('young:');
    expect(bundle(old, young)).not.toContain('old:');
  });

  test('takes fields of both channels, in the version that the standard channel prefers', () => {
    const standard = kindWith({ a: text() });
    const experimental = crdFile(
      { channel: 'experimental', versions: { v1: { spec: { properties: { a: text(), b: text() } } }, v2: {} } },
      'x.yaml',
    );
    expect(bundle(standard, experimental)).toMatch(/name: v1\n[\s\S]* a:\n[\s\S]* b:\n/);
    expect(bundle(standard, experimental)).not.toContain('name: v2');
  });

  const lacking: [string, Record<string, JsonSchema>, Record<string, JsonSchema>, string][] = [
    ['a field', { a: text() }, {}, 'Gadget: .spec.a'],
    ['a type', { a: text() }, { a: { type: 'integer' } }, 'Gadget: .spec.a as string'],
    ['a value', { a: text({ enum: ['x', 'y'] }) }, { a: text({ enum: ['x'] }) }, 'Gadget: .spec.a of "y"'],
    ['free text', { a: text() }, { a: text({ enum: ['x'] }) }, 'Gadget: .spec.a of "any value"'],
    [
      'an item',
      { a: { type: 'array', items: { type: 'object', properties: { b: text() } } } },
      { a: { type: 'array', items: { type: 'object' } } },
      'Gadget: .spec.a[].b',
    ],
    ['a map', { a: { type: 'object', additionalProperties: text() } }, { a: { type: 'object' } }, 'Gadget: .spec.a{}'],
    [
      'leave to omit a field',
      { a: { type: 'object' } },
      { a: { type: 'object', required: ['b'] } },
      'Gadget: .spec.a without b',
    ],
  ];
  test.each(lacking)('refuses an experimental channel that lacks %s of the standard one', (_, a, b, message) => {
    const files = [kindWith(a), kindWith(b, { channel: 'experimental' }, 'x.yaml')];
    expect(() => newestKinds(setsOf(...files))).toThrow(
      `Gateway API v1.0.0: the experimental channel lacks what the standard one has: ${message}`,
    );
  });

  test('refuses an experimental channel that lacks a kind, or serves it in other versions', () => {
    const other = crdFile({ kind: 'Widget', channel: 'experimental' }, 'x.yaml');
    expect(() => newestKinds(setsOf(crdFile({}), other))).toThrow('lacks what the standard one has: Gadget.');
    const alpha = crdFile({ channel: 'experimental', versions: { v1: { served: false }, v1alpha1: {} } }, 'x.yaml');
    expect(() => newestKinds(setsOf(crdFile({}), alpha))).toThrow('lacks what the standard one has: Gadget v1.');
  });
});

describe('bundling for cdk8s import', () => {
  test('puts all kinds of a group in one bundle, for each file overwrites the one before', () => {
    const bundles = bundlesOf(
      newestKinds(setsOf(crdFile({}), crdFile({ kind: 'Widget' }, 'w.yaml'), crdFile({ group: 'cilium.io' }))),
    );
    expect(bundles.map(({ group, kinds }) => [group, kinds.map(({ kind }) => kind)])).toEqual([
      ['cilium.io', ['Gadget']],
      ['gateway.networking.k8s.io', ['Gadget', 'Widget']],
    ]);
  });

  test('leaves no date in, which cdk8s could not write', () => {
    expect(bundle(kindWith({ at: text({ format: 'date-time' }) }))).not.toContain('date-time');
  });
});

describe('listing open schemas', () => {
  const open = { 'x-kubernetes-preserve-unknown-fields': true };

  test('says where any field may stand', () => {
    const file = kindWith({ list: { type: 'array', items: { type: 'object', ...open } }, closed: text() });
    expect(openSchemas(newestKinds(setsOf(file, crdFile({ kind: 'Widget' }, 'w.yaml'))))).toEqual({
      'gateway.networking.k8s.io/Gadget': ['spec.list[]'],
    });
  });

  test('says when the whole spec is open', () => {
    const file = crdFile({ versions: { v1: { spec: { ...open, properties: { a: text() } } } } });
    expect(openSchemas(newestKinds(setsOf(file)))).toEqual({ 'gateway.networking.k8s.io/Gadget': ['spec'] });
  });
});
