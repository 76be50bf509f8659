import { Chart } from 'cdk8s';
import { Service } from 'cdk8s-plus-28';
import { Backend, HttpFilter, HttpMatch, HttpRoute, type HttpRouteProps, ParentGateway } from '../../src';
import { manifestOf, manifestsOf, refusalOf } from '../constructs';

const GATEWAY = ParentGateway.named('web');
const details = Backend.service('details', 9080);

/** `spec.rules` of a route with one rule. */
function ruleOf(
  rule: HttpRouteProps['rules'][number],
  version = '1.6.1',
  channel: 'standard' | 'experimental' = 'experimental',
): Record<string, unknown> {
  const { spec } = manifestOf((chart) => new HttpRoute(chart, 'route', { parents: [GATEWAY], rules: [rule] }), {
    gatewayApi: { version, channel },
  });
  return spec.rules[0];
}

const ANY = [{ path: { type: 'PathPrefix', value: '/' } }];
const DETAILS = { group: '', kind: 'Service', name: 'details', port: 9080, weight: 1 };

describe('an HttpRoute', () => {
  test('writes every default of the API, and its namespace once', () => {
    const manifest = manifestOf(
      (chart) =>
        new HttpRoute(chart, 'route', { parents: [GATEWAY.listener('http')], rules: [{ backends: [details] }] }),
    );
    expect(manifest).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'route', namespace: 'apps' },
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web', sectionName: 'http' }],
        rules: [{ matches: ANY, backendRefs: [DETAILS] }],
      },
    });
  });

  test('takes its name from `name`, and parents of other namespaces, kinds and ports', () => {
    const { metadata, spec } = manifestOf(
      (chart) =>
        new HttpRoute(chart, 'route', {
          name: 'other',
          labels: { team: 'web' },
          annotations: { 'example.com/note': 'yes' },
          hostnames: ['shop.example.com', '*.shop.example.com'],
          parents: [
            ParentGateway.named('shared', { namespace: 'infra' }).onPort(80),
            ParentGateway.named('set', { kind: 'ListenerSet', namespace: 'apps' }),
          ],
          rules: [{ backends: [details] }],
        }),
    );
    expect(metadata).toEqual({
      name: 'other',
      namespace: 'apps',
      labels: { team: 'web' },
      annotations: { 'example.com/note': 'yes' },
    });
    expect(spec.hostnames).toEqual(['shop.example.com', '*.shop.example.com']);
    expect(spec.parentRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'shared', namespace: 'infra', port: 80 },
      { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'set' },
    ]);
  });

  const matches: [string, HttpMatch, unknown][] = [
    ['a prefix', HttpMatch.prefix('/a'), { path: { type: 'PathPrefix', value: '/a' } }],
    ['an exact path', HttpMatch.exact('/a/b'), { path: { type: 'Exact', value: '/a/b' } }],
    ['an expression', HttpMatch.regex('/a/[0-9]+'), { path: { type: 'RegularExpression', value: '/a/[0-9]+' } }],
    [
      'method, headers and query',
      HttpMatch.any()
        .method('GET')
        .header('magic', 'foo')
        .headerRegex('x-v', 'v[12]')
        .query('great', 'example')
        .queryRegex('n', '\\d+'),
      {
        path: { type: 'PathPrefix', value: '/' },
        method: 'GET',
        headers: [
          { type: 'Exact', name: 'magic', value: 'foo' },
          { type: 'RegularExpression', name: 'x-v', value: 'v[12]' },
        ],
        queryParams: [
          { type: 'Exact', name: 'great', value: 'example' },
          { type: 'RegularExpression', name: 'n', value: '\\d+' },
        ],
      },
    ],
  ];
  test.each(matches)('matches by %s', (_, match, expected) => {
    expect(ruleOf({ matches: [match], backends: [details] }).matches).toEqual([expected]);
  });

  test('leaves a match as it was when another is made of it', () => {
    const base = HttpMatch.prefix('/a').header('x', '1');
    base.header('y', '2').method('GET');
    expect(base.shape).toEqual({
      path: { type: 'PathPrefix', value: '/a' },
      headers: [{ type: 'Exact', name: 'x', value: '1' }],
    });
  });

  const mirror = { group: '', kind: 'Service', name: 'copy', port: 80 };
  const filters: [string, HttpFilter, unknown][] = [
    [
      'add request headers',
      HttpFilter.addRequestHeaders({ a: '1' }),
      { type: 'RequestHeaderModifier', requestHeaderModifier: { add: [{ name: 'a', value: '1' }] } },
    ],
    [
      'set request headers',
      HttpFilter.setRequestHeaders({ a: '1' }),
      { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'a', value: '1' }] } },
    ],
    [
      'remove request headers',
      HttpFilter.removeRequestHeaders('a', 'b'),
      { type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['a', 'b'] } },
    ],
    [
      'add response headers',
      HttpFilter.addResponseHeaders({ a: '1' }),
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { add: [{ name: 'a', value: '1' }] } },
    ],
    [
      'set response headers',
      HttpFilter.setResponseHeaders({ a: '1' }),
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'a', value: '1' }] } },
    ],
    [
      'remove response headers',
      HttpFilter.removeResponseHeaders('a'),
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['a'] } },
    ],
    [
      'rewrite the path',
      HttpFilter.rewrite({ hostname: 'b.example.com', path: { full: '/x' } }),
      {
        type: 'URLRewrite',
        urlRewrite: { hostname: 'b.example.com', path: { type: 'ReplaceFullPath', replaceFullPath: '/x' } },
      },
    ],
    [
      'rewrite the prefix',
      HttpFilter.rewrite({ path: { prefix: '/v2' } }),
      { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v2' } } },
    ],
    [
      'mirror',
      HttpFilter.mirror(Backend.service('copy', 80), { percent: 5 }),
      { type: 'RequestMirror', requestMirror: { backendRef: mirror, percent: 5 } },
    ],
    [
      'mirror a fraction',
      HttpFilter.mirror(Backend.service('copy', 80), { fraction: { numerator: 1 } }),
      { type: 'RequestMirror', requestMirror: { backendRef: mirror, fraction: { numerator: 1, denominator: 100 } } },
    ],
    [
      'answer CORS',
      HttpFilter.cors({ allowOrigins: ['https://a.example.com'], allowMethods: ['GET'], allowCredentials: true }),
      {
        type: 'CORS',
        cors: { allowOrigins: ['https://a.example.com'], allowMethods: ['GET'], allowCredentials: true, maxAge: 5 },
      },
    ],
    [
      'ask an authorizer by gRPC',
      HttpFilter.externalAuth(Backend.service('copy', 80), { forwardBody: { maxSize: 1024 } }),
      {
        type: 'ExternalAuth',
        externalAuth: { backendRef: mirror, protocol: 'GRPC', grpc: {}, forwardBody: { maxSize: 1024 } },
      },
    ],
    [
      'ask an authorizer by HTTP',
      HttpFilter.externalAuth(Backend.service('copy', 80), { http: { path: '/auth' } }),
      { type: 'ExternalAuth', externalAuth: { backendRef: mirror, protocol: 'HTTP', http: { path: '/auth' } } },
    ],
    [
      'use an extension',
      HttpFilter.extensionRef({ group: 'example.com', kind: 'Filter', name: 'f' }),
      { type: 'ExtensionRef', extensionRef: { group: 'example.com', kind: 'Filter', name: 'f' } },
    ],
  ];
  test.each(filters)('has a filter to %s', (_, filter, expected) => {
    expect(ruleOf({ filters: [filter], backends: [details] }).filters).toEqual([expected]);
  });

  test('redirects without backends, with 302 unless said otherwise', () => {
    expect(ruleOf({ filters: [HttpFilter.redirect({ scheme: 'https', port: 8443, path: { full: '/new' } })] })).toEqual(
      {
        matches: ANY,
        filters: [
          {
            type: 'RequestRedirect',
            requestRedirect: {
              scheme: 'https',
              port: 8443,
              path: { type: 'ReplaceFullPath', replaceFullPath: '/new' },
              statusCode: 302,
            },
          },
        ],
      },
    );
  });

  test('has timeouts, retries, session persistence and a name', () => {
    const rule = ruleOf({
      name: 'main',
      backends: [details],
      timeouts: { request: '10s', backendRequest: '2s' },
      retry: { codes: [500, 503], attempts: 3, backoff: '100ms' },
      sessionPersistence: { sessionName: 'session', cookieConfig: {} },
    });
    expect(rule).toEqual({
      name: 'main',
      matches: ANY,
      backendRefs: [DETAILS],
      timeouts: { request: '10s', backendRequest: '2s' },
      retry: { codes: [500, 503], attempts: 3, backoff: '100ms' },
      sessionPersistence: { type: 'Cookie', sessionName: 'session', cookieConfig: { lifetimeType: 'Session' } },
    });
  });

  test('takes rules, matches, filters and backends in the shape of the API, and fills in their defaults', () => {
    expect(
      ruleOf({
        matches: [{ headers: [{ name: 'a', value: 'b' }] }],
        filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }],
      }),
    ).toEqual({
      matches: [{ path: { type: 'PathPrefix', value: '/' }, headers: [{ type: 'Exact', name: 'a', value: 'b' }] }],
      filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 302 } }],
    });
    expect(ruleOf({ backendRefs: [{ name: 'details', port: 9080 }] })).toEqual({
      matches: ANY,
      backendRefs: [DETAILS],
    });
  });

  test('takes Services of cdk8s-plus, with their port and namespace', () => {
    const manifests = manifestsOf((chart) => {
      const service = new Service(chart, 'service', { metadata: { name: 'details' }, ports: [{ port: 9080 }] });
      new HttpRoute(chart, 'route', { parents: [GATEWAY], rules: [{ backends: [Backend.service(service)] }] });
    });
    expect(manifests.find(({ kind }) => kind === 'HTTPRoute')?.spec.rules[0].backendRefs).toEqual([DETAILS]);
  });

  test('does not change shapes that are used twice', () => {
    const filter = {
      type: 'RequestMirror' as const,
      requestMirror: { backendRef: { name: 'copy', port: 80 }, fraction: { numerator: 1 } },
    };
    ruleOf({ filters: [filter], backends: [details] });
    expect(filter.requestMirror).toEqual({ backendRef: { name: 'copy', port: 80 }, fraction: { numerator: 1 } });
  });
});

