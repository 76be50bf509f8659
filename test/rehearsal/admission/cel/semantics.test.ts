import { evaluate, objectOf } from './compiled';

const LISTS = {
  list: { type: 'array', items: { type: 'integer' } },
  words: { type: 'array', items: { type: 'string' } },
  map: { type: 'object', additionalProperties: { type: 'integer' } },
} as const;
const VALUES = {
  n: { type: 'integer' },
  d: { type: 'number' },
  s: { type: 'string' },
  b: { type: 'boolean' },
  port: { 'x-kubernetes-int-or-string': true },
  gone: { type: 'string' },
  none: { type: 'string', nullable: true },
  ...LISTS,
  empty: LISTS.list,
  pairs: { type: 'array', items: objectOf({ k: { type: 'string' }, v: { type: 'integer' } }) },
} as const;
const SELF = {
  n: 7,
  d: 7,
  s: 'text',
  b: true,
  port: 80,
  none: null,
  list: [1, 2, 3],
  words: ['a', 'b'],
  map: { x: 1, 'a.b/c': 2 },
  empty: [],
  pairs: [{ k: 'a', v: 1 }, { k: 'b' }],
};
const MISSING = 'no such key: gone';

/** Expected by the CEL specification (langdef.md) and what cel-go gives. */
const CASES: readonly (readonly [text: string, expected: boolean | string])[] = [
  // has()
  ['has(self.n)', true],
  ['has(self.gone)', false],
  ['has(self.none)', true],
  ['self.none == null', true],
  ['has(self.map.x)', true],
  ['has(self.map.y)', false],
  ["'a.b/c' in self.map", true],
  ["'constructor' in self.map", false],
  ['has(self.map.toString)', false],
  ["self.gone == ''", MISSING],
  // integers and doubles, by schema
  ['self.n / 2 == 3', true],
  ['self.d / 2.0 == 3.5', true],
  ['-self.n / 2 == -3', true],
  ['self.n % 4 == 3', true],
  ['-7 % 4 == -3', true],
  ['self.n / 0 == 1', 'division by zero'],
  ['self.n % 0 == 1', 'modulus by zero'],
  ['self.d / 0.0 > 1.0', true],
  ['self.n - 10 == -3', true],
  ['self.n * 9007199254740991 * 9007199254740991 > 0', 'integer overflow'],
  ['self.n == self.d', true],
  ['self.n <= self.d', true],
  ['self.n in [7.0]', true],
  ['1 + 2 * 3 == 7', true],
  ['size([self.n]) + self.n == 8', true],
  // equality across types
  ['dyn(self.n) == 7.0', true],
  ["dyn(self.n) == '7'", false],
  ["dyn(self.n) != '7'", true],
  ["self.port == 'http'", false],
  ['self.port == 80', true],
  ['self.port + 1 == 81', true],
  ["self.port + 'x' == 'x'", 'no such overload'],
  ['self.port > 79', true],
  ["self.port > 'http'", 'no such overload'],
  ['self.list == [1, 2, 3]', true],
  ['self.list == [3, 2, 1]', false],
  ['self.list != [1, 2]', true],
  ['self.map == self.map', true],
  ['[[1], [2]] == [[1], [2]]', true],
  // ordering: by code points, false below true
  ["'a' < 'b' && 'B' < 'a' && 'a' < 'aa'", true],
  ["'\uffee' < '\u{1f600}'", true],
  ["'\ud7ff' < '\u{1f600}'", true],
  ['false < self.b', true],
  ["self.s >= 'text'", true],
  // + and index
  ["self.s + 'ure' == 'texture'", true],
  ['self.list + [4] == [1, 2, 3, 4]', true],
  ['self.list[2] == 3', true],
  ['self.list[3] == 3', 'index out of bounds: 3'],
  ['self.list[-1] == 3', 'index out of bounds: -1'],
  ["self.map['a.b/c'] == 2", true],
  ["self.map['y'] == 2", 'no such key: y'],
  ['self.map.x == 1', true],
  // in
  ['2 in self.list', true],
  ['9 in self.list', false],
  ["self.s in ['a', 'text']", true],
  ["self.s in ['a', 'b']", false],
  // size, in code points
  ["size('😀ä') == 2 && '😀'.size() == 1", true],
  ['self.list.size() == 3 && size(self.map) == 2', true],
  // ?:
  ["self.b ? true : self.gone == ''", true],
  ["self.gone == '' ? true : true", MISSING],
  // macros
  ['self.list.all(x, x > 0)', true],
  ['self.list.all(x, x > 1)', false],
  ['self.empty.all(x, x > 1)', true],
  ['self.list.exists(x, x == 2)', true],
  ['self.empty.exists(x, x == 2)', false],
  ['self.list.exists_one(x, x > 2)', true],
  ['self.list.exists_one(x, x > 1)', false],
  ['self.list.filter(x, x > 1) == [2, 3]', true],
  ['self.list.map(x, x * 2) == [2, 4, 6]', true],
  ['self.list.map(x, x > 1, x * 2) == [4, 6]', true],
  ['self.map.all(key, key.size() > 0)', true],
  ["self.map.exists(key, key == 'x')", true],
  ["self.map.filter(key, key.contains('/')) == ['a.b/c']", true],
  ['self.list.all(x, self.list.exists(y, y == x))', true],
  ['self.list.all(self, self > 0)', true],
  ['self.list.all(rt, rt > 0) && self.list.all(class, class > 0)', true],
  // texts
  ["self.s.contains('ex') && self.s.startsWith('te') && self.s.endsWith('xt')", true],
  ["self.s.contains('')", true],
  ["'a/b/c'.split('/') == ['a', 'b', 'c']", true],
  ["''.split('/') == ['']", true],
  ["'a😀'.split('') == ['a', '😀']", true],
  ["'a/b/c'.split('/', 2) == ['a', 'b/c']", true],
  ["'a/b/c'.split('/', 1) == ['a/b/c']", true],
  ["'a/b/c'.split('/', -1).size() == 3 && 'a/b'.split('/', 0).size() == 0", true],
  ["'😀ab'.substring(1) == 'ab' && '😀ab'.substring(0, 1) == '😀'", true],
  ["'abc'.substring(3) == ''", true],
  ["'abc'.substring(4) == ''", 'index out of range: 4'],
  ["'abc'.substring(-1) == ''", 'index out of range: -1'],
  ["'abc'.substring(1, 4) == ''", 'index out of range: 4'],
  ["'abc'.substring(2, 1) == ''", 'invalid substring range. start: 2, end: 1'],
  // matches: RE2, anywhere in the text
  ["self.s.matches('ex') && matches(self.s, '^t.*t$')", true],
  ["self.s.matches('^ex')", false],
  ["'AB'.matches('a(?i)b')", false],
  ["'aB'.matches('a(?i)b')", true],
  ["'é'.matches('^\\\\pL$') && 'a'.matches('^[[:alpha:]]\\\\z')", true],
  ["'\u00a0'.matches('\\\\s')", false],
  ["'😀'.matches('^.$')", true],
  ["'ab'.matches('a(?=b)')", 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
];

test.each(CASES)('%s: %s', (text, expected) => {
  expect(evaluate(text, SELF, objectOf(VALUES))).toBe(expected);
});

describe('&& and || make up for an error of either side', () => {
  const gone = "self.gone == ''";
  test.each([
    [`${gone} || true`, true],
    [`true || ${gone}`, true],
    [`${gone} && false`, false],
    [`false && ${gone}`, false],
    [`${gone} || false`, MISSING],
    [`false || ${gone}`, MISSING],
    [`${gone} && true`, MISSING],
    [`true && ${gone}`, MISSING],
    [`${gone} || self.list[9] == 1`, MISSING],
    [`self.list[9] == 1 && ${gone}`, 'index out of bounds: 9'],
    [`${gone} || false || ${gone} || self.b`, true],
    [`${gone} && self.b && ${gone} && !self.b`, false],
    [`(${gone} && self.n == 7) || self.n == 7`, true],
    [`!(${gone} && has(self.s)) && has(self.s)`, MISSING],
    // What one side made sure is not so for the other if it was absorbed.
    [`(${gone} && has(self.none)) && (self.gone == 'x' && false)`, false],
    [`has(self.gone) && self.gone == 'x'`, false],
    [`!has(self.gone) || self.gone == 'x'`, true],
    [`has(self.gone) ? self.gone == 'x' : self.gone == 'x' || true`, true],
  ])('%s: %s', (text, expected) => {
    expect(evaluate(text, SELF, objectOf(VALUES))).toBe(expected);
  });

  test.each([
    ['all: an item that fails decides', 'self.pairs.all(p, p.v > 1)', false],
    ['all: errors stand where no item fails', 'self.pairs.all(p, p.v > 0)', 'no such key: v'],
    ['exists: an item that passes decides, before an error', 'self.pairs.exists(p, p.v == 1)', true],
    ['exists: and after one', "self.pairs.exists(p, p.v == 5 || p.k == 'b')", true],
    ['exists: errors stand where no item passes', 'self.pairs.exists(p, p.v == 5)', 'no such key: v'],
    ['exists_one: any error is one of the whole', 'self.pairs.exists_one(p, p.v == 1)', 'no such key: v'],
    ['filter: any error is one of the whole', 'self.pairs.filter(p, p.v == 1).size() < 9', 'no such key: v'],
    ['map: any error is one of the whole', 'self.pairs.map(p, p.v).size() < 9', 'no such key: v'],
  ])('%s', (_, text, expected) => {
    expect(evaluate(text, SELF, objectOf(VALUES))).toBe(expected);
  });
});

describe('names of properties are read from where they stand', () => {
  const schema = objectOf({
    namespace: { type: 'string' },
    'a-b': { type: 'string' },
    'a.b': { type: 'string' },
    'a/b': { type: 'string' },
    a__b: { type: 'string' },
    in: { type: 'string' },
  });
  const self = { namespace: '1', 'a-b': '2', 'a.b': '3', 'a/b': '4', a__b: '5', in: '6' };

  test.each([
    ["self.__namespace__ == '1'"],
    ['has(self.__namespace__)'],
    ["self.a__dash__b == '2'"],
    ["self.a__dot__b == '3'"],
    ["self.a__slash__b == '4'"],
    ["self.a__underscores__b == '5'"],
    ["self.__in__ == '6'"],
  ])('%s', (text) => {
    expect(evaluate(text, self, schema)).toBe(true);
  });
});
