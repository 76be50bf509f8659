import { availabilityOf } from '../../../tools/import/availability';
import type { JsonSchema } from '../../../tools/import/crd-set';
import { crdFile, kindWith, setsOf, text } from './crd-file';

/** The table of a kind whose only field is `old` in v1.0.0 and `young` in v1.10.0. */
const tableOf = (old: JsonSchema, young: JsonSchema): object | undefined =>
  availabilityOf(setsOf(kindWith({ it: young }, { bundle: 'v1.10.0' }, 'y.yaml'), kindWith({ it: old }))).kinds.Gadget;

describe('the table of what differs between releases', () => {
  test('orders sets by version, standard before experimental', () => {
    const files = ['v1.10.0', 'v1.2.0'].flatMap((bundle) =>
      ['experimental', 'standard'].map((channel) => crdFile({ bundle, channel }, `${bundle}-${channel}.yaml`)),
    );
    expect(availabilityOf(setsOf(...files)).sets).toEqual([
      'v1.2.0/standard',
      'v1.2.0/experimental',
      'v1.10.0/standard',
      'v1.10.0/experimental',
    ]);
  });

  test('says where each version is served, and looks for fields in the best of them', () => {
    const old = crdFile({ versions: { v1alpha2: { spec: { properties: { a: text() } } } } });
    const young = crdFile(
      {
        bundle: 'v1.1.0',
        versions: {
          v1alpha2: { served: false },
          v1: { spec: { properties: { a: text(), list: { type: 'array', items: text() } } } },
          v1beta1: {},
        },
      },
      'y.yaml',
    );
    expect(availabilityOf(setsOf(old, young)).kinds.Gadget).toEqual({
      group: 'gateway.networking.k8s.io',
      scope: 'Namespaced',
      apiVersions: { v1: [1], v1alpha2: [0], v1beta1: [1] },
      fields: { 'spec.list': [1], 'spec.list[]': [1] },
      values: {},
      limits: {},
    });
  });

  const integers = (values: number[]): JsonSchema => ({ type: 'integer', enum: values });
  const values: [string, JsonSchema, JsonSchema, object][] = [
    ['a value that came', text({ enum: ['A'] }), text({ enum: ['A', 'B'] }), { 'spec.it': { B: [1] } }],
    ['a value that went', integers([301, 302]), integers([301]), { 'spec.it': { '302': [0] } }],
    ['no value where an enumeration was opened', text({ enum: ['A'] }), text({ pattern: '^.$' }), {}],
    ['a boolean that was freed', { type: 'boolean', enum: [true] }, { type: 'boolean' }, { 'spec.it': { false: [1] } }],
  ];
  test.each(values)('lists %s', (_, old, young, expected) => {
    expect(tableOf(old, young)).toMatchObject({ fields: {}, values: expected });
  });

  const limits: [string, JsonSchema, JsonSchema, object][] = [
    [
      'that changed',
      text({ maxLength: 8 }),
      text({ maxLength: 16 }),
      { 'spec.it': { maxLength: { '8': [0], '16': [1] } } },
    ],
    ['that came', text(), text({ maxLength: 16 }), { 'spec.it': { maxLength: { '16': [1] } } }],
  ];
  test.each(limits)('lists a bound %s, and none that stayed', (_, old, young, expected) => {
    expect(tableOf(old, young)).toMatchObject({ limits: expected });
    expect(tableOf(young, young)).toMatchObject({ limits: {} });
  });

  test('refuses a kind of two groups, for it names kinds without their group', () => {
    const files = [crdFile({}), crdFile({ group: 'gateway.networking.x-k8s.io', bundle: 'v1.1.0' }, 'x.yaml')];
    expect(() => availabilityOf(setsOf(...files))).toThrow(
      'Gadget: is Namespaced in gateway.networking.x-k8s.io and Namespaced in gateway.networking.k8s.io.',
    );
  });
});