describe('the Gateway API of the platform', () => {
  const lacks: [string, HttpRouteProps['rules'][number], string, string][] = [
    [
      'cors',
      { filters: [HttpFilter.cors({ allowOrigins: ['*'] })], backends: [details] },
      'rules[0].filters[0].cors',
      'Gateway API 1.5.0 standard or 1.3.0 experimental has it',
    ],
    [
      'retry',
      { backends: [details], retry: { attempts: 2 } },
      'rules[0].retry',
      'Gateway API 1.2.0 experimental has it',
    ],
    [
      'rule names',
      { name: 'main', backends: [details] },
      'rules[0].name',
      'Gateway API 1.4.0 standard or 1.2.0 experimental has it',
    ],
    [
      'mirror percentages',
      { filters: [HttpFilter.mirror(details, { percent: 5 })], backends: [details] },
      'rules[0].filters[0].requestMirror.percent',
      'Gateway API 1.3.0 standard or 1.2.0 experimental has it',
    ],
    [
      'status 308',
      { filters: [HttpFilter.redirect({ statusCode: 308 })] },
      'rules[0].filters[0].requestRedirect.statusCode',
      'Gateway API 1.5.0 standard has it',
    ],
  ];
  test.each(lacks)('1.2.0 standard has no %s, and the error names the release that has', (_, rule, field, cure) => {
    const error = refusalOf((chart) => new HttpRoute(chart, 'route', { parents: [GATEWAY], rules: [rule] }), {
      gatewayApi: { version: '1.2.0' },
    });
    expect(error.constructPath).toBe('chart/route');
    expect(error.field).toBe(field);
    expect(error.message).toContain('Gateway API 1.2.0 standard');
    expect(error.message).toContain(cure);
  });

  test.each(lacks.map(([what, rule]) => [what, rule] as const))('1.6.1 experimental has %s', (_, rule) => {
    expect(ruleOf(rule)).toBeDefined();
  });
});

