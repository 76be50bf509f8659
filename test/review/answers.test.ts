import { ApiObject, App } from 'cdk8s';
import fc from 'fast-check';
import { Platform, type PlatformProps } from '../../src';
import type { Manifest } from '../../src/rehearsal/manifest';
import { Rehearsal } from '../../src/rehearsal/rehearsal';
import type { TrafficRequest } from '../../src/rehearsal/traffic/request';
import { type Review, review } from '../../src/review/review';
import type { AnswerChange } from '../../src/review/traffic-changes';
import { build, type Props, props } from '../any-app';
import { IDEAL } from '../rehearsal/controller/cluster';
import { gateway, HTTP, https, route, service, TO_ECHO } from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';
import { EXAMPLES as ROUTES } from '../rehearsal/rules/examples/route';
import { manifests } from './any-manifests';

const DOES_ALL: PlatformProps = {
  gatewayApi: { version: '1.6.1', channel: 'experimental' },
  implementation: { controllerName: 'io.cilium/gateway-controller', classes: ['cilium'] },
};
const WEB = gateway('web') + service() + service('cart') + service('shadow');
const E = 'backendRefs: [{ name: echo, port: 80 }]';

function rule(members: string): string {
  return WEB + route('r', '{ name: web }', [`{ ${members} }`]);
}

function filtered(...filters: readonly string[]): string {
  return rule(`${E}, filters: [${filters.join(', ')}]`);
}

function compare(before: string, after: string, platform = DOES_ALL): Review {
  return review(play(before, platform), play(after, platform));
}

/** `GET /: 404 -> 200 from apps/echo:80 as /`. */
function answers(before: string, after: string): readonly string[] {
  return compare(before, after).answers.map(
    (each) => `${each.request.replace('http apps/web:80 any host', '')}: ${each.before} -> ${each.after}`,
  );
}

const headers = (kind: 'Request' | 'Response', modifier: string): string =>
  `{ type: ${kind}HeaderModifier, ${kind.toLowerCase()}HeaderModifier: { ${modifier} } }`;
const mirror = (name: string, share = ''): string =>
  `{ type: RequestMirror, requestMirror: { backendRef: { name: ${name}, port: 80 }${share} } }`;
const cors = (...origins: readonly string[]): string =>
  `{ type: CORS, cors: { allowOrigins: [${origins.map((each) => `"${each}"`).join(', ')}], allowMethods: [GET] } }`;
