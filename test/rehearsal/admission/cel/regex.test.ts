import fc from 'fast-check';
import { RE2JS } from 're2js';
import { celRules } from '../../../../imports/cel-rules';
import { engineOf, matches } from '../../../../src/rehearsal/admission/cel/regex';

const PATTERN = /\.matches\((?:r"""(.*?)"""|'(.*?)')\)/g;

/** Every pattern of the bundled rules, unquoted. */
const patterns = [
  ...new Set(
    [...celRules.keys()].flatMap((rule) =>
      [...rule.matchAll(PATTERN)].map(([, raw, text = '']) => raw ?? text.replaceAll('\\\\', '\\')),
    ),
  ),
];

/** Texts made of what patterns tell apart. */
const texts = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'Z', '_', '0', '-', '.', '/', '*', '%', '2', 'F', '\u017f', '\u212a', 'ä', '\n', '😀'),
    maxLength: 80,
  }),
  fc
    .array(fc.constantFrom('a', 'a-b', 'x1', '.', '-', '/', '*.', '%2F', 'a'.repeat(62)), { maxLength: 8 })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

test('the patterns of the rules are known', () => {
  expect(patterns.length).toBe(6);
});

describe.each(patterns)('%s', (pattern) => {
  test("runs on JavaScript's engine, in a form that never tries twice", () => {
    expect(engineOf(pattern)).toBe('javascript');
  });

  test('finds what RE2 finds', () => {
    const re2 = RE2JS.compile(pattern);
    fc.assert(
      fc.property(texts, (text) => matches(text, pattern) === re2.test(text)),
      { numRuns: 2_000 },
    );
  });

  test('and in every single character', () => {
    const re2 = RE2JS.compile(pattern);
    const differing: string[] = [];
    for (let point = 0; point < 0x3000; point++) {
      const character = String.fromCodePoint(point);
      if (matches(character, pattern) !== re2.test(character)) differing.push(character);
    }
    expect(differing).toEqual([]);
  });

  test('takes texts of any length', () => {
    for (const part of ['a', 'a.', 'a-', '%20', 'a/'])
      expect(typeof matches(part.repeat(100_000), pattern)).toBe('boolean');
  });
});

test('any other pattern runs on an engine that is linear whatever it is given', () => {
  expect(engineOf('^(a+)+$')).toBe('re2');
  expect(matches(`${'a'.repeat(5_000)}!`, '^(a+)+$')).toBe(false);
});
