import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundlesOf } from '../../../tools/import/bundles';
import { checkClasses, type KindFields, writeClassFile } from '../../../tools/import/class-files';
import type { JsonSchema } from '../../../tools/import/crd-set';
import { readGeneratedTypes } from '../../../tools/import/generated-types';
import { newestKinds } from '../../../tools/import/newest-kinds';
import { kindWith, setsOf, text } from './crd-file';

// Each run of cdk8s import takes a second or more.
jest.setTimeout(60_000);

describe('running cdk8s import', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loxi-classes-'));
    mkdirSync(join(folder, 'out'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const imported = (properties: Record<string, JsonSchema>): KindFields[] =>
    bundlesOf(newestKinds(setsOf(kindWith(properties)))).flatMap((bundle) =>
      writeClassFile(bundle, folder, join(folder, 'out')),
    );

  test('knows both names of every field, in lists and maps too', () => {
    const inner: JsonSchema = { type: 'object', properties: { caURL: text() } };
    const [kind] = imported({
      loxiURL: text(),
      list: { type: 'array', items: inner },
      map: { type: 'object', additionalProperties: inner },
      port: { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
      mode: text({ enum: ['A', 'B'] }),
      any: { 'x-kubernetes-preserve-unknown-fields': true },
    });
    expect(kind?.fields.map(({ path, name }) => `${path} ${name}`)).toEqual([
      'spec spec',
      'spec.loxiURL loxiUrl',
      'spec.list list',
      'spec.list[].caURL caUrl',
      'spec.map map',
      'spec.map{}.caURL caUrl',
      'spec.port port',
      'spec.mode mode',
      'spec.any any',
    ]);
  });

  const object = (properties: Record<string, JsonSchema>): JsonSchema => ({ type: 'object', properties });
  const refused: [string, Record<string, JsonSchema>, string][] = [
    [
      'two fields that camel-case alike',
      { fooURL: text(), fooUrl: text() },
      'Gadget: spec.fooUrl is lost: fooURL camel-cases to the same name. Leave the kind out',
    ],
    ['an empty value of an enumeration', { a: text({ enum: ['', 'A'] }) }, 'Gadget: spec.a loses the value "".'],
    [
      'values that differ in case only',
      { a: text({ enum: ['Hash', 'hash'] }) },
      'Gadget: spec.a loses the value "hash".',
    ],
    [
      'an any where the schema is not open',
      { a: { type: 'object' } },
      'Gadget: spec.a is typed any, although its schema is not open.',
    ],
    [
      'two objects whose paths give one type name',
      { fooBar: object({ a: text() }), foo: object({ bar: object({ b: text() }) }) },
      'Gadget: spec.foo.bar.b is lost: cdk8s import wrote no such field.',
    ],
    [
      'what cdk8s import cannot read',
      { a: { type: 'boolean', properties: { b: text() } } },
      'gateway.networking.k8s.io: cdk8s import failed: ',
    ],
  ];
  test.each(refused)('refuses %s', (_, properties, message) => {
    expect(() => imported(properties)).toThrow(message);
  });
});

describe('checking what cdk8s import wrote', () => {
  const GROUP = 'gateway.networking.k8s.io';
  const classText = (name: string, kind: string, version: string): string => `
export class ${name} extends ApiObject {
  public static readonly GVK: GroupVersionKind = {
    apiVersion: '${GROUP}/${version}',
    kind: '${kind}',
  }
}
export interface ${name}Props {
  /**
   * @schema ${kind}#at
   */
  readonly at?: Date;
}
`;
  const bundled = (kind: string, properties: Record<string, JsonSchema> = {}) => ({
    kind,
    version: 'v1',
    schema: { properties },
  });
  const check = (written: string, ...kinds: ReturnType<typeof bundled>[]): KindFields[] =>
    checkClasses({ group: GROUP, kinds }, readGeneratedTypes(written, GROUP));

  test('refuses a kind that another one overwrote', () => {
    expect(() => check(classText('Widget', 'Widget', 'v1'), bundled('Gadget'), bundled('Widget'))).toThrow(
      `${GROUP}: cdk8s import wrote the classes Widget for the kinds Gadget, Widget.`,
    );
  });

  test('refuses a class for a second version of a kind', () => {
    const written = classText('Gadget', 'Gadget', 'v1') + classText('GadgetV1Beta1', 'Gadget', 'v1beta1');
    expect(() => check(written, bundled('Gadget'))).toThrow(
      `${GROUP}: cdk8s import wrote the classes Gadget, GadgetV1Beta1 for the kinds Gadget. Each kind must stand in the bundle once.`,
    );
  });

  test('refuses a class of another version than the one chosen, or with a suffix', () => {
    expect(() => check(classText('Gadget', 'Gadget', 'v1alpha2'), bundled('Gadget'))).toThrow(
      `${GROUP}: the class Gadget is of ${GROUP}/v1alpha2, and v1 was chosen.`,
    );
    expect(() => check(classText('GadgetV1', 'Gadget', 'v1'), bundled('Gadget'))).toThrow(
      `${GROUP}: the class of Gadget is named GadgetV1, and no suffix was expected.`,
    );
  });

  test('refuses a Date, which cdk8s cannot write', () => {
    expect(() => check(classText('Gadget', 'Gadget', 'v1'), bundled('Gadget', { at: text() }))).toThrow(
      'Gadget: at is typed Date, which cdk8s cannot write.',
    );
  });

  test('refuses two types of one name, which TypeScript would merge', () => {
    const written = classText('Gadget', 'Gadget', 'v1');
    expect(() => check(`${written}export interface GadgetProps {\n}\n`, bundled('Gadget'))).toThrow(
      `${GROUP}: two types got the name GadgetProps.`,
    );
  });
});
