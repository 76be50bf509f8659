import type { TrafficRequest } from '../../../src';
import { CERTIFICATE, caBundle, grant, route, service } from '../controller/cluster';
import { httpRoute, reached, rehearse, send, to, WEB } from './web';

const filter = (type: string, member: string, value: object): object => ({ filters: [{ type, [member]: value }] });

/** A redirect as the Location header has it. */
function location(redirect: object, request: TrafficRequest, value = '/'): string | undefined {
  const rule = { matches: [{ path: { value } }], ...filter('RequestRedirect', 'requestRedirect', redirect) };
  const { status, response } = send([httpRoute('r', [rule])], { host: 'example.com', ...request });
  return `${status} ${response?.headers.Location}`;
}

describe('a redirect', () => {
  const prefix = (replacePrefixMatch: string): object => ({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch } });

  test.each<[string, object, string, string]>([
    ['of the scheme takes its port', { scheme: 'https' }, '/a?b=c', '302 https://example.com/a?b=c'],
    ['of the host keeps scheme and port', { hostname: 'other.org' }, '/a', '302 http://other.org/a'],
    ['of the port names it', { port: 8443 }, '/a', '302 http://example.com:8443/a'],
    ['to the port of the scheme leaves it out', { scheme: 'https', port: 443 }, '/a', '302 https://example.com/a'],
    ['with a status', { scheme: 'https', statusCode: 308 }, '/', '308 https://example.com/'],
    [
      'of the whole path',
      { path: { type: 'ReplaceFullPath', replaceFullPath: '/new' } },
      '/a/b',
      '302 http://example.com/new',
    ],
  ])('%s', (_, redirect, asked, expected) => {
    expect(location(redirect, { path: asked })).toBe(expected);
  });

  test.each<[string, string, string, string]>([
    ['/foo', '/xyz', '/foo/bar', '/xyz/bar'],
    ['/foo', '/xyz/', '/foo/bar', '/xyz/bar'],
    ['/foo/', '/xyz', '/foo/bar', '/xyz/bar'],
    ['/foo', '/xyz', '/foo', '/xyz'],
    ['/foo', '/xyz', '/foo/', '/xyz/'],
    ['/foo', '/', '/foo/bar', '/bar'],
    ['/foo', '/', '/foo', '/'],
    ['/foo', '/', '/foo/', '/'],
  ])('of the prefix %s by %s makes of %s the path %s', (value, replacement, asked, expected) => {
    expect(location(prefix(replacement), { path: asked }, value)).toBe(`302 http://example.com${expected}`);
  });

  test('keeps the port of the listener where the filter has no scheme', () => {
    const rule = filter('RequestRedirect', 'requestRedirect', { hostname: 'other.org' });
    const objects = [
      ...WEB.slice(1),
      {
        ...JSON.parse(JSON.stringify(WEB[0])),
        spec: { gatewayClassName: 'ideal', listeners: [{ name: 'http', port: 8080, protocol: 'HTTP' }] },
      },
      httpRoute('r', [rule]),
    ];
    const { response } = rehearse(objects).send({
      url: 'http://a.com:8080/',
      gateway: { namespace: 'infra', name: 'web', listenerPort: 8080 },
    });
    expect(response?.headers.Location).toBe('http://other.org:8080/');
  });
});

describe('headers', () => {
  test('are set, added and removed on the way to the backend', () => {
    const modifier = {
      set: [{ name: 'X-Set', value: 'new' }],
      add: [{ name: 'x-add', value: 'two' }],
      remove: ['x-gone'],
    };
    const rule = to('a', filter('RequestHeaderModifier', 'requestHeaderModifier', modifier));
    const headers = { 'x-set': 'old', 'X-Add': 'one', 'X-Gone': 'yes', 'X-Kept': 'kept' };
    expect(send([httpRoute('r', [rule])], { headers }).request?.headers).toEqual({
      'X-Set': 'new',
      'x-add': 'one,two',
      'X-Kept': 'kept',
    });
  });

  test('of the response are changed after the backend has set its own', () => {
    const modifier = { set: [{ name: 'X-Header', value: 'set' }], remove: ['x-powered-by'] };
    const rule = to('a', filter('ResponseHeaderModifier', 'responseHeaderModifier', modifier));
    const upstream = { responseHeaders: { 'X-Powered-By': 'a', 'x-header': 'own', 'x-kept': '1' } };
    expect(send([httpRoute('r', [rule])], { upstream }).response?.headers).toEqual({
      'X-Header': 'set',
      'x-kept': '1',
    });
  });

  test('of a filter of one backend are for requests to that one', () => {
    const own = (name: string): object => ({
      name,
      port: 80,
      ...filter('RequestHeaderModifier', 'requestHeaderModifier', { set: [{ name: 'backend', value: name }] }),
    });
    const outcome = send([httpRoute('r', [{ backendRefs: [own('a'), own('b')] }])], {});
    expect(outcome.backends.map(({ name }) => name)).toEqual(['a']);
    expect(outcome.request?.headers).toEqual({ backend: 'a' });
    expect(outcome.others?.map(({ backends, request }) => [backends[0]?.name, request.headers])).toEqual([
      ['b', { backend: 'b' }],
    ]);
  });
});

