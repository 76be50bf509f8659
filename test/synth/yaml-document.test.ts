import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { yamlDocument, yamlDocuments } from '../../src/synth/yaml-document';

/** Texts that YAML, and YAML 1.1 above all, reads as something else when they stand bare. */
const NASTY = [
  '',
  ' ',
  '~',
  'null',
  'Null',
  'y',
  'Y',
  'n',
  'yes',
  'No',
  'on',
  'OFF',
  'true',
  'False',
  '.inf',
  '-.INF',
  '.nan',
  '0',
  '-0',
  '007',
  '0777',
  '0o17',
  '0x1F',
  '1_000',
  '1e3',
  '1.',
  '.5',
  '+1',
  '1:30',
  '190:20:30',
  '2026-11-23',
  '2001-12-14t21:59:43.10-05:00',
  'e0',
  'E5',
  'e-5',
  '=',
  '<<',
  '-',
  '- a',
  '-a',
  '?',
  '? a',
  ':',
  ': a',
  'a: b',
  'a:b',
  'a:',
  '#',
  ' #a',
  'a #b',
  'a#b',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  '"',
  "'",
  'a"b',
  "a'b",
  '{',
  '}',
  '{a}',
  '[a]',
  'a, b',
  ',',
  'a\\b',
  '\\',
  ' a',
  'a ',
  'a\tb',
  '\t',
  'a\nb',
  '\n',
  'a\n',
  '\na',
  'a\r\nb',
  '\r',
  '---',
  '...',
  '--- a',
  'é',
  'ß',
  '你好',
  '😀',
  '\u00a0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u0000',
  '\u0007',
  '\u001b[0m',
  '\ud800',
  'x'.repeat(1200),
  `${'word '.repeat(40)}end`,
  'a/b',
  '/a',
  '*.example.com',
  'http://a:80/b?c=d#e',
  'constructor',
  'toString',
  '10.0.0.0/8',
];

const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.stringMatching(/^[a-z][a-z0-9./-]{0,20}$/),
);
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-0, 1e21, 1e-7, 2 ** 53, Number.MAX_SAFE_INTEGER));
const value = fc.letrec((tie) => ({
  node: fc.oneof({ depthSize: 'medium', withCrossShrink: true }, text, number, fc.boolean(), tie('list'), tie('map')),
  list: fc.array(tie('node'), { maxLength: 4 }),
  map: fc.dictionary(text, tie('node'), { maxKeys: 4 }),
}));

describe('a document', () => {
  test('is written byte for byte as cdk8s writes it', () => {
    fc.assert(
      fc.property(fc.oneof(value.map, value.node), (document) => {
        expect(yamlDocument(document)).toBe(Yaml.stringify(document));
      }),
      { numRuns: 4000 },
    );
  });

  test.each(NASTY.map((nasty) => [JSON.stringify(nasty).slice(0, 40), nasty]))(
    'has %s as cdk8s has it, as key and value',
    (_, nasty) => {
      const document = {
        [nasty]: nasty,
        list: [nasty, [nasty], { [nasty]: [nasty] }],
        nested: { [nasty]: { [nasty]: nasty } },
      };
      expect(yamlDocument(document)).toBe(Yaml.stringify(document));
    },
  );

  test.each([
    [null],
    [undefined],
    [{}],
    [[]],
    ['text'],
    [3],
    [{ a: null }],
    [{ a: undefined }],
    [[null, undefined]],
    [{ a: Number.NaN }],
    [{ a: { b: {} }, c: [[], [[]]] }],
  ])('that is or holds %j is left as cdk8s has it', (document) => {
    expect(yamlDocument(document)).toBe(Yaml.stringify(document));
  });

  test('is divided from the next by ---', () => {
    const documents = [{ a: 1 }, { b: 'yes' }];
    expect(yamlDocuments(documents)).toBe(Yaml.stringify(...documents));
  });
});
