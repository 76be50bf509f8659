import type { KindFields } from '../../../tools/import/class-files';
import { renamedFieldsModule, renamedFieldsTable } from '../../../tools/import/renamed-fields';

/** A kind with fields given as Kubernetes name -> generated name. */
const kind = (group: string, names: Record<string, string>): KindFields => ({
  group,
  kind: 'Gadget',
  fields: Object.entries(names).map(([jsonName, name]) => ({ path: `spec.${jsonName}`, jsonName, name })),
});

describe('recording renamed fields', () => {
  test('lists those whose name differs, by kind and path', () => {
    expect(
      renamedFieldsTable([kind('b.io', { loxiURL: 'loxiUrl', zone: 'zone' }), kind('a.io', { zone: 'zone' })]),
    ).toEqual({ 'b.io/Gadget': { 'spec.loxiURL': 'loxiUrl' } });
  });

  test('writes a module that translates names, of all groups and of each', () => {
    expect(renamedFieldsModule([kind('b.io', { loxiURL: 'loxiUrl' }), kind('a.io', { zone: 'zone' })])).toContain(
      `export interface RenamedFields {
  readonly loxiUrl: 'loxiURL';
}

/** The same for each API group, and complete: within a group no name is ambiguous. */
export interface RenamedFieldsByGroup {
  readonly 'b.io': {
    readonly loxiUrl: 'loxiURL';
  };
}`,
    );
  });

  test('translates a name that is known to be ambiguous by group only', () => {
    const written = renamedFieldsModule([kind('a.io', { list: 'list' }), kind('b.io', { List: 'list' })]);
    expect(written).toContain('export interface RenamedFields {\n}');
    expect(written).toContain("readonly 'b.io': {\n    readonly list: 'List';\n  };");
  });

  test('refuses a name that stands for two names', () => {
    expect(() => renamedFieldsModule([kind('a.io', { keyID: 'keyId' }), kind('b.io', { keyId: 'keyId' })])).toThrow(
      'the generated name keyId stands for keyID and keyId in the API groups together, so no table can translate it.',
    );
    expect(() => renamedFieldsModule([kind('a.io', { list: 'list' }), kind('a.io', { List: 'list' })])).toThrow(
      'the generated name list stands for List and list in a.io',
    );
  });
});
