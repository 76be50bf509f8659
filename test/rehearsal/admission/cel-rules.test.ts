import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CelInput, CelScalar, celEnv, celFunc, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import fc from 'fast-check';
import { CEL_RULES } from '../../../imports/cel-rules';
import type { CrdSet, JsonSchema } from '../../../imports/schemas/crd-set';
import { CelError } from '../../../src/rehearsal/admission/cel/cel-error';
import { CEL_RUNTIME } from '../../../src/rehearsal/admission/cel/runtime';
import { compiled } from '../../../tools/import/cel/cel-rules';

const SCHEMAS = join(__dirname, '../../../imports/schemas');

/** Every rule with a schema that has it. */
function rulesOf(schema: JsonSchema, found: Map<string, JsonSchema>): void {
  const validations = schema['x-kubernetes-validations'];
  if (Array.isArray(validations)) for (const { rule } of validations) if (!found.has(rule)) found.set(rule, schema);
  for (const member of Object.values(schema.properties ?? {})) rulesOf(member, found);
  if (schema.items) rulesOf(schema.items, found);
  if (typeof schema.additionalProperties === 'object') rulesOf(schema.additionalProperties, found);
}

const RULES = new Map<string, JsonSchema>();
for (const name of readdirSync(join(SCHEMAS, 'gateway-api')).sort().reverse()) {
  const set: CrdSet = JSON.parse(readFileSync(join(SCHEMAS, 'gateway-api', name), 'utf8'));
  for (const { kinds } of [set])
    for (const { versions } of kinds) for (const { schema } of versions) rulesOf(schema, RULES);
}

/** Texts that rules tell apart. */
const TEXTS = [
  '',
  'a',
  '/',
  '/a',
  '//',
  '/a/../b',
  '/..',
  '/a%2fb',
  'a#b',
  '*',
  '*.example.com',
  'a.example.com',
  'A',
  'x_y',
  '10.0.0.1',
  '::1',
  '1s',
  '0s',
  '2h',
  'GET',
  'b/c',
];

/** Values of a schema, more or less: members come and go, and texts are any of the enumeration and of those above. */
function valuesOf(schema: JsonSchema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.enum)
    return fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...schema.enum) },
      { weight: 1, arbitrary: fc.constantFrom(...TEXTS) },
    );
  if (schema.properties) {
    const required = depth < 2 ? [] : undefined;
    const members = Object.entries(schema.properties).map(([name, member]) => [name, valuesOf(member, depth + 1)]);
    return fc.record(Object.fromEntries(members), { requiredKeys: required ?? [] });
  }
  if (schema.items) return fc.array(valuesOf(schema.items, depth + 1), { maxLength: 3 });
  if (schema.additionalProperties)
    return fc.dictionary(fc.constantFrom('a', 'a/b', 'A b', 'example.com/x'), fc.constant('x'), { maxKeys: 3 });
  if (schema.type === 'integer') return fc.integer({ min: 0, max: 4 });
  if (schema.type === 'boolean') return fc.boolean();
  const pattern =
    typeof schema.pattern === 'string' && schema.pattern.includes('ms') ? ['1s', '500ms', '2h', '0s', '1m30s'] : TEXTS;
  return fc.constantFrom(...pattern);
}

/** What Kubernetes has beside the language. */
const isIP = celFunc(
  'isIP',
  [CelScalar.STRING],
  CelScalar.BOOL,
  (text: string) => require('node:net').isIP(text) !== 0,
);
const environment = celEnv({ funcs: [...strings, isIP] });

/** JSON with the names that rules use: `namespace` is reserved in CEL, so Kubernetes escapes it. Whole numbers are ints. */
function asCel(value: unknown): CelInput {
  if (Array.isArray(value)) return value.map(asCel);
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return null;
  return new Map(
    Object.entries(value).map(([key, member]) => [key === 'namespace' ? '__namespace__' : key, asCel(member)]),
  );
}

function byEngine(rule: string): (self: unknown) => unknown {
  const run = plan(environment, parse(rule));
  return (self) => {
    const result = run({ self: asCel(self) });
    return typeof result === 'boolean' ? result : 'error';
  };
}

function byUs(rule: string, self: unknown): unknown {
  try {
    return CEL_RULES[rule]?.(CEL_RUNTIME, self, undefined);
  } catch (error) {
    if (error instanceof CelError) return 'error';
    throw error;
  }
}