const tls = (hostname: string, ca = 'wellKnownCACertificates: System'): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: echo, namespace: apps }
spec: { targetRefs: [{ group: '', kind: Service, name: echo }], validation: { hostname: ${hostname}, ${ca} } }
`;

describe('answers that change', () => {
  test.each<[string, string, string, string[]]>([
    [
      'where a request goes',
      WEB + route('r', '{ name: web }', [TO_ECHO]),
      WEB +
        route('r', '{ name: web }', [
          TO_ECHO,
          '{ matches: [{ path: { type: Exact, value: /cart }, method: POST, headers: [{ name: x, value: "1" }] }], backendRefs: [{ name: cart, port: 80, weight: 3 }, { name: echo, port: 80, weight: 1 }] }',
        ]),
      ['POST /cart x: 1: 200 from apps/echo:80 as /cart -> 200 from apps/cart:80 75 %, apps/echo:80 25 % as /cart'],
    ],
    [
      'what is below an exact path that becomes a prefix',
      rule(`matches: [{ path: { type: Exact, value: /a } }], ${E}`),
      rule(`matches: [{ path: { value: /a } }], ${E}`),
      ['GET /a/x: 404 -> 200 from apps/echo:80 as /a/x'],
    ],
    [
      'what a regular expression matches',
      rule(`matches: [{ path: { type: RegularExpression, value: "/v[0-9]" } }], ${E}`),
      rule(`matches: [{ path: { type: RegularExpression, value: "/v[0-9]+" } }], ${E}`),
      ['GET /v00: 404 -> 200 from apps/echo:80 as /v00'],
    ],
    [
      'headers of requests that are set to another value',
      filtered(headers('Request', 'set: [{ name: X-A, value: "1" }]')),
      filtered(headers('Request', 'set: [{ name: x-a, value: "2" }]')),
      ['GET /: request header x-a: 1 -> request header x-a: 2'],
    ],
    [
      'headers of requests that are removed',
      rule(E),
      filtered(headers('Request', 'remove: [x-a]')),
      ['GET / x-a: any: request header x-a: any -> request header x-a: none'],
    ],
    [
      'headers of requests that are added in place of set',
      filtered(headers('Request', 'set: [{ name: x-a, value: "1" }]')),
      filtered(headers('Request', 'add: [{ name: x-a, value: "1" }]')),
      ['GET / x-a: any: request header x-a: 1 -> request header x-a: any,1'],
    ],
    [
      'headers of responses, also those that only the backend sends',
      filtered(headers('Response', 'set: [{ name: x-a, value: "1" }]')),
      filtered(headers('Response', 'remove: [server]')),
      [
        'GET /: response header server: as sent; response header x-a: 1 -> response header server: none; response header x-a: none',
      ],
    ],
    [
      'timeouts and retries',
      rule(
        `${E}, timeouts: { request: 10s, backendRequest: 10s }, retry: { attempts: 2, codes: [503], backoff: 100ms }`,
      ),
      rule(`${E}, timeouts: { request: 1s, backendRequest: 500ms }, retry: { attempts: 2, codes: [503], backoff: 1s }`),
      [
        'GET /: time between retries: 100ms; timeout: 10s; timeout of each try: 10s -> time between retries: 1s; timeout: 1s; timeout of each try: 500ms',
      ],
    ],
    [
      'mirrors and their shares',
      filtered(mirror('shadow', ', percent: 10'), mirror('echo')),
      filtered(mirror('shadow', ', percent: 20'), mirror('cart')),
      [
        'GET /: mirror to apps/cart:80: none; mirror to apps/echo:80: 100 %; mirror to apps/shadow:80: 10 % -> mirror to apps/cart:80: 100 %; mirror to apps/echo:80: none; mirror to apps/shadow:80: 20 %',
      ],
    ],
    [
      'the host that the backend sees',
      rule(E),
      filtered('{ type: URLRewrite, urlRewrite: { hostname: shop.internal } }'),
      ['GET /: host at the backend: as sent -> host at the backend: shop.internal'],
    ],
    [
      'origins that CORS allows',
      filtered(cors('https://a.example.com')),
      filtered(cors('https://b.example.com')),
      [
        'GET / Origin: https://a.example.com: response header access-control-allow-origin: https://a.example.com -> response header access-control-allow-origin: none',
        'GET / Origin: https://b.example.com: response header access-control-allow-origin: none -> response header access-control-allow-origin: https://b.example.com',
        'OPTIONS / Origin: https://a.example.com Access-Control-Request-Method: GET Access-Control-Request-Headers: x-any: response header access-control-allow-methods: GET; response header access-control-max-age: 5 -> response header access-control-allow-methods: none; response header access-control-max-age: none',
        'OPTIONS / Origin: https://b.example.com Access-Control-Request-Method: GET Access-Control-Request-Headers: x-any: response header access-control-allow-methods: none; response header access-control-max-age: none -> response header access-control-allow-methods: GET; response header access-control-max-age: 5',
      ],
    ],
    [
      'filters of one backend of several',
      rule('backendRefs: [{ name: cart, port: 80 }, { name: echo, port: 80 }]'),
      rule(
        `backendRefs: [{ name: cart, port: 80 }, { name: echo, port: 80, filters: [${headers('Request', 'set: [{ name: x-a, value: "1" }]')}] }]`,
      ),
      ['GET /: request header x-a: none -> request header x-a: none at apps/cart:80, 1 at apps/echo:80'],
    ],
    [
      'session persistence',
      rule(`${E}, sessionPersistence: { sessionName: a }`),
      rule(`${E}, sessionPersistence: { sessionName: b }`),
      ['GET /: session persistence: sessionName a, type Cookie -> session persistence: sessionName b, type Cookie'],
    ],
    [
      'TLS to the backend that is gone',
      rule(E) + tls('echo.internal'),
      rule(E),
      ['GET /: TLS to the backend: for echo.internal, signed by System CAs -> TLS to the backend: plain'],
    ],
    [
      'whose certificates the backend may have',
      rule(E) + tls('echo.internal'),
      rule(E) + tls('echo.internal, subjectAltNames: [{ type: Hostname, hostname: echo.example.com }]'),
      [
        'GET /: TLS to the backend: for echo.internal, signed by System CAs -> TLS to the backend: for echo.internal, known as echo.example.com, signed by System CAs',
      ],
    ],
    [
      'who is asked before',
      rule(E),
      filtered(
        '{ type: ExternalAuth, externalAuth: { protocol: GRPC, grpc: {}, backendRef: { name: shadow, port: 80 } } }',
      ),
      [
        'GET /: asked before: none; external authorization by: none -> asked before: apps/shadow:80; external authorization by: protocol GRPC',
      ],
    ],
    [
      'where a client that names no host is redirected to',
      rule(E),
      rule('filters: [{ type: RequestRedirect, requestRedirect: { scheme: https, statusCode: 301 } }]'),
      ['GET /: 200 from apps/echo:80 as / -> 301 to https://<same host>/'],
    ],
    [
      'small shares',
      rule('backendRefs: [{ name: echo, port: 80, weight: 9999 }, { name: cart, port: 80, weight: 1 }]'),
      rule('backendRefs: [{ name: echo, port: 80, weight: 9998 }, { name: cart, port: 80, weight: 2 }]'),
      [
        'GET /: 200 from apps/cart:80 0.01 %, apps/echo:80 100 % as / -> 200 from apps/cart:80 0.02 %, apps/echo:80 100 % as /',
      ],
    ],
    [
      'a part of requests that is lost',
      rule('backendRefs: [{ name: echo, port: 80 }, { name: cart, port: 80 }]'),
      rule('backendRefs: [{ name: echo, port: 80 }, { name: gone, port: 80 }]'),
      ['GET /: 200 from apps/cart:80 50 %, apps/echo:80 50 % as / -> 200 from apps/echo:80 50 %, 50 % 500 as /'],
    ],
  ])('say %s', (_, before, after, expected) => {
    expect(answers(before, after)).toEqual(expected);
    expect(compare(after, before)).toMatchObject(turned(compare(before, after)));
  });

  test('are none for a route that is named otherwise, and does the same', () => {
    const before = WEB + route('r', '{ name: web }', [`{ name: a, ${E} }`]);
    const after = gateway('web', ['{ name: web, port: 80, protocol: HTTP }']) + service() + service('cart');
    expect(compare(before, `${after}${route('s', '{ name: web }', [`{ name: b, ${E} }`])}`).answers).toEqual([]);
  });

  test('have the members that differ, for programs', () => {
    const before = filtered(headers('Request', 'set: [{ name: x-a, value: "1" }]'));
    expect(compare(before, rule(`${E}, timeouts: { request: 1500ms }`)).answers).toEqual([
      {
        request: 'GET http apps/web:80 any host/',
        kind: 'changed',
        before: 'request header x-a: 1; timeout: none',
        after: 'request header x-a: none; timeout: 1500ms',
        differences: [
          { what: 'request header x-a', before: '1', after: 'none' },
          { what: 'timeout', before: 'none', after: '1500ms' },
        ],
      },
    ]);
  });

  test('are there for connections as well', () => {
    const stream = (kind: string, name: string, more = ''): string => `---
