import { Platform } from '../../../src';
import { admit } from '../../../src/rehearsal/admission/admission';
import { CrdError, UserKinds } from '../../../src/rehearsal/admission/user-kinds';

const CRD = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'things.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Thing', plural: 'things' },
    versions: [
      { name: 'v1alpha1', served: false, storage: false, schema: { openAPIV3Schema: { type: 'object' } } },
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['size'],
                properties: {
                  size: { type: 'integer', maximum: 10 },
                  half: { type: 'integer' },
                  namespace: { type: 'string' },
                },
                'x-kubernetes-validations': [
                  { rule: 'self.half * 2 == self.size', message: 'half must be half of size' },
                  {
                    rule: '!has(self.__namespace__) || self.__namespace__.lowerAscii() == self.__namespace__',
                    message: 'lower case',
                  },
                ],
              },
            },
          },
        },
      },
    ],
  },
};

const crds = UserKinds.of([CRD]);

function findings(spec: object, apiVersion = 'example.com/v1'): string[] {
  return admit([{ apiVersion, kind: 'Thing', metadata: { name: 'a' }, spec }], Platform.default, { crds }).map(
    ({ rule, path, message }) => `${rule} ${path}: ${message}`,
  );
}

describe('CRDs of a user', () => {
  test('are admitted by their schema, and by their rules with the engine', () => {
    expect(crds.warning).toBeUndefined();
    expect(findings({ size: 4, half: 2, namespace: 'a' })).toEqual([]);
    expect(findings({ size: 11, half: 2, typo: 1 })).toEqual([
      'admission/cel spec: half must be half of size',
      'admission/schema spec.size: should be less than or equal to 10',
      'admission/unknown-field spec.typo: unknown field "typo"',
    ]);
    expect(findings({ size: 4, half: 2, namespace: 'A' })).toEqual(['admission/cel spec: lower case']);
    expect(findings({ size: 4 })).toEqual([
      'admission/cel spec: no such key: half evaluating rule: half must be half of size',
    ]);
  });

  test('may have patterns that a backtracking engine never ends with, and in the dialect of the API server', () => {
    const thing = (pattern: string): UserKinds => {
      const crd = structuredClone(CRD);
      const schema = {
        type: 'object',
        properties: { spec: { type: 'object', properties: { text: { type: 'string', pattern } } } },
      };
      return UserKinds.of([
        {
          ...crd,
          spec: {
            ...crd.spec,
            versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
          },
        },
      ]);
    };
    const verdict = (pattern: string, text: string): number =>
      admit(
        [{ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec: { text } }],
        Platform.default,
        {
          crds: thing(pattern),
        },
      ).length;
    expect(verdict('^(a+)+$', `${'a'.repeat(100)}!`)).toBe(1);
    expect(verdict('^(?i)abc$', 'ABC')).toBe(0);
    expect(() => thing('(?<=a)b')).toThrow(CrdError);
  });

  describe('with keywords that no known CRD has', () => {
    const verdicts = (field: object, value: unknown): string[] => {
      const crd = structuredClone(CRD);
      const schema = { type: 'object', properties: { field } };
      const own = UserKinds.of([
        {
          ...crd,
          spec: { ...crd.spec, versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema: schema } }] },
        },
      ]);
      return admit(
        [{ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, field: value }],
        Platform.default,
        { crds: own },
      ).map(({ path, message }) => `${path}: ${message}`);
    };
    const embedded = {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      properties: { spec: { type: 'object' } },
    };
    const cases: [string, object, unknown, string[]][] = [
      [
        'exclusive bounds',
        { type: 'number', minimum: 1, exclusiveMinimum: true },
        1,
        ['field: should be greater than 1'],
      ],
      ['exclusive bounds', { type: 'number', maximum: 2, exclusiveMaximum: true }, 2, ['field: should be less than 2']],
      ['exclusive bounds', { type: 'number', minimum: 1, exclusiveMinimum: true }, 1.1, []],
      ['multiples', { type: 'number', multipleOf: 0.1 }, 0.3, []],
      ['multiples', { type: 'integer', multipleOf: 2 }, 3, ['field: should be a multiple of 2']],
      ['ranges of addresses', { type: 'string', format: 'cidr' }, '10.0.0.0/8', []],
      [
        'ranges of addresses',
        { type: 'string', format: 'cidr' },
        'fe80::/129',
        ['field: must be of type cidr: "fe80::/129"'],
      ],
      ['dates', { type: 'string', format: 'date' }, '2026-13-01', ['field: must be of type date: "2026-13-01"']],
      ['objects inside of them', embedded, { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' } }, []],
      [
        'objects inside of them',
        embedded,
        { kind: '', typo: 1 },
        [
          'field.apiVersion: is required',
          'field.kind: should be at least 1 chars long',
          'field.typo: unknown field "typo"',
        ],
      ],
      [
        'defaults of items and of values in place of null',
        { type: 'array', items: { type: 'integer', default: 1 } },
        [null, 2],
        [],
      ],
      [
        'fields that objects of JavaScript have by themselves',
        { type: 'object', required: ['constructor'], properties: { constructor: { type: 'string' } } },
        {},
        ['field.constructor: is required'],
      ],
    ];
    test.each(cases)('may have %s: %j', (_, field, value, expected) => {
      expect(verdicts(field, value)).toEqual(expected);
    });
  });

  test.each([
    [{ type: 'object', required: 'a' }, 'openAPIV3Schema.required is no list of texts'],
    [{ type: 'object', properties: { a: { enum: 'b' } } }, 'openAPIV3Schema.properties.a.enum is no list'],
    [{ type: 'object', properties: { a: null } }, 'openAPIV3Schema.properties.a is no map'],
    [{ type: 'array', items: [] }, 'openAPIV3Schema.items is no map'],
    [{ type: 5 }, 'openAPIV3Schema.type is no text'],
  ])('are refused where a keyword is of the wrong type: %j', (openAPIV3Schema, message) => {
    const { spec } = CRD;
    const versions = [{ name: 'v1', served: true, schema: { openAPIV3Schema } }];
    expect(() => UserKinds.of([{ ...CRD, spec: { ...spec, versions } }])).toThrow(message);
  });

  test('have the versions that they serve', () => {
    expect(findings({ size: 1 }, 'example.com/v1alpha1')).toEqual([
      'admission/unknown-kind kind: the CustomResourceDefinition given has no Thing of example.com/v1alpha1',
    ]);
  });

  test('say so if their rules cannot be asked', () => {
    jest.isolateModules(() => {
      jest.doMock('../../../src/rehearsal/admission/cel/engine', () => ({ loadEngine: () => undefined }));
      const { UserKinds: Isolated } = require('../../../src/rehearsal/admission/user-kinds');
      expect(Isolated.of([CRD]).warning).toBe(
        'The CEL rules of Thing are not checked, because @bufbuild/cel is not installed: npm install @bufbuild/cel @bufbuild/protobuf',
      );
    });
  });

  test.each([
    [
      { kind: 'CustomResourceDefinition', metadata: { name: 'a' } },
      'CustomResourceDefinition a: has no group, names.kind or versions',
    ],
    [
      { ...CRD, spec: { ...CRD.spec, versions: [{ name: 'v1' }] } },
      'CustomResourceDefinition things.example.com: a version has no name or no schema',
    ],
  ])('are refused where they are none', (definition, message) => {
    expect(() => UserKinds.of([definition])).toThrow(CrdError);
    expect(() => UserKinds.of([definition])).toThrow(message);
  });
});
