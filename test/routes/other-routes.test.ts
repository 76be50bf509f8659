import type { Chart } from 'cdk8s';
import {
  Backend,
  BackendTlsPolicy,
  type BackendTlsPolicyProps,
  GrpcFilter,
  GrpcMatch,
  GrpcRoute,
  type GrpcRouteProps,
  ParentGateway,
  ReferenceGrant,
  TcpRoute,
  TlsRoute,
  UdpRoute,
  WeightedHttpRoute,
  type WeightedHttpRouteProps,
} from '../../src';
import { manifestOf, manifestsOf, refusalOf } from '../constructs';

const GATEWAY = ParentGateway.named('web');
const PARENT = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' };
const cart = Backend.service('cart', 9000);
const CART = { group: '', kind: 'Service', name: 'cart', port: 9000, weight: 1 };

describe('a WeightedHttpRoute', () => {
  const split = (backends: WeightedHttpRouteProps['backends']): unknown[] => {
    const { spec } = manifestOf((chart) => new WeightedHttpRoute(chart, 'split', { parents: [GATEWAY], backends }));
    return spec.rules[0].backendRefs.map(({ weight }: { weight: number }) => weight);
  };
  const [a, b, c] = ['a', 'b', 'c'].map((name) => Backend.service(name, 80)) as [Backend, Backend, Backend];

  test.each([
    [
      'percentages as they are',
      [
        { backend: a, percent: 99 },
        { backend: b, percent: 1 },
      ],
      [99, 1],
    ],
    [
      'one decimal place times ten',
      [
        { backend: a, percent: 99.5 },
        { backend: b, percent: 0.5 },
      ],
      [995, 5],
    ],
    [
      'four decimal places',
      [
        { backend: a, percent: 99.9999 },
        { backend: b, percent: 0.0001 },
      ],
      [999999, 1],
    ],
    [
      'thirds as well as four places can',
      [
        { backend: a, percent: 33.3333 },
        { backend: b, percent: 33.3333 },
        { backend: c, percent: 33.3334 },
      ],
      [333333, 333333, 333334],
    ],
    [
      'all of it to one',
      [
        { backend: a, percent: 100 },
        { backend: b, percent: 0 },
      ],
      [100, 0],
    ],
    [
      'weights as they are',
      [
        { backend: a, weight: 3 },
        { backend: b, weight: 0 },
      ],
      [3, 0],
    ],
  ])('writes %s', (_, backends, weights) => {
    expect(split(backends)).toEqual(weights);
  });

  test('has one rule with everything else of a rule', () => {
    const { spec } = manifestOf(
      (chart) =>
        new WeightedHttpRoute(chart, 'split', {
          parents: [GATEWAY],
          hostnames: ['a.example.com'],
          timeouts: { request: '5s' },
          backends: [{ backend: a, weight: 1 }],
        }),
    );
    expect(spec.hostnames).toEqual(['a.example.com']);
    expect(spec.rules).toEqual([
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        timeouts: { request: '5s' },
        backendRefs: [{ group: '', kind: 'Service', name: 'a', port: 80, weight: 1 }],
      },
    ]);
  });

  const refused: [string, WeightedHttpRouteProps['backends'], string, string][] = [
    [
      'percentages that sum to 99',
      [
        { backend: a, percent: 98 },
        { backend: b, percent: 1 },
      ],
      'backends',
      '[98,1] are the percentages, which sum to 99. Make them sum to 100.',
    ],
    [
      'weights that sum to 0',
      [
        { backend: a, weight: 0 },
        { backend: b, weight: 0 },
      ],
      'backends',
      '[0,0] are the weights, which sum to 0',
    ],
    [
      'a mixture',
      [
        { backend: a, percent: 99 },
        { backend: b, weight: 1 },
      ],
      'backends[1]',
      'is not given as the first backend is',
    ],
    ['both for one', [{ backend: a, percent: 99, weight: 1 }], 'backends[0]', 'needs either a percentage or a weight'],
    ['neither', [{ backend: a }], 'backends[0]', 'needs either a percentage or a weight'],
    [
      'a negative percentage',
      [
        { backend: a, percent: -1 },
        { backend: b, percent: 101 },
      ],
      'backends[0].percent',
      '-1 is no percentage',
    ],
    [
      'five decimal places',
      [
        { backend: a, percent: 99.99999 },
        { backend: b, percent: 0.00001 },
      ],
      'backends[0].percent',
      'at most four decimal places',
    ],
    ['a weight with a fraction', [{ backend: a, weight: 0.5 }], 'backends[0].weight', '0.5 is no weight'],
    ['no backend', [], 'backends', 'has no backend'],
  ];
  test.each(refused)('refuses %s', (_, backends, field, message) => {
    const error = refusalOf((chart) => new WeightedHttpRoute(chart, 'split', { parents: [GATEWAY], backends }));
    expect([error.constructPath, error.field]).toEqual(['chart/split', field]);
    expect(error.message).toContain(message);
  });
});

