import { compileRule, quoted } from '../../../tools/import/cel/compile-rule';
import { celRulesModule } from '../../../tools/import/cel/rules-module';
import { typeOf } from '../../../tools/import/cel/types';
import type { JsonSchema } from '../../../tools/import/crd-set';
import { ImportError } from '../../../tools/import/import-error';
import { crdFile, setsOf, text } from './crd-file';

const PLACE: JsonSchema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: text(),
    kind: text({ default: 'Service' }),
    port: { type: 'integer' },
    namespace: text(),
    ratio: { type: 'number' },
    tags: { type: 'array', items: text(), 'x-kubernetes-list-type': 'set' },
    labels: { type: 'object', additionalProperties: text() },
    maybe: text({ nullable: true }),
    at: text({ format: 'date-time' }),
  },
};

function compiled(rule: string, place: JsonSchema = PLACE): string {
  return compileRule(rule, typeOf([place], true), typeOf([place], false)).js;
}

/** A file whose spec has rules. */
function withRules(...rules: object[]): ReturnType<typeof crdFile> {
  return crdFile({ versions: { v1: { spec: { ...PLACE, 'x-kubernetes-validations': rules } } } });
}

describe('a rule becomes plain code', () => {
  test.each([
    ["self.name == 'a' && has(self.port)", "(rt.field(self, 'name') === 'a') && rt.has(self, 'port')"],
    ["self.kind == 'a' || self.name == 'b'", "(rt.field(self, 'kind') === 'a') || (rt.field(self, 'name') === 'b')"],
    ['has(self.port) && self.port > 1', "rt.has(self, 'port') && (rt.number(rt.field(self, 'port')) > 1)"],
    ['!has(self.port) || self.port > 1', "!rt.has(self, 'port') || (rt.number(rt.field(self, 'port')) > 1)"],
    ["self.__namespace__ == ''", "rt.field(self, 'namespace') === ''"],
    ['size(self.name) > 0', "rt.size(rt.field(self, 'name')) > 0"],
  ])('%s', (rule, code) => {
    expect(compiled(rule)).toBe(code);
  });

  test.each([
    ["self.port == 1 || self.name == 'b'", 'rt.or('],
    ["self.port == 1 && self.name == 'b'", 'rt.and('],
    ["self.maybe.startsWith('a') && self.name == 'b'", 'rt.and('],
    ['self.port / 2 == 1', 'rt.divide('],
    ['self.ratio / 2.0 == 1.0', "self, 'ratio')) / 2"],
  ])('%s needs the run time: %s', (rule, code) => {
    expect(compiled(rule)).toContain(code);
  });

  test('which takes a field for sure only where it is so in every place of the rule', () => {
    const other: JsonSchema = { ...PLACE, required: [] };
    const { js } = compileRule(
      "self.name == 'a' && has(self.port)",
      typeOf([PLACE, other], true),
      typeOf([PLACE], false),
    );
    expect(js).toContain('rt.and(');
  });

  test('and a previous value is never taken for whole', () => {
    expect(compiled("oldSelf.name == 'a' && has(self.port)")).toContain('rt.and(');
  });

  test('with every text as it was, in ASCII', () => {
    for (const each of ["'", '"', '\'"', '\\', '\n', '\u2028', 'ä😀', '`', '\u0000']) {
      const literal = quoted(each);
      expect(new Function(`return ${literal}`)()).toBe(each);
      expect(literal).toMatch(/^[ -~]+$/);
    }
  });
});

describe('what cannot be compiled is refused, with the rule', () => {
  test.each([
    ['self.nam == 1', 'reads the field nam, and there are at, kind, labels, maybe, name, namespace, port, ratio, tags'],
    ["self.namespace == 'a'", 'reads the field namespace, and there are '],
    ['self.name.reverse() == self.name', 'calls .reverse() with 0 arguments'],
    ['quantity(self.name) == 1', 'calls quantity() with 1 arguments'],
    ['contains(self.name, self.name)', 'calls contains() with 2 arguments'],
    ['other == 1', 'reads other, which is not there'],
    ['self.name == 1', 'compares a string with a int'],
    ['self.name == null', 'compares a string with a null'],
    ['self.tags == self.tags', 'compares lists that are sets or maps'],
    ['self.port + self.ratio > 1.0', 'has int + double'],
    ['self.name.at == 1', 'reads the field at of a string'],
    ['self.at == self.at', 'is on a text of format date-time'],
    ['self.name', 'takes a string for a bool'],
    ['self.port == 9007199254740993', 'has 9007199254740993, which is beyond exact numbers'],
    ['self.port == 1u', 'has a constant of uint64Value'],
    ['self.labels[1] == self.name', 'indexes a map by a int'],
    ['self.name.all(c, true)', 'has all() of a string'],
    ['format.uuid().validate(self.name).hasValue()', 'calls .uuid()'],
    ['self.name ==', 'does not parse'],
  ])('%s', (rule, problem) => {
    const sets = setsOf(withRules({ rule }));
    const message = new RegExp(`^Gadget v1 spec: the rule .*${problem.replace(/[()+.]/g, '\\$&')}.*tools/import/cel/`);
    expect(() => celRulesModule(sets)).toThrow(ImportError);
    expect(() => celRulesModule(sets)).toThrow(message);
  });

  test.each([
    [[{ rule: 'true', messageExpression: "'a'" }], /has a messageExpression/],
    [[{ message: 'a' }], /has a rule without a text/],
    [[{ rule: 'true' }, { rule: 'true', optionalOldSelf: true }], /has optionalOldSelf here and not at Gadget v1 spec/],
  ])('%j', (rules, message) => {
    expect(() => celRulesModule(setsOf(withRules(...rules)))).toThrow(message);
  });

  test('a rule that means integers in one place and doubles in another', () => {
    const both = typeOf([{ type: 'integer' }, { type: 'number' }], true);
    expect(() => compileRule('self / 2 == 1', both, both)).toThrow(/has number \/ int/);
    expect(compileRule('self > 1', both, both).js).toBe('rt.number(self) > 1');
  });
});

test('rules are sorted, each once, and of CRDs without any there is an empty table', () => {
  const module = celRulesModule(setsOf(withRules({ rule: 'has(self.port)' }, { rule: '1 == 1' }, { rule: '1 == 1' })));
  expect(module.indexOf("'1 == 1'")).toBeGreaterThan(0);
  expect(module.indexOf("'1 == 1'")).toBe(module.lastIndexOf("'1 == 1'"));
  expect(module.indexOf("'1 == 1'")).toBeLessThan(module.indexOf("'has(self.port)'"));
  expect(celRulesModule(setsOf(crdFile({})))).toMatch(/new Map<string, CelRule>\(\[\n\]\);/);
});

test('rules on the root see the name of an object', () => {
  const file = crdFile({});
  const [set] = setsOf(file);
  const kind = set?.kinds[0];
  const version = kind?.versions[0];
  if (!set || !kind || !version) throw new Error('no kind');
  const schema = { ...version.schema, 'x-kubernetes-validations': [{ rule: 'self.metadata.name.size() < 9' }] };
  const module = celRulesModule([{ ...set, kinds: [{ ...kind, versions: [{ ...version, schema }] }] }]);
  expect(module).toContain("rt.size(rt.field(rt.field(self, 'metadata'), 'name')) < 9");
});
