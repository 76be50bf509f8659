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
  'a\n\n  b\n',
  ' a\nb',
  'a \n\tb\n\n',
  `${'long '.repeat(20)}\n "quoted"\n\n\nlines\t`,
  '---\na',
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
/** Any of the characters that mean something to YAML, in any order. */
const ODD_CHARACTERS = [...'aeEnNyo017:-?._#"\'\\%&*!|>@`{}[],=<~+/ \t\n\r\u0000\u0085\u2028\ufeff\u00a0é😀', '\ud800'];
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
      { numRuns: 1000 },
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

  test('keeps the anchors that cdk8s gives to an object standing in two places', () => {
    const shared = { port: 80 };
    const empty: unknown[] = [];
    for (const document of [{ a: shared, b: shared }, { a: [shared, shared] }, { a: empty, b: empty }]) {
      expect(yamlDocument(document)).toBe(Yaml.stringify(document));
      expect(yamlDocument(document)).toContain('*a1');
    }
    const many = { list: Array.from({ length: 100 }, (_, index) => ({ index })), again: {} };
    many.again = many.list[99] ?? {};
    expect(yamlDocument(many)).toBe(Yaml.stringify(many));
    expect(yamlDocument({ a: shared })).toBe('a:\n  port: 80\n');
  });

  test('has no values that only JavaScript knows but as cdk8s writes them', () => {
    const documents = [
      { a: new Map([['k', 1]]) },
      { a: 10n },
      { a: new Date(0) },
      { a: Object.create(null) },
      [1, undefined, 2],
    ];
    for (const document of documents) expect(yamlDocument(document)).toBe(Yaml.stringify(document));
    expect(() => yamlDocument({ a: () => 1 })).toThrow('Tag not resolved');
  });

  test('is written as cdk8s writes it in 20,000 random cases of odd characters', () => {
    const random = mulberry32(20261123);
    const below = (limit: number): number => Math.floor(random() * limit);
    const oddText = (): string => {
      const characters = Array.from({ length: below(9) }, () => ODD_CHARACTERS[below(ODD_CHARACTERS.length)]).join('');
      return below(60) === 0 ? characters.repeat(40) : characters;
    };
    const odd = (depth: number): unknown => {
      const kind = below(depth > 4 ? 5 : 9);
      if (kind < 4) return oddText();
      if (kind === 4) return [true, null, Number.NaN, -0, 1.5, 1e21, 2 ** 53, -Infinity, below(1e6)][below(9)];
      if (kind < 7) return Array.from({ length: below(4) }, () => odd(depth + 1));
      return Object.fromEntries(Array.from({ length: below(4) }, () => [oddText(), odd(depth + 1)]));
    };
    for (let run = 0; run < 20_000; run++) {
      const document = Object.fromEntries(Array.from({ length: 1 + below(3) }, () => [oddText(), odd(0)]));
      const ours = yamlDocument(document);
      const theirs = Yaml.stringify(document);
      if (ours !== theirs) expect({ document, text: ours }).toEqual({ document, text: theirs });
    }
  });

  test('is divided from the next by ---', () => {
    const documents = [{ a: 1 }, { b: 'yes' }];
    expect(yamlDocuments(documents)).toBe(Yaml.stringify(...documents));
  });
});

/** A random-number generator that gives the same numbers everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