describe('a GrpcRoute', () => {
  const ruleOf = (rule: GrpcRouteProps['rules'][number]): unknown =>
    manifestOf((chart) => new GrpcRoute(chart, 'grpc', { parents: [GATEWAY], rules: [rule] })).spec.rules[0];

  test('writes defaults, and no match where every call is meant', () => {
    expect(
      manifestOf(
        (chart) =>
          new GrpcRoute(chart, 'grpc', {
            parents: [GATEWAY],
            hostnames: ['a.example.com'],
            rules: [{ backends: [cart] }],
          }),
      ),
    ).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GRPCRoute',
      metadata: { name: 'grpc', namespace: 'apps' },
      spec: { parentRefs: [PARENT], hostnames: ['a.example.com'], rules: [{ backendRefs: [CART] }] },
    });
  });

  test.each([
    [
      'a method',
      GrpcMatch.method('shop.Cart', 'Add'),
      { method: { type: 'Exact', service: 'shop.Cart', method: 'Add' } },
    ],
    ['a service', GrpcMatch.service('shop.Cart'), { method: { type: 'Exact', service: 'shop.Cart' } }],
    [
      'expressions',
      GrpcMatch.regex({ service: 'shop\\..*' }),
      { method: { type: 'RegularExpression', service: 'shop\\..*' } },
    ],
    [
      'metadata',
      GrpcMatch.any().header('a', '1').headerRegex('b', 'x+'),
      {
        headers: [
          { type: 'Exact', name: 'a', value: '1' },
          { type: 'RegularExpression', name: 'b', value: 'x+' },
        ],
      },
    ],
  ])('matches by %s', (_, match, expected) => {
    expect(ruleOf({ matches: [match], backends: [cart] })).toEqual({ matches: [expected], backendRefs: [CART] });
  });

  test('has filters, on rules and backends', () => {
    expect(
      ruleOf({
        filters: [
          GrpcFilter.requestHeaders({ set: { a: '1' } }),
          GrpcFilter.responseHeaders({ remove: ['b'] }),
          GrpcFilter.mirror(cart),
        ],
        backends: [Backend.service('cart', 9000, { filters: [GrpcFilter.requestHeaders({ add: { c: '2' } })] })],
      }),
    ).toEqual({
      filters: [
        { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'a', value: '1' }] } },
        { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['b'] } },
        {
          type: 'RequestMirror',
          requestMirror: { backendRef: { group: '', kind: 'Service', name: 'cart', port: 9000 } },
        },
      ],
      backendRefs: [
        {
          ...CART,
          filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { add: [{ name: 'c', value: '2' }] } }],
        },
      ],
    });
  });

  const refused: [string, GrpcRouteProps['rules'], string, string][] = [
    ['no backend', [{ backends: [] }], 'rules[0].backends', 'has no backend'],
    [
      'a service with a slash',
      [{ matches: [GrpcMatch.service('shop/Cart')], backends: [cart] }],
      'rules[0].matches[0].method.service',
      '"shop/Cart" is not the name of a gRPC service',
    ],
    [
      'a method with a dot',
      [{ matches: [GrpcMatch.method('shop.Cart', 'a.b')], backends: [cart] }],
      'rules[0].matches[0].method.method',
      '"a.b" is not the name of a gRPC method',
    ],
    [
      'an expression that RE2 has not',
      [{ matches: [GrpcMatch.regex({ method: '(?!a)' })], backends: [cart] }],
      'rules[0].matches[0].method.method',
      'is no RE2 expression',
    ],
    [
      'neither service nor method',
      [{ matches: [GrpcMatch.regex({})], backends: [cart] }],
      'rules[0].matches[0].method',
      'names neither a service nor a method',
    ],
  ];
  test.each(refused)('refuses %s', (_, rules, field, message) => {
    const error = refusalOf((chart) => new GrpcRoute(chart, 'grpc', { parents: [GATEWAY], rules }));
    expect(error.field).toBe(field);
    expect(error.message).toContain(message);
  });
});