test('a rewrite changes host and path, and keeps the query', () => {
  const rewrite = { hostname: 'inside', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v2' } };
  const rule = to('a', { matches: [{ path: { value: '/v1' } }], ...filter('URLRewrite', 'urlRewrite', rewrite) });
  const { request } = send([httpRoute('r', [rule])], { host: 'example.com', path: '/v1/x?y=z' });
  expect(request).toMatchObject({ host: 'inside', path: '/v2/x?y=z' });
});

describe('mirrors', () => {
  const mirror = (more: object): object => ({
    type: 'RequestMirror',
    requestMirror: { backendRef: { name: 'b', port: 80 }, ...more },
  });

  test('get the share that they are for', () => {
    const rule = to('a', {
      filters: [mirror({}), mirror({ percent: 20 }), mirror({ fraction: { numerator: 1, denominator: 8 } })],
    });
    const { mirrors, backends } = send([httpRoute('r', [rule])], {});
    expect(mirrors?.map(({ name, percent }) => [name, percent])).toEqual([
      ['b', 100],
      ['b', 20],
      ['b', 12.5],
    ]);
    expect(backends.map(({ name }) => name)).toEqual(['a']);
  });
});

describe('CORS', () => {
  const cors = (settings: object): object[] => [httpRoute('r', [to('a', filter('CORS', 'cors', settings))])];
  const origin = 'https://www.example.com';
  const preflight: TrafficRequest = {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-a' },
  };

  test('a preflight is answered by the gateway', () => {
    const settings = {
      allowOrigins: ['https://*.example.com'],
      allowMethods: ['PUT', 'GET'],
      allowHeaders: ['x-a'],
      maxAge: 60,
    };
    const { status, backends, response } = send(cors(settings), preflight);
    expect([status, backends]).toEqual([204, []]);
    expect(response?.headers).toEqual({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': 'PUT, GET',
      'Access-Control-Allow-Headers': 'x-a',
      'Access-Control-Max-Age': '60',
    });
  });

  test('one of a foreign origin gets no permission', () => {
    const settings = { allowOrigins: ['https://example.com', 'https://*.example.org'] };
    expect(send(cors(settings), preflight).response?.headers).toEqual({});
  });

  test('a simple request goes on, and its response has the permission', () => {
    const { backends, response } = send(cors({ allowOrigins: ['*'], exposeHeaders: ['x-b'] }), { headers: { origin } });
    expect(backends.map(({ name }) => name)).toEqual(['a']);
    expect(response?.headers).toEqual({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'x-b' });
  });

  test('"*" is not sent to clients with credentials', () => {
    const settings = { allowOrigins: ['*'], allowMethods: ['*'], allowHeaders: ['*'], allowCredentials: true };
    expect(send(cors(settings), preflight).response?.headers).toMatchObject({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': 'PUT',
      'Access-Control-Allow-Headers': 'x-a',
      'Access-Control-Allow-Credentials': 'true',
    });
  });
});

describe('backends', () => {
  test('share by weight, and one of weight 0 gets nothing', () => {
    const refs = [
      ['a', 99],
      ['b', 1],
      ['c', 0],
    ].map(([name, weight]) => ({ name, weight, port: 80 }));
    const { backends } = send([httpRoute('r', [{ backendRefs: refs }])], {});
    expect(backends.map(({ name, weight }) => [name, weight])).toEqual([
      ['a', 99],
      ['b', 1],
    ]);
  });

  test('that cannot be used answer their share with 500', () => {
    const refs = [
      { name: 'a', port: 80, weight: 3 },
      { name: 'gone', port: 80, weight: 1 },
    ];
    expect(send([httpRoute('r', [{ backendRefs: refs }])], {})).toMatchObject({ status: 200, failing: 0.25 });
  });

  test.each<[string, object[]]>([
    ['is missing', [httpRoute('r', [to('gone')])]],
    ['has no such port', [httpRoute('r', [{ backendRefs: [{ name: 'a', port: 81 }] }])]],
    [
      'is of another namespace, without a grant',
      [httpRoute('r', [{ backendRefs: [{ name: 'x', namespace: 'apps', port: 80 }] }]), service('x', 'apps')],
    ],
    ['has weight 0', [httpRoute('r', [{ backendRefs: [{ name: 'a', port: 80, weight: 0 }] }])]],
    ['is not given at all', [httpRoute('r', [{}])]],
  ])('that %s answers with 500', (_, objects) => {
    expect(reached(objects, {})).toBe('500');
  });

  test('of another namespace are reached with a grant', () => {
    const objects = [
      httpRoute('r', [{ backendRefs: [{ name: 'x', namespace: 'apps', port: 80 }] }]),
      service('x', 'apps'),
      grant('apps', { kind: 'HTTPRoute', namespace: 'infra' }, { kind: 'Service' }),
    ];
    expect(reached(objects, {})).toBe('x');
  });

  test('of a namespace without a Service among the manifests are taken as there', () => {
    const objects = [
      httpRoute('r', [{ backendRefs: [{ name: 'x', namespace: 'apps', port: 80 }] }]),
      grant('apps', { kind: 'HTTPRoute', namespace: 'infra' }, { kind: 'Service' }),
    ];
    expect(reached(objects, {})).toBe('x');
  });

  test('of a BackendTLSPolicy are asked by its name', () => {
    const policy = route('BackendTLSPolicy', 'p', {
      targetRefs: [{ group: '', kind: 'Service', name: 'a' }],
      validation: { hostname: 'inside.example.com', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] },
    });
    const objects = [httpRoute('r', [to('a')]), policy];
    expect(send([...objects, caBundle('ca', 'infra', CERTIFICATE)], {}).request?.sni).toBe('inside.example.com');
    expect(send(objects, {}).status).toBe(500);
  });
});

