import type { JsonSchema } from '../../../../imports/schemas/crd-set';
import { checkRules } from '../../../../src/rehearsal/admission/cel/check-rules';
import { loadEngine } from '../../../../src/rehearsal/admission/cel/engine';
import { Schema } from '../../../../src/rehearsal/admission/schema';
import { objectOf } from './compiled';

/** Messages of a rule on values of a schema, by the engine. */
function told(rule: string, source: JsonSchema, value: unknown, old?: unknown, more: object = {}): string[] {
  const schema = new Schema(
    { ...source, 'x-kubernetes-validations': [{ rule, message: 'fails', ...more }] },
    loadEngine(),
  );
  return checkRules(schema, value, { old }).map(({ message }) => message);
}

describe('values enter the engine by their schema', () => {
  test.each([
    ['integers', 'self.n / 2 == 3', objectOf({ n: { type: 'integer' } }), { n: 7 }],
    ['doubles, whole ones too', 'self.d / 2.0 == 3.5', objectOf({ d: { type: 'number' } }), { d: 7 }],
    [
      'numbers of int-or-string as integers',
      'self.p % 2 == 1',
      objectOf({ p: { 'x-kubernetes-int-or-string': true } }),
      { p: 7 },
    ],
    [
      'reserved names of properties',
      "self.__namespace__ == 'a'",
      objectOf({ namespace: { type: 'string' } }),
      { namespace: 'a' },
    ],
    ['other names of properties', "self.a__dash__b == 'a'", objectOf({ 'a-b': { type: 'string' } }), { 'a-b': 'a' }],
    ['underscores', "self.a__underscores__b == 'a'", objectOf({ a__b: { type: 'string' } }), { a__b: 'a' }],
    [
      'keys of maps, which are as they are',
      "self['namespace'] == 1 && 'a-b' in self",
      { type: 'object', additionalProperties: { type: 'integer' } },
      { namespace: 1, 'a-b': 2 },
    ],
    [
      'members that are undefined, which are not there',
      '!has(self.n)',
      objectOf({ n: { type: 'integer' } }),
      { n: undefined },
    ],
  ] as const)('%s', (_, rule, source, value) => {
    expect(told(rule, source, value)).toEqual([]);
    expect(told(`!(${rule})`, source, value)).toEqual(['fails']);
  });
});

describe('a rule', () => {
  const text: JsonSchema = { type: 'string' };

  test('that does not parse fails whenever it is asked', () => {
    expect(told('self ==', text, 'a')).toEqual([
      expect.stringMatching(/^it cannot be parsed: .* evaluating rule: fails$/s),
    ]);
  });

  test('that cannot be evaluated says why', () => {
    expect(told('self.a == 1', objectOf({ a: { type: 'integer' } }), {})).toEqual([
      'no such key: a evaluating rule: fails',
    ]);
  });

  test('of a transition is asked where there was a value', () => {
    expect(told('self == oldSelf', text, 'a')).toEqual([]);
    expect(told('self == oldSelf', text, 'a', 'b')).toEqual(['fails']);
  });

  test('with an optional previous value is asked always', () => {
    const rule = '!oldSelf.hasValue() || self == oldSelf.value()';
    expect(told(rule, text, 'a', undefined, { optionalOldSelf: true })).toEqual([]);
    expect(told(rule, text, 'a', 'b', { optionalOldSelf: true })).toEqual(['fails']);
    expect(told('oldSelf.value() == self', text, 'a', undefined, { optionalOldSelf: true })).toEqual([
      'optional.none() dereference evaluating rule: fails',
    ]);
  });

  test('may compute its message', () => {
    expect(told('false', text, 'a', undefined, { messageExpression: "'not ' + self" })).toEqual(['not a']);
  });

  test('has the functions of Kubernetes that rules of known CRDs have', () => {
    expect(told("isIP(self) && !isIP('::ffff:1.2.3.4')", text, '::1')).toEqual([]);
    expect(told('!format.dns1123Label().validate(self).hasValue()', text, 'a')).toEqual([]);
    expect(told('format.dns1123Label().validate(self).hasValue()', text, 'A')).toEqual([]);
    expect(told('format.dns1123Label().validate(self) == null', text, 'a')).toEqual(['fails']);
  });
});
