import { re2 } from '../../src/rehearsal/admission/re2';
import { probesOf } from '../../src/review/probes';
import { samplesOf } from '../../src/review/regex-sample';
import { gateway, HTTP, route, service, TO_ECHO } from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';

/** Titles of requests that a Gateway with these rules gets, compared to one without routes. */
function titles(...rules: readonly string[]): readonly string[] {
  const bare = gateway('web') + service();
  const { probes } = probesOf(play(bare), play(bare + route('r', '{ name: web }', rules)));
  return probes.map(({ title }) => title.replace('http apps/web:80 any host', ''));
}

const E = 'backendRefs: [{ name: echo, port: 80 }]';

describe('requests that are made of matches', () => {
  test.each<[string, string, string[]]>([
    ['a prefix, and what is below it', '{ path: { value: /cart } }', ['GET /cart', 'GET /cart/x']],
    ['an exact path, and what is below it', '{ path: { type: Exact, value: /cart } }', ['GET /cart', 'GET /cart/x']],
    ['every path', '{ path: { value: / } }', ['GET /', 'GET /x']],
    [
      'an expression that any path matches',
      '{ path: { type: RegularExpression, value: ".*" } }',
      ['GET /', 'GET /a', 'GET /Z'],
    ],
    [
      'expressions of path, header and query',
      '{ path: { type: RegularExpression, value: "/v[1-3]" }, headers: [{ type: RegularExpression, name: x, value: "(a|b)+" }], queryParams: [{ type: RegularExpression, name: q, value: "[0-9]{2}" }] }',
      ['GET /v1?q=00 x: a', 'GET /v3?q=99 x: bb', 'GET /v3?q=99 x: b'],
    ],
    [
      'the first of two conditions for one header, in the order of names',
      '{ method: POST, headers: [{ name: x-b, value: "1" }, { name: X-A, value: "2" }] }',
      ['POST / X-A: 2 x-b: 1', 'POST /x X-A: 2 x-b: 1'],
    ],
  ])('are sent for %s', (_, match, expected) => {
    expect(titles(`{ matches: [${match}], ${E} }`)).toEqual(expected);
  });

  test('send headers that filters add to or remove, and come from origins that CORS allows and from one that it does not', () => {
    const modifier =
      '{ type: RequestHeaderModifier, requestHeaderModifier: { set: [{ name: x-s, value: "1" }], add: [{ name: x-a, value: "1" }], remove: [x-r] } }';
    const cors =
      '{ type: CORS, cors: { allowOrigins: ["https://shop.example.com", "https://*.example.org"], allowMethods: [GET] } }';
    expect(titles(`{ ${E}, filters: [${modifier}, ${cors}] }`)).toEqual([
      'GET /',
      'GET /x',
      'GET / x-a: any x-r: any',
      'GET / Origin: https://any.example.org',
      'OPTIONS / Origin: https://any.example.org Access-Control-Request-Method: GET Access-Control-Request-Headers: x-any',
      'GET / Origin: https://shop.example.com',
      'GET / Origin: https://not-allowed.example',
    ]);
  });

  test('are as many as there are matches where nothing differs, and bounded for each where something does', () => {
    const origins = Array.from({ length: 40 }, (_, index) => `"https://o${index}.example.com"`).join(', ');
    const rule = `{ ${E}, filters: [{ type: CORS, cors: { allowOrigins: [${origins}] } }] }`;
    expect(titles(rule).length).toBeLessThan(12);
    const same = play(gateway('web') + route('r', '{ name: web }', [rule]));
    expect(probesOf(same, same).probes).toHaveLength(1);
  });

  test('cannot be made for expressions that no path has, which is said', () => {
    const paths = ['[^/]+', '/a#b', '('].map((value) => `{ path: { type: RegularExpression, value: "${value}" } }`);
    const text = gateway('web') + route('r', '{ name: web }', [`{ matches: [${paths.join(', ')}], ${E} }`, TO_ECHO]);
    const { probes, unprobed } = probesOf(play(gateway('web')), play(text));
    expect(probes.map(({ title }) => title)).toEqual([
      'GET http apps/web:80 any host/',
      'GET http apps/web:80 any host/x',
    ]);
    expect(unprobed).toEqual(
      [0, 1, 2].map((match) => ({
        match: `HTTPRoute apps/r, rule 0, match ${match}, on apps/web:80`,
        reason: 'no request is known that it takes',
      })),
    );
  });

  test('name service and method of gRPC, and connect to TLSRoutes, TCPRoutes and UDPRoutes', () => {
    const listeners = [
      HTTP,
      '{ name: tls, port: 443, protocol: TLS, hostname: "*.example.com", tls: { mode: Passthrough } }',
      '{ name: tcp, port: 5432, protocol: TCP }',
      '{ name: udp, port: 53, protocol: UDP }',
    ];
    const of = (kind: string, spec: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: ${kind.toLowerCase()}, namespace: apps }
spec: { parentRefs: [{ name: web }], ${spec} }
`;
    const text =
      gateway('web', listeners) +
      of(
        'GRPCRoute',
        `rules: [{ matches: [{ method: { type: RegularExpression, service: "shop\\\\.[A-Z]\\\\w+" } }], ${E} }]`,
      ) +
      of('TLSRoute', `hostnames: [db.example.com, "*.example.com"], rules: [{ ${E} }]`) +
      of('TCPRoute', `rules: [{ ${E} }]`).replace('/v1\n', '/v1alpha2\n') +
      of('UDPRoute', `rules: [{ ${E} }]`).replace('/v1\n', '/v1alpha2\n');
    const ideal = {
      gatewayApi: { version: '1.6.1', channel: 'experimental' },
      implementation: { controllerName: 'io.cilium/gateway-controller', classes: ['cilium'] },
    } as const;
    const { probes, unprobed } = probesOf(play('', ideal), play(text, ideal));
    expect(probes.map(({ title }) => title)).toEqual([
      'gRPC http apps/web:80 any host/shop.Aa/Any',
      'gRPC http apps/web:80 any host/shop.Aaa/Any',
      'gRPC http apps/web:80 any host/shop.ZZ/Any',
      'TLS apps/web:443 db.example.com',
      'TLS apps/web:443 any.example.com',
      'TCP apps/web:5432',
      'UDP apps/web:53',
    ]);
    expect(unprobed).toEqual([]);
  });
});

describe('samples of regular expressions', () => {
  const isPath = (text: string): boolean => /^\/[\w./-]*$/.test(text);

  test.each<[string, string[]]>([
    ['/cart', ['/cart']],
    ['^/cart$', ['/cart']],
    ['.*\\.png', ['/.png', '/a.png', '/Z.png']],
    ['/api/(v1|v2)/users/\\d{3,5}', ['/api/v1/users/000', '/api/v2/users/0000', '/api/v2/users/999']],
    ['(?i)/cart', ['/cart']],
    ['/(?P<n>x|y)z?', ['/x', '/yz']],
    ['/[[:alpha:]]+?\\.(?:js|css)', ['/a.js', '/aa.css', '/Z.css']],
    ['/[^a-z]\\pL', ['/0a', '/ZZ']],
    ['/\\Qa.b\\E\\.c', ['/a.b.c']],
    ['/a{2}b{0,}', ['/aa', '/aab']],
    ['/a{,2}', ['/a{,2}']],
    ['[]x]*/', ['/', 'x/']],
    ['/é', []],
    ['/a\\zb', []],
    ['(', []],
    ['/(a{1000}){1000}', []],
  ])('of %s are verified', (pattern, expected) => {
    const usable = pattern.startsWith('[]') || pattern.includes('{,') ? () => true : isPath;
    expect(samplesOf(pattern, usable, pattern.startsWith('[]') ? '' : '/')).toEqual(expected);
    for (const text of expected) expect(re2(`^(?:${pattern})$`).test(text)).toBe(true);
  });
});