describe('time', () => {
  const rule = (more: object): object[] => [httpRoute('r', [to('a', more)])];

  test.each<[string, object, object, number]>([
    ['a backend in time', { timeouts: { request: '1s' } }, { delayMs: 900 }, 200],
    ['a backend that is too slow', { timeouts: { request: '1s' } }, { delayMs: 1100 }, 504],
    ['a try that is too slow', { timeouts: { request: '5s', backendRequest: '500ms' } }, { delayMs: 600 }, 504],
    ['no limit', { timeouts: { request: '0s' } }, { delayMs: 100_000 }, 200],
    ['a backend that fails', {}, { failWithStatus: 503 }, 503],
    [
      'a backend that recovers after as many tries',
      { retry: { attempts: 2, codes: [503] } },
      { failWithStatus: 503, succeedAfterFailures: 2 },
      200,
    ],
    [
      'a backend that recovers too late',
      { retry: { attempts: 2, codes: [503] } },
      { failWithStatus: 503, succeedAfterFailures: 3 },
      503,
    ],
    [
      'a failure of another kind',
      { retry: { attempts: 2, codes: [500] } },
      { failWithStatus: 503, succeedAfterFailures: 1 },
      503,
    ],
  ])('%s', (_, more, upstream, status) => {
    expect(send(rule(more), { upstream }).status).toBe(status);
  });
});

test('the explanation names each candidate that lost, and why, in order', () => {
  const objects = [
    httpRoute('r', [
      to('a', { matches: [{ path: { type: 'Exact', value: '/x' } }] }),
      to('b', { matches: [{ path: { value: '/y' }, method: 'POST' }] }),
      to('c'),
    ]),
  ];
  const { explain } = rehearse([...WEB, ...objects]).send(
    { gateway: { namespace: 'infra', name: 'web' }, path: '/y' },
    { explain: true },
  );
  expect(explain).toEqual([
    'HTTPRoute infra/r, rule 0, match 0 does not match: the path is not /x',
    'HTTPRoute infra/r, rule 1, match 0 does not match: the method is not POST',
    'HTTPRoute infra/r, rule 2, match 0 wins, on listener http',
    'Service infra/c:80 gets 1 of 1 requests',
  ]);
});