describe('an HttpRoute is refused', () => {
  const rule = { backends: [details] };
  const refused: [string, Partial<HttpRouteProps>, string, string][] = [
    ['without parents', { parents: [] }, 'parents', 'has no parent. Give the listener'],
    ['with one parent twice', { parents: [GATEWAY, GATEWAY] }, 'parents[1]', '"web" is the same parent as parents[0]'],
    [
      'with a parent and one listener of it',
      { parents: [GATEWAY, GATEWAY.listener('a')] },
      'parents[1]',
      'or holds it. Name a listener',
    ],
    [
      'with a hostname that has a scheme',
      { hostnames: ['https://a.example.com'] },
      'hostnames[0]',
      '"https://a.example.com" has a scheme, and a hostname has none. Leave out "https://"',
    ],
    ['with a hostname that has a port', { hostnames: ['a.example.com:80'] }, 'hostnames[0]', 'has a port'],
    ['with an address for a hostname', { hostnames: ['192.168.57.100'] }, 'hostnames[0]', 'is an IP address'],
    [
      'with a hostname in upper case',
      { hostnames: ['Shop.example.com'] },
      'hostnames[0]',
      'has upper-case letters. Write "shop.example.com".',
    ],
    ['with a wildcard in the middle', { hostnames: ['a.*.example.com'] }, 'hostnames[0]', 'is not a hostname'],
    [
      'with a hostname twice',
      { hostnames: ['a.example.com', 'a.example.com'] },
      'hostnames[1]',
      'is the same hostname as hostnames[0]',
    ],
    ['without rules', { rules: [] }, 'rules', 'has no rule'],
    ['with 17 rules', { rules: Array.from({ length: 17 }, () => rule) }, 'rules', 'must have at most 16 items'],
    [
      'with two rules of one name',
      {
        rules: [
          { ...rule, name: 'a' },
          { ...rule, name: 'a' },
        ],
      },
      'rules[1]',
      '"a" is the same name as rules[0]',
    ],
    [
      'with more matches than a route takes',
      {
        rules: [1, 2, 3].map((n) => ({
          ...rule,
          matches: Array.from({ length: 50 }, (_, i) => HttpMatch.exact(`/${n}/${i}`)),
        })),
      },
      'rules',
      '150 matches are given in all, and a route takes at most 128',
    ],
    ['with a name that is no DNS subdomain', { name: 'My_Route' }, 'name', '"My_Route" is not a DNS subdomain'],
    ['with a label that is none', { labels: { team: 'a b' } }, 'labels.team', '"a b" is not a label value'],
    [
      'with a relative path',
      { rules: [{ ...rule, matches: [HttpMatch.prefix('details')] }] },
      'rules[0].matches[0].path.value',
      '"details" does not begin with "/". Write "/details".',
    ],
    [
      'with a URL for a path',
      { rules: [{ ...rule, matches: [HttpMatch.exact('/http://a/b')] }] },
      'rules[0].matches[0].path.value',
      'is a URL',
    ],
    [
      'with // in a path',
      { rules: [{ ...rule, matches: [HttpMatch.exact('/a//b')] }] },
      'rules[0].matches[0].path.value',
      'has "//", which the API server refuses',
    ],
    [
      'with a path that ends in /..',
      { rules: [{ ...rule, matches: [HttpMatch.exact('/a/..')] }] },
      'rules[0].matches[0].path.value',
      'has "/.."',
    ],
    [
      'with a query in a path',
      { rules: [{ ...rule, matches: [HttpMatch.exact('/a?b=c')] }] },
      'rules[0].matches[0].path.value',
      'has a query. Match it with HttpMatch.query().',
    ],
    [
      'with a blank in a path',
      { rules: [{ ...rule, matches: [HttpMatch.exact('/a b')] }] },
      'rules[0].matches[0].path.value',
      'Percent-encode it',
    ],
    [
      'with an expression that RE2 has not',
      { rules: [{ ...rule, matches: [HttpMatch.regex('/(?=a)')] }] },
      'rules[0].matches[0].path.value',
      'is no RE2 expression',
    ],
    [
      'with an expression for a header that RE2 has not',
      { rules: [{ ...rule, matches: [HttpMatch.any().headerRegex('a', '(a)\\1')] }] },
      'rules[0].matches[0].headers[0].value',
      'is no RE2 expression',
    ],
    [
      'with a header twice in another case',
      { rules: [{ ...rule, matches: [HttpMatch.any().header('X-A', '1').header('x-a', '2')] }] },
      'rules[0].matches[0].headers[1].name',
      '"x-a" is the same header',
    ],
    [
      'with a header name that is none',
      { rules: [{ ...rule, matches: [HttpMatch.any().header('a b', '1')] }] },
      'rules[0].matches[0].headers[0].name',
      '"a b" is refused by Gateway API 1.6.1 standard',
    ],
    [
      'with a header value with a line break',
      { rules: [{ ...rule, matches: [HttpMatch.any().header('a', '1\n2')] }] },
      'rules[0].matches[0].headers[0].value',
      'has a control character, which no header may have',
    ],
    [
      'without backends',
      { rules: [{ backends: [] }] },
      'rules[0].backends',
      'every request would be answered with 500. Give a backend, or a redirect.',
    ],
    [
      'with weights that sum to 0',
      { rules: [{ backends: [details.withWeight(0), details.withWeight(0)] }] },
      'rules[0].backends',
      '[0,0] are the weights, which sum to 0',
    ],
    [
      'with a weight above a million',
      { rules: [{ backends: [details.withWeight(1_000_001)] }] },
      'rules[0].backendRefs[0].weight',
      '1000001 is refused',
    ],
    [
      'with port 0',
      { rules: [{ backends: [Backend.service('a', 0)] }] },
      'rules[0].backendRefs[0].port',
      '0 is refused by Gateway API 1.6.1 standard: should be greater than or equal to 1',
    ],
    [
      'without a port',
      { rules: [{ backends: [Backend.service('a')] }] },
      'rules[0].backends[0].port',
      'undefined is missing. Give the port of the Service "a".',
    ],
    [
      'with a redirect beside a backend',
      { rules: [{ ...rule, filters: [HttpFilter.redirect({ scheme: 'https' })] }] },
      'rules[0].filters[0]',
      'stands beside backends',
    ],
    [
      'with a redirect beside a rewrite',
      { rules: [{ filters: [HttpFilter.redirect({}), HttpFilter.rewrite({ hostname: 'a' })] }] },
      'rules[0].filters[0]',
      'stands beside URLRewrite',
    ],
    [
      'with two filters of one type',
      {
        rules: [{ ...rule, filters: [HttpFilter.addRequestHeaders({ a: '1' }), HttpFilter.removeRequestHeaders('b')] }],
      },
      'rules[0].filters[1]',
      'stands here for the second time, after rules[0].filters[0]. Put both into one filter.',
    ],
    [
      'with a prefix replaced that is matched exactly',
      {
        rules: [
          { ...rule, matches: [HttpMatch.exact('/a')], filters: [HttpFilter.rewrite({ path: { prefix: '/b' } })] },
        ],
      },
      'rules[0].filters[0]',
      'must have exactly one match, by prefix',
    ],
    [
      'with a timeout that is no duration',
      { rules: [{ ...rule, timeouts: { request: '10 seconds' } }] },
      'rules[0].timeouts.request',
      '"10 seconds" is not a duration',
    ],
    [
      'with an attempt longer than the request',
      { rules: [{ ...rule, timeouts: { request: '1s', backendRequest: '1500ms' } }] },
      'rules[0].timeouts.backendRequest',
      'is longer than request, "1s"',
    ],
  ];
  test.each(refused)('%s', (_, props, field, message) => {
    const error = refusalOf((chart) => new HttpRoute(chart, 'route', { parents: [GATEWAY], rules: [rule], ...props }));
    expect(error.constructPath).toBe('chart/route');
    expect(error.field).toBe(field);
    expect(error.message).toContain(`[chart/route] ${field}: `);
    expect(error.message).toContain(message);
  });

  test('with a field that no release has, from JavaScript or a wrong cast', () => {
    const raw = JSON.parse('{ "backendRefs": [{ "name": "a", "port": 80 }], "retries": 3 }');
    const error = refusalOf((chart) => new HttpRoute(chart, 'route', { parents: [GATEWAY], rules: [raw] }));
    expect(error.message).toContain(
      '[chart/route] rules[0].retries: 3 is given, and HTTPRoute has no such field in Gateway API 1.6.1 standard. Leave it out.',
    );
  });
});

