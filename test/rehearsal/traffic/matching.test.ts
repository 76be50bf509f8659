import { httpRoute, reached, to } from './web';

const path = (value: string, type = 'PathPrefix'): object => ({ matches: [{ path: { type, value } }] });

describe('a path', () => {
  test.each<[string, string, string, string]>([
    ['a prefix', 'PathPrefix /a', '/a', 'a'],
    ['a prefix with more behind it', 'PathPrefix /a', '/a/b', 'a'],
    ['a prefix that ends within an element', 'PathPrefix /a', '/ab', '404'],
    ['a prefix with a slash at its end', 'PathPrefix /a/', '/a', 'a'],
    ['a prefix of another case', 'PathPrefix /a', '/A', '404'],
    ['a prefix, whatever the query is', 'PathPrefix /a', '/a?b=/c', 'a'],
    ['the prefix of all', 'PathPrefix /', '/anything', 'a'],
    ['an exact path', 'Exact /a', '/a', 'a'],
    ['an exact path with a slash behind it', 'Exact /a', '/a/', '404'],
    ['a regular expression', 'RegularExpression /v[0-9]+/.*', '/v12/x', 'a'],
    ['a regular expression that is found in the middle only', 'RegularExpression /v[0-9]+', '/x/v12', '404'],
  ])('is matched by %s', (_, match, asked, answer) => {
    const [type = '', value = ''] = match.split(' ');
    expect(reached([httpRoute('r', [to('a', path(value, type))])], { path: asked })).toBe(answer);
  });
});

describe('a request', () => {
  const rules = (match: object): object[] => [httpRoute('r', [to('a', { matches: [match] })])];

  test.each<[string, object, object, string]>([
    ['of the method', { method: 'POST' }, { method: 'POST' }, 'a'],
    ['of another method', { method: 'POST' }, { method: 'GET' }, '404'],
    [
      'with the header, in another case',
      { headers: [{ name: 'Magic', value: 'foo' }] },
      { headers: { mAGIC: 'foo' } },
      'a',
    ],
    ['with another value', { headers: [{ name: 'magic', value: 'foo' }] }, { headers: { magic: 'FOO' } }, '404'],
    [
      'with two values, which are one text',
      { headers: [{ name: 'magic', value: 'a,b' }] },
      { headers: { magic: ['a', 'b'] } },
      'a',
    ],
    [
      'with a header that fits as a whole',
      { headers: [{ name: 'magic', type: 'RegularExpression', value: 'fo+' }] },
      { headers: { magic: 'foooo' } },
      'a',
    ],
    [
      'with a header that fits in part',
      { headers: [{ name: 'magic', type: 'RegularExpression', value: 'fo+' }] },
      { headers: { magic: 'xfoo' } },
      '404',
    ],
    [
      'with the query parameter',
      { queryParams: [{ name: 'great', value: 'example' }] },
      { path: '/?great=example' },
      'a',
    ],
    [
      'with its first value only',
      { queryParams: [{ name: 'great', value: 'b' }] },
      { path: '/?great=a&great=b' },
      '404',
    ],
    [
      'with the parameter of another case',
      { queryParams: [{ name: 'great', value: 'a' }] },
      { path: '/?Great=a' },
      '404',
    ],
  ])('%s', (_, match, request, answer) => {
    expect(reached(rules(match), request)).toBe(answer);
  });

  test('has to fit all of one match, and one of several', () => {
    const route = httpRoute('r', [
      to('a', { matches: [{ method: 'POST', headers: [{ name: 'x', value: '1' }] }, { path: { value: '/open' } }] }),
    ]);
    expect(reached([route], { method: 'POST' })).toBe('404');
    expect(reached([route], { method: 'POST', headers: { x: '1' } })).toBe('a');
    expect(reached([route], { path: '/open' })).toBe('a');
  });
});

test('a regular expression takes time in proportion to the text, whatever it is', () => {
  const route = httpRoute('r', [to('a', path('/(a+)+b', 'RegularExpression'))]);
  // An engine that goes back would not end.
  expect(reached([route], { path: `/${'a'.repeat(20_000)}` })).toBe('404');
});

describe('of several matches that fit', () => {
  test.each<[string, object, object, object]>([
    ['the exact path wins', { path: { type: 'Exact', value: '/a' } }, { path: { value: '/a' } }, { path: '/a' }],
    ['the longer prefix wins', { path: { value: '/a/b' } }, { path: { value: '/a' } }, { path: '/a/b/c' }],
    [
      'the one with a method wins',
      { method: 'GET' },
      { headers: [{ name: 'x', value: '1' }] },
      { headers: { x: '1' } },
    ],
    [
      'the one with more headers wins',
      {
        headers: [
          { name: 'x', value: '1' },
          { name: 'y', value: '1' },
        ],
      },
      { headers: [{ name: 'x', value: '1' }], queryParams: [{ name: 'q', value: '1' }] },
      { headers: { x: '1', y: '1' }, path: '/?q=1' },
    ],
    [
      'the one with more query parameters wins',
      {
        queryParams: [
          { name: 'q', value: '1' },
          { name: 'r', value: '1' },
        ],
      },
      { queryParams: [{ name: 'q', value: '1' }] },
      { path: '/?q=1&r=1' },
    ],
  ])('%s, wherever it stands', (_, winner, loser, request) => {
    const [first, second] = [to('a', { matches: [winner] }), to('b', { matches: [loser] })];
    expect(reached([httpRoute('r', [first, second])], request)).toBe('a');
    expect(reached([httpRoute('r', [second, first])], request)).toBe('a');
    expect(reached([httpRoute('x', [second]), httpRoute('y', [first])], request)).toBe('a');
  });

  test('the older route wins, then the first by name, then the first rule', () => {
    const old = { creationTimestamp: '2020-01-01T00:00:00Z' };
    const young = { creationTimestamp: '2024-01-01T00:00:00Z' };
    expect(reached([httpRoute('a', [to('a')], {}, young), httpRoute('z', [to('b')], {}, old)], {})).toBe('b');
    expect(reached([httpRoute('z', [to('b')]), httpRoute('a', [to('a')])], {})).toBe('a');
    expect(reached([httpRoute('a', [to('b'), to('a')])], {})).toBe('b');
  });

  test('the most specific hostname comes before the path, and leaves to others what it does not take', () => {
    const routes = [
      httpRoute('any', [to('c')]),
      httpRoute('wild', [to('b', path('/a/long/path'))], { hostnames: ['*.example.com'] }),
      httpRoute('exact', [to('a', path('/a'))], { hostnames: ['www.example.com'] }),
    ];
    expect(reached(routes, { host: 'www.example.com', path: '/a/long/path' })).toBe('a');
    expect(reached(routes, { host: 'x.y.example.com', path: '/a/long/path' })).toBe('b');
    expect(reached(routes, { host: 'www.example.com:8080', path: '/b' })).toBe('c');
    expect(reached(routes, { host: 'example.com', path: '/a' })).toBe('c');
  });
});