describe('routes below HTTP', () => {
  const versions: [string, string, 'standard' | 'experimental', Record<string, string | undefined>][] = [
    ['1.6.1 standard', '1.6.1', 'standard', { TLSRoute: 'v1', TCPRoute: 'v1', UDPRoute: 'v1' }],
    ['1.5.1 standard', '1.5.1', 'standard', { TLSRoute: 'v1', TCPRoute: undefined, UDPRoute: undefined }],
    ['1.5.1 experimental', '1.5.1', 'experimental', { TLSRoute: 'v1', TCPRoute: 'v1alpha2', UDPRoute: 'v1alpha2' }],
    [
      '1.4.0 experimental',
      '1.4.0',
      'experimental',
      { TLSRoute: 'v1alpha3', TCPRoute: 'v1alpha2', UDPRoute: 'v1alpha2' },
    ],
    [
      '1.2.0 experimental',
      '1.2.0',
      'experimental',
      { TLSRoute: 'v1alpha2', TCPRoute: 'v1alpha2', UDPRoute: 'v1alpha2' },
    ],
    ['1.2.0 standard', '1.2.0', 'standard', { TLSRoute: undefined, TCPRoute: undefined, UDPRoute: undefined }],
  ];
  const kinds: Record<string, (chart: Chart) => unknown> = {
    TLSRoute: (chart) =>
      new TlsRoute(chart, 'l4', { parents: [GATEWAY], hostnames: ['a.example.com'], backends: [cart] }),
    TCPRoute: (chart) => new TcpRoute(chart, 'l4', { parents: [GATEWAY], backends: [cart] }),
    UDPRoute: (chart) => new UdpRoute(chart, 'l4', { parents: [GATEWAY], backends: [cart] }),
  };
  const cases = versions.flatMap(([name, version, channel, expected]) =>
    Object.keys(kinds).map((kind) => [kind, name, { gatewayApi: { version, channel } }, expected[kind]] as const),
  );

  test.each(cases)('%s in %s', (kind, name, platform, version) => {
    const build = (chart: Chart): void => void kinds[kind]?.(chart);
    if (version === undefined) {
      const { message } = refusalOf((chart) => build(chart as Chart), platform);
      expect(message).toContain(`[chart/l4] kind: "${kind}" is not in Gateway API ${name}`);
      expect(message).toContain('has it: set gatewayApi of the platform if the cluster has that release.');
      return;
    }
    expect(manifestOf(build, platform)).toEqual({
      apiVersion: `gateway.networking.k8s.io/${version}`,
      kind,
      metadata: { name: 'l4', namespace: 'apps' },
      spec: {
        parentRefs: [PARENT],
        ...(kind === 'TLSRoute' ? { hostnames: ['a.example.com'] } : {}),
        rules: [{ backendRefs: [CART] }],
      },
    });
  });

  test('need hostnames for TLS, backends, ports, and take no filters', () => {
    const tcp = (backends: Backend[]): string =>
      refusalOf((chart) => new TcpRoute(chart, 'l4', { parents: [GATEWAY], backends })).message;
    expect(
      refusalOf((chart) => new TlsRoute(chart, 'l4', { parents: [GATEWAY], hostnames: [], backends: [cart] })).message,
    ).toContain('[chart/l4] hostnames: [] has no hostname');
    expect(tcp([])).toContain('backends: [] has no backend');
    expect(tcp([Backend.service('a')])).toContain('backends[0].port: undefined is missing');
    expect(tcp([Backend.service('a', 1, { filters: [{ type: 'RequestMirror' }] })])).toContain('backends[0].filters');
  });
});

describe('a BackendTlsPolicy', () => {
  const base: BackendTlsPolicyProps = { targets: [{ service: 'cart' }], hostname: 'cart.example.com' };

  test('trusts the CA of a ConfigMap, or of the system', () => {
    const spec = (props: Partial<BackendTlsPolicyProps>): unknown =>
      manifestOf((chart) => new BackendTlsPolicy(chart, 'tls', { ...base, ...props })).spec;
    expect(spec({ caConfigMaps: ['ca'], targets: [{ service: 'cart', portName: 'https' }] })).toEqual({
      targetRefs: [{ group: '', kind: 'Service', name: 'cart', sectionName: 'https' }],
      validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }], hostname: 'cart.example.com' },
    });
    expect(spec({ subjectAltNames: [{ type: 'Hostname', hostname: 'b.example.com' }] })).toEqual({
      targetRefs: [{ group: '', kind: 'Service', name: 'cart' }],
      validation: {
        wellKnownCACertificates: 'System',
        hostname: 'cart.example.com',
        subjectAltNames: [{ type: 'Hostname', hostname: 'b.example.com' }],
      },
    });
  });

  test.each([
    ['a wildcard', { hostname: '*.example.com' }, 'hostname', 'is a wildcard'],
    [
      'one Service twice',
      { targets: [{ service: 'cart' }, { service: 'cart', portName: 'https' }] },
      'targets[1]',
      '"cart" is the same target as targets[0], or holds it',
    ],
    ['no target', { targets: [] }, 'targetRefs', 'is refused'],
  ])('refuses %s', (_, props, field, message) => {
    const error = refusalOf((chart) => new BackendTlsPolicy(chart, 'tls', { ...base, ...props }));
    expect(error.field).toBe(field);
    expect(error.message).toContain(message);
  });
});

describe('a ReferenceGrant', () => {
  test('says who may refer to what', () => {
    const props = {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'a' }],
      to: [{ group: '', kind: 'Service' }],
    };
    const [grant] = manifestsOf((chart) => new ReferenceGrant(chart, 'grant', props));
    expect(grant).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ReferenceGrant',
      metadata: { name: 'grant', namespace: 'apps' },
      spec: props,
    });
  });
});