describe('the compiled CEL rules', () => {
  test('are all those of every Gateway API release', () => {
    expect(RULES.size).toBe(98);
    expect([...RULES.keys()].filter((rule) => CEL_RULES[rule] === undefined)).toEqual([]);
  });

  // The engine knows neither transition rules nor the format library.
  const comparable = [...RULES].filter(([rule]) => !rule.includes('oldSelf') && !rule.includes('format.'));

  test.each(comparable.map(([rule, schema]) => [rule.replace(/\s+/g, ' ').slice(0, 90), rule, schema] as const))(
    'come to what the engine comes to: %s',
    (_, rule, schema) => {
      const engine = byEngine(rule);
      fc.assert(
        fc.property(valuesOf(schema), (self) => {
          expect(byUs(rule, self)).toBe(engine(self));
        }),
        { numRuns: 150 },
      );
    },
  );

  test('refuse every name of a port of XBackend, as Kubernetes does by mistake', () => {
    const rule = [...RULES.keys()].find((each) => each.includes('format.')) ?? '';
    expect([byUs(rule, ''), byUs(rule, 'http'), byUs(rule, '!')]).toEqual([true, false, false]);
  });
});

describe('CEL', () => {
  /** An expression over `self`, compiled as rules are. */
  function evaluate(expression: string, self: unknown): unknown {
    const body = new Function('cel', 'self', 'oldSelf', `return ${compiled(expression)}`);
    try {
      return body(CEL_RUNTIME, self, undefined);
    } catch (error) {
      if (error instanceof CelError) return 'error';
      throw error;
    }
  }

  const expressions: [string, unknown, unknown][] = [
    ['self.a == 1 || true', {}, true],
    ['true || self.a == 1', {}, true],
    ['self.a == 1 && false', {}, false],
    ['false && self.a == 1', {}, false],
    ['self.a == 1 && true', {}, 'error'],
    ['self.a == 1 || false', {}, 'error'],
    ['has(self.a)', {}, false],
    ['has(self.a.b)', {}, 'error'],
    ['has(self.a) ? self.a : "none"', {}, 'none'],
    ['self.__namespace__ == "x"', { namespace: 'x' }, true],
    ['self == "1"', 1, false],
    ['self == 1.0', 1, true],
    ['self < 2', '1', 'error'],
    ['size(self) == 1', '😀', true],
    ['self.size()', { a: 1, b: 2 }, 2],
    ['self[1]', ['a', 'b'], 'b'],
    ['self[2]', ['a', 'b'], 'error'],
    ['self[-1]', ['a', 'b'], 'error'],
    ['"a" in self', { a: null }, true],
    ['"a" in self', ['b', 'a'], true],
    ['1 in self', ['1'], false],
    ['self.all(x, x > 1)', [0, 'a'], false],
    ['self.all(x, x > 1)', [2, 'a'], 'error'],
    ['self.exists(x, x > 1)', ['a', 2], true],
    ['self.exists(x, x > 1)', ['a', 0], 'error'],
    ['self.exists_one(x, x > 1)', [2, 3], false],
    ['self.exists_one(x, x > 1)', [2, 'a'], 'error'],
    ['self.filter(x, x > 1).size()', [1, 2, 3], 2],
    ['self.map(x, x + 1)', [1, 2], [2, 3]],
    ['self.all(k, k.startsWith("a"))', { ab: 1, ac: 2 }, true],
    ['self.substring(1)', '😀b', 'b'],
    ['self.substring(3)', 'ab', 'error'],
    ['self.split("/")[0]', 'a/b', 'a'],
    ['self.matches("^(?i)ab$")', 'AB', true],
    ['self.matches("b")', 'abc', true],
    ['self.matches("(?=a)")', 'a', 'error'],
    ['duration(self) > duration("1m59s")', '2m', true],
    ['duration(self) == duration("90s")', '1m30s', true],
    ['duration(self) == duration("0s")', '', 'error'],
    ['isIP(self)', '10.0.0.1', true],
    ['isIP(self)', '::ffff:1.2.3.4', false],
    ['isIP(self)', 'fe80::1%eth0', false],
    ['isIP(self)', '010.0.0.1', false],
    ['isIP(self)', '2001:db8::1', true],
  ];
  test.each(expressions)('%s of %j is %j', (expression, self, expected) => {
    expect(evaluate(expression, self)).toEqual(expected);
  });

  test('that has something new is refused when it is imported', () => {
    expect(() => compiled('self.lowerAscii() == "a"')).toThrow(
      'the CEL rule "self.lowerAscii() == \\"a\\"" has the function lowerAscii, which cannot be compiled',
    );
    expect(() => compiled('self.')).toThrow('cannot be parsed');
  });

  test('matches in linear time what a backtracking engine would not end with', () => {
    expect(evaluate('self.matches("^(a+)+$")', `${'a'.repeat(5000)}!`)).toBe(false);
  });
});