describe('a backend of another namespace', () => {
  const foreign = Backend.service('details', 9080, { namespace: 'bookinfo' });
  const build = (chart: Chart): HttpRoute =>
    new HttpRoute(chart, 'route', {
      parents: [GATEWAY],
      rules: [
        {
          backends: [foreign, Backend.service('local', 80, { namespace: 'apps' })],
          filters: [HttpFilter.mirror(Backend.service('copy', 80, { namespace: 'bookinfo' }))],
        },
      ],
    });

  test('is granted by the route, for the Services that it names', () => {
    const manifests = manifestsOf(build);
    expect(manifests.map(({ kind }) => kind)).toEqual(['HTTPRoute', 'ReferenceGrant']);
    expect(manifests[0]?.spec.rules[0].backendRefs[0].namespace).toBe('bookinfo');
    expect(manifests[1]).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ReferenceGrant',
      metadata: { name: 'httproute-apps.route', namespace: 'bookinfo' },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'apps' }],
        to: [
          { group: '', kind: 'Service', name: 'details' },
          { group: '', kind: 'Service', name: 'copy' },
        ],
      },
    });
  });

  test('is granted in v1beta1 where v1 is not served', () => {
    const grant = manifestsOf(build, { gatewayApi: { version: '1.4.1' } }).find(
      ({ kind }) => kind === 'ReferenceGrant',
    );
    expect(grant?.apiVersion).toBe('gateway.networking.k8s.io/v1beta1');
  });

  test('is left to others where they grant it', () => {
    const manifests = manifestsOf(
      (chart) =>
        new HttpRoute(chart, 'route', {
          parents: [GATEWAY],
          rules: [{ backends: [Backend.service('a', 80, { namespace: 'b', grant: false })] }],
        }),
    );
    expect(manifests.map(({ kind }) => kind)).toEqual(['HTTPRoute']);
  });

  test('cannot be granted where the route has no namespace', () => {
    const error = refusalOf((chart) => build(new Chart(chart, 'bare')));
    expect(error.message).toContain(
      '[chart/bare/route] rules[0].backends[0].namespace: "bookinfo" is another namespace, and the namespace of the route is unknown',
    );
  });
});
