import type { JsonSchema } from '../../../../imports/schemas/crd-set';
import { CelError } from '../../../../src/rehearsal/admission/cel/cel-error';
import { checkRules, type RuleCheckOptions } from '../../../../src/rehearsal/admission/cel/check-rules';
import { Schema } from '../../../../src/rehearsal/admission/schema';
import { checkStructure } from '../../../../src/rehearsal/admission/structure';
import { ruleUsesOf } from '../../../../tools/import/cel/rule-uses';
import { bundledSets } from './bundled-sets';
import { compiledRule, objectOf } from './compiled';

/** A schema whose rules are compiled on the spot. */
function schemaOf(source: JsonSchema): Schema {
  return new Schema(source, compiledRule);
}

function told(source: JsonSchema, value: unknown, options?: RuleCheckOptions): string[] {
  return checkRules(schemaOf(source), value, options).map(({ path, message }) => `${path}: ${message}`);
}

const FAILS = { rule: 'false', message: 'fails' };
const TEXT: JsonSchema = { type: 'string', 'x-kubernetes-validations': [FAILS] };

describe('the walk', () => {
  test('tells the rules of a value in their order, then those below it', () => {
    const source: JsonSchema = {
      ...objectOf({
        a: TEXT,
        list: { type: 'array', items: TEXT },
        map: { type: 'object', additionalProperties: TEXT },
      }),
      'x-kubernetes-validations': [
        { rule: 'false', message: 'second' },
        { rule: 'true' },
        { rule: 'false', message: 'first' },
      ],
    };
    expect(told(source, { a: 'x', list: ['x', 'y'], map: { 'k.l/m': 'x' } }, { at: ['spec'] })).toEqual([
      'spec: second',
      'spec: first',
      'spec.a: fails',
      'spec.list[0]: fails',
      'spec.list[1]: fails',
      'spec.map[k.l/m]: fails',
    ]);
  });

  test('passes over what is not there, and over null', () => {
    const source = objectOf({ a: TEXT, b: { ...TEXT, nullable: true } });
    expect(told(source, { b: null })).toEqual([]);
    expect(told(source, { a: undefined })).toEqual([]);
  });

  test('knows where rules are', () => {
    const source = objectOf({ a: objectOf({ b: TEXT }), c: objectOf({ d: { type: 'string' } }) });
    const schema = schemaOf(source);
    expect(schema.hasRules).toBe(true);
    expect(schema.properties.get('c')?.hasRules).toBe(false);
    expect(schema.ruled.map(([name]) => name)).toEqual(['a']);
  });
});

describe('messages', () => {
  const only = (rule: object): object[] =>
    checkRules(schemaOf({ type: 'integer', 'x-kubernetes-validations': [rule] }), 1);

  test('name the rule where it has none', () => {
    expect(only({ rule: ' self > 1 ' })).toEqual([
      { type: 'Rule', path: '', message: 'failed rule: self > 1', value: 1 },
    ]);
  });

  test('have the reason and the path that a rule gives', () => {
    const rule = { rule: 'false', message: ' no \n', reason: 'FieldValueForbidden', fieldPath: '.spec.x' };
    expect(only(rule)).toEqual([
      { type: 'Rule', path: 'spec.x', message: 'no', value: 1, reason: 'FieldValueForbidden' },
    ]);
  });

  test.each([
    ['a line', ' of 1\n', 'of 1'],
    ['the fixed one for several lines', 'a\nb', 'fixed'],
    ['the fixed one for none', '  ', 'fixed'],
    ['the fixed one where none can be made', new CelError('no'), 'fixed'],
  ])('are computed where a rule says how: %s', (_, made, message) => {
    const source = {
      type: 'integer',
      'x-kubernetes-validations': [{ rule: 'r', message: 'fixed', messageExpression: 'm' }],
    };
    const schema = new Schema(source, (text) => () => {
      if (text === 'r') return false;
      if (made instanceof CelError) throw made;
      return made;
    });
    expect(checkRules(schema, 1).map((problem) => problem.message)).toEqual([message]);
  });

  test('tell types that no operator takes, as the API server does', () => {
    const source: JsonSchema = {
      'x-kubernetes-int-or-string': true,
      'x-kubernetes-validations': [{ rule: 'self > 1' }],
    };
    expect(told(source, 'x')).toEqual([
      ": 'no such overload': call arguments did not match a supported operator, function or macro signature for rule: self > 1",
    ]);
  });

  test('tell what could not be evaluated', () => {
    const source: JsonSchema = {
      type: 'array',
      items: { type: 'integer' },
      'x-kubernetes-validations': [{ rule: 'self[3] == 1', message: 'the fourth is one' }],
    };
    expect(told(source, [1])).toEqual([': index out of bounds: 3 evaluating rule: the fourth is one']);
  });
});