apiVersion: gateway.networking.k8s.io/${kind === 'TLSRoute' ? 'v1' : 'v1alpha2'}
kind: ${kind}
metadata: { name: r, namespace: apps }
spec: { parentRefs: [{ name: web }], ${more} rules: [{ backendRefs: [{ name: ${name}, port: 80 }] }] }
`;
    const web = gateway('web', [
      '{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }',
      '{ name: tcp, port: 5432, protocol: TCP }',
    ]);
    const side = (name: string): string =>
      web +
      service() +
      service('cart') +
      stream('TLSRoute', name, 'hostnames: [db.example.com],') +
      stream('TCPRoute', name);
    expect(answers(side('echo'), side('cart'))).toEqual([
      'TCP apps/web:5432: connected to apps/echo:80 -> connected to apps/cart:80',
      'TLS apps/web:443 db.example.com: connected to apps/echo:80 -> connected to apps/cart:80',
    ]);
    expect(answers(side('echo'), `${web}${service()}`)).toEqual([
      'TCP apps/web:5432: connected to apps/echo:80 -> connection closed',
      'TLS apps/web:443 db.example.com: connected to apps/echo:80 -> connection closed',
    ]);
  });

  test('come lost ones first, gained ones last', () => {
    const at = (path: string, name: string): string =>
      `{ matches: [{ path: { type: Exact, value: ${path} } }], backendRefs: [{ name: ${name}, port: 80 }] }`;
    const before = WEB + route('r', '{ name: web }', [at('/b', 'echo'), at('/z', 'echo')]);
    const after = WEB + route('r', '{ name: web }', [at('/a', 'echo'), at('/b', 'cart')]);
    const shown = (all: readonly AnswerChange[]): readonly string[] =>
      all.map(({ kind, request, rule: id = '' }) => `${kind} ${request.slice(-2)} ${id}`.trim());
    expect(shown(compare(before, after).answers)).toEqual(['lost /z diff/answer-lost', 'changed /b', 'gained /a']);
  });

  test('are those of given requests as well, and one that says too little is not sent', () => {
    const given = new Map<string, TrafficRequest>([
      ['the cart', { gateway: { namespace: 'apps', name: 'web' }, path: '/cart/1' }],
      ['nonsense', { path: 'cart' }],
    ]);
    const { answers: all, unprobed } = review(play(WEB), play(rule(E)), given);
    expect(all.map(({ request }) => request)).toEqual(['GET http apps/web:80 any host/', 'the cart']);
    expect(unprobed).toEqual([{ match: 'nonsense', reason: expect.stringContaining('does not begin with "/"') }]);
  });
});

describe('lost answers', () => {
  const lost = (before: string, after: string): readonly string[] =>
    compare(before, after)
      .changes.filter(({ rule: id }) => id === 'diff/answer-lost')
      .map(({ severity, subject, message }) => `${severity} ${subject} ${message}`);
  const at = (...paths: readonly string[]): string =>
    WEB +
    route(
      'r',
      '{ name: web }',
      paths.map((path) => `{ matches: [{ path: { value: ${path} } }], ${E} }`),
      ['hostnames: [shop.example.com]'],
    );

  test.each<[string, string, string, string[]]>([
    [
      'are a warning where the match is gone, one for each Gateway and hostname',
      at('/a', '/b', '/c'),
      at('/b'),
      [
        'warning Gateway apps/web GET http apps/web:80 shop.example.com/a gets 404 in place of 200 from apps/echo:80 as /a; 1 more for shop.example.com loses its answer',
      ],
    ],
    [
      'are an error where the backend is gone',
      at('/a'),
      at('/a').replace('name: echo, namespace', 'name: other, namespace'),
      [
        'error Gateway apps/web GET http apps/web:80 shop.example.com/a gets 500 in place of 200 from apps/echo:80 as /a, and a route still has its match',
      ],
    ],
    [
      'are an error where the route is not attached any more',
      at('/a'),
      at('/a').replace('parentRefs: [{ name: web }]', 'parentRefs: [{ name: web, sectionName: gone }]'),
      [
        'error Gateway apps/web GET http apps/web:80 shop.example.com/a gets 404 in place of 200 from apps/echo:80 as /a, and a route still has its match',
      ],
    ],
    [
      'are an error where a prefix has become an exact path',
      at('/a'),
      at('/a').replace('value: /a', 'value: /a, type: Exact'),
      [
        'error Gateway apps/web GET http apps/web:80 shop.example.com/a/x gets 404 in place of 200 from apps/echo:80 as /a/x, and a route still has its match',
      ],
    ],
    [
      'are a warning where a route leaves a hostname, though others have the same path elsewhere',
      at('/'),
      at('/').replace('shop.example.com', 'other.example.com'),
      [
        'warning Gateway apps/web GET http apps/web:80 shop.example.com/ gets 404 in place of 200 from apps/echo:80 as /',
      ],
    ],
    [
      'are an error where a listener is gone',
      at('/a').replace(HTTP, `${HTTP}, ${https()}`),
      at('/a'),
      [
        'error Gateway apps/web GET https apps/web:443 shop.example.com/a gets no connection in place of 200 from apps/echo:80 as /a, and a route still has its match',
      ],
    ],
    ['are none where there was no answer', WEB, at('/a'), []],
  ])('%s', (_, before, after, expected) => {
    expect(lost(before, after)).toEqual(expected);
  });
});

/** What the review of the way back has to be. */
function turned({ answers: all, structure }: Review): { readonly answers: unknown; readonly structure: unknown } {
  const kinds = { lost: 'gained', changed: 'changed', gained: 'lost' } as const;
  const order = ['lost', 'changed', 'gained'];
  const back = all.map(({ request, kind, before, after, differences }) => ({
    request,
    kind: kinds[kind],
    before: after,
    after: before,
    differences: differences.map((each) => ({ what: each.what, before: each.after, after: each.before })),
    ...(kind === 'gained' ? { rule: 'diff/answer-lost' } : {}),
  }));
  return {
    answers: order.flatMap((kind) => back.filter((each) => each.kind === kind)),
    structure: structure.map(({ before: was, after: is, ...part }) => ({
      ...part,
      ...(is === undefined ? {} : { before: is }),
      ...(was === undefined ? {} : { after: was }),
    })),
  };
}

const EMPTY = { changes: [], answers: [], structure: [], touched: [] };

describe('the review', () => {
  const rehearsalOf = (each: Props): Rehearsal => {
    const app = new App();
    build(app, each);
    const objects = app.node.findAll().filter(ApiObject.isApiObject);
    return new Rehearsal(
      objects.map((object): Manifest => object.toJson()),
      each.platform,
    );
  };

  test('of any two apps is turned round by the way back, and of one with itself is empty', () => {
    fc.assert(
      fc.property(props, props, (one, other) => {
        const [before, after] = [one, { ...other, platform: one.platform }].map((each) => rehearsalOf(each));
        if (!before || !after) return;
        expect(review(after, before)).toMatchObject(turned(review(before, after)));
        expect(review(after, rehearsalOf({ ...other, platform: one.platform }))).toMatchObject(EMPTY);
      }),
      { numRuns: 40 },
    );
  });

  test('of any manifests, with regular expressions and every filter, is so as well', () => {
    const platform = new Platform(IDEAL);
    const plain = (all: readonly Manifest[]): Rehearsal => new Rehearsal(all, platform);
    let changed = 0;
    fc.assert(
      fc.property(manifests, manifests, (one, other) => {
        const [before, after] = [plain(one), plain(other)];
        const [there, back] = [review(before, after), review(after, before)];
        changed += there.answers.length;
        // What the API server refuses stays as it was, so that there is no way back.
        const isRefused = [...there.changes, ...back.changes].some(({ rule }) => rule === 'diff/refused');
        if (!isRefused) expect(back).toMatchObject(turned(there));
        expect(review(after, plain(other))).toMatchObject(EMPTY);
        // Not by the shortcut for matches that are the same on both sides.
        expect(review(after, new Rehearsal(other, new Platform(IDEAL)))).toMatchObject(EMPTY);
      }),
      { numRuns: 100 },
    );
    expect(changed).toBeGreaterThan(100);
  });

  test('of the way back has the answers the other way round', () => {
    const { violates, holds } = ROUTES['route/redirect-loop'] ?? { violates: '', holds: '' };
    const there = compare(violates, holds, {});
    expect(there.answers.length).toBeGreaterThan(0);
    expect(compare(holds, violates, {})).toMatchObject(turned(there));
  });
});