describe('beside a broken structure', () => {
  const source: JsonSchema = {
    ...objectOf({
      list: {
        type: 'array',
        maxItems: 2,
        items: {
          ...objectOf({ a: TEXT, kind: { type: 'string', enum: ['A'] }, name: { type: 'string', pattern: '^x$' } }),
          'x-kubernetes-validations': [FAILS],
        },
        'x-kubernetes-validations': [FAILS],
      },
      other: TEXT,
    }),
    'x-kubernetes-validations': [FAILS],
  };
  const toldOf = (value: unknown): string[] => {
    const schema = schemaOf(source);
    return told(source, value, { structure: checkStructure(schema, value) });
  };

  test('rules of what is broken or has it inside are left out; all others are run', () => {
    expect(toldOf({ list: [{ a: 'x', kind: 'B' }, { a: 'x' }], other: 'x' })).toEqual([
      'list[0].a: fails',
      'list[1]: fails',
      'list[1].a: fails',
      'other: fails',
    ]);
    expect(toldOf({ list: [{ a: 1 }], other: 'x' })).toEqual(['other: fails']);
    expect(toldOf({ list: [{}, {}, {}], other: 'x' })).toEqual([
      'list[0]: fails',
      'list[1]: fails',
      'list[2]: fails',
      'other: fails',
    ]);
  });

  test('a pattern that does not match keeps no rule from being run, as at the API server', () => {
    expect(toldOf({ list: [{ name: 'y' }] })).toEqual([': fails', 'list: fails', 'list[0]: fails']);
  });

  test('a path that begins alike is another one', () => {
    const two = objectOf({ ab: TEXT, a: { type: 'string' } });
    expect(told(two, { ab: 'x', a: 1 }, { structure: checkStructure(schemaOf(two), { ab: 'x', a: 1 }) })).toEqual([
      'ab: fails',
    ]);
  });
});

describe('rules of transitions', () => {
  const same: JsonSchema = {
    type: 'string',
    'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'may not change' }],
  };

  test('run only where there was a value before', () => {
    const source = objectOf({ a: same });
    expect(told(source, { a: 'x' })).toEqual([]);
    expect(told(source, { a: 'x' }, { old: {} })).toEqual([]);
    expect(told(source, { a: 'x' }, { old: { a: 'x' } })).toEqual([]);
    expect(told(source, { a: 'x' }, { old: { a: 'y' } })).toEqual(['a: may not change']);
  });

  test('find what was before by keys, in maps and in lists that have some', () => {
    const map: JsonSchema = { type: 'object', additionalProperties: same };
    expect(told(map, { x: '1', y: '1' }, { old: { x: '2' } })).toEqual(['[x]: may not change']);
    const list: JsonSchema = { type: 'array', items: objectOf({ k: { type: 'string' }, v: same }) };
    const keyed: JsonSchema = { ...list, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['k'] };
    const [now, old] = [
      [
        { k: 'b', v: '1' },
        { k: 'a', v: '2' },
      ],
      [{ k: 'a', v: '1' }],
    ];
    expect(told(keyed, now, { old })).toEqual(['[1].v: may not change']);
    expect(told(list, now, { old })).toEqual([]);
  });

  test('with an optional previous value run always', () => {
    const [rule] = ruleUsesOf(bundledSets()).filter(({ optionalOldSelf }) => optionalOldSelf);
    const driver = new Schema(rule?.places[0] ?? {});
    expect(driver.rules.map(({ isTransition }) => isTransition)).toEqual([false]);
    expect(checkRules(driver, 'helm')).toEqual([]);
    expect(checkRules(driver, 'helm', { old: 'helm' })).toEqual([]);
    expect(checkRules(driver, 'helm', { old: 'other' }).length).toBe(1);
  });
});

test('errors of the run time itself are not hidden', () => {
  const broken = new Schema({ type: 'string', 'x-kubernetes-validations': [FAILS] }, () => () => {
    throw new TypeError('a mistake');
  });
  expect(() => checkRules(broken, 'x')).toThrow(TypeError);
});
