import { App, Chart } from 'cdk8s';
import {
  Backend,
  Certificate,
  CiliumGatewayClass,
  GrpcRoute,
  HttpRoute,
  type ListenerProps,
  ListenerSet,
  LoxiGateway,
  type LoxiGatewayProps,
  ParentGateway,
  TcpRoute,
  TlsRoute,
} from '../../src';
import { ARTICLE, manifestOf, manifestsOf, refusalOf } from '../constructs';

const HTTP: ListenerProps = { name: 'http', protocol: 'HTTP', port: 80 };
const certificate = Certificate.fromSecret('cert');
const ALLOWED = { namespaces: { from: 'Same' } };

function gatewayWith(props: Partial<LoxiGatewayProps>): (chart: import('constructs').Construct) => LoxiGateway {
  return (chart) => new LoxiGateway(chart, 'web', { gatewayClass: 'cilium', listeners: [HTTP], ...props });
}

describe('a LoxiGateway', () => {
  test('writes defaults, and LoxiLB options under spec.infrastructure', () => {
    expect(manifestOf(gatewayWith({ loadBalancer: { mode: 'fullnat', staticIP: '192.168.57.100' } }))).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'web', namespace: 'apps' },
      spec: {
        gatewayClassName: 'cilium',
        infrastructure: { annotations: { 'loxilb.io/lbmode': 'fullnat', 'loxilb.io/staticIP': '192.168.57.100' } },
        listeners: [{ name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: ALLOWED }],
      },
    });
  });

  test('names the load-balancer class for admission where Cilium cannot', () => {
    const [gateway] = manifestsOf(gatewayWith({}), ARTICLE);
    expect(gateway?.spec.infrastructure).toEqual({
      annotations: { 'loxilb.io/loadBalancerClass': 'loxilb.io/loxilb' },
    });
    expect(manifestOf(gatewayWith({}), { cilium: { version: '1.18.0' } }).spec.infrastructure).toBeUndefined();
  });

  const listeners: [string, ListenerProps, unknown][] = [
    [
      'HTTP',
      { ...HTTP, hostname: '*.example.com', allowedRoutes: { namespaces: 'All', kinds: ['HTTPRoute'] } },
      {
        name: 'http',
        protocol: 'HTTP',
        port: 80,
        hostname: '*.example.com',
        allowedRoutes: {
          namespaces: { from: 'All' },
          kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
        },
      },
    ],
    [
      'HTTPS',
      { name: 'https', protocol: 'HTTPS', port: 443, certificate, tlsOptions: { 'example.com/a': 'b' } },
      {
        name: 'https',
        protocol: 'HTTPS',
        port: 443,
        tls: {
          mode: 'Terminate',
          certificateRefs: [{ group: '', kind: 'Secret', name: 'cert' }],
          options: { 'example.com/a': 'b' },
        },
        allowedRoutes: ALLOWED,
      },
    ],
    [
      'TLS passthrough',
      { name: 'tls', protocol: 'TLS', port: 443, hostname: 'a.example.com' },
      {
        name: 'tls',
        protocol: 'TLS',
        port: 443,
        hostname: 'a.example.com',
        tls: { mode: 'Passthrough' },
        allowedRoutes: ALLOWED,
      },
    ],
    [
      'TLS that ends',
      { name: 'tls', protocol: 'TLS', port: 443, mode: 'Terminate', certificate },
      {
        name: 'tls',
        protocol: 'TLS',
        port: 443,
        tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'cert' }] },
        allowedRoutes: ALLOWED,
      },
    ],
    [
      'TCP',
      { name: 'tcp', protocol: 'TCP', port: 5432 },
      { name: 'tcp', protocol: 'TCP', port: 5432, allowedRoutes: ALLOWED },
    ],
    [
      'UDP by namespace labels',
      {
        name: 'udp',
        protocol: 'UDP',
        port: 53,
        allowedRoutes: { namespaces: { selector: { matchLabels: { dns: 'yes' } } } },
      },
      {
        name: 'udp',
        protocol: 'UDP',
        port: 53,
        allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { dns: 'yes' } } } },
      },
    ],
  ];
  test.each(listeners)('has a listener for %s', (_, listener, expected) => {
    expect(manifestOf(gatewayWith({ listeners: [listener] })).spec.listeners).toEqual([expected]);
  });

  test('takes labels and annotations for what Cilium makes, allowed listeners and TLS settings', () => {
    const { spec } = manifestOf(
      gatewayWith({
        infrastructure: { labels: { team: 'web' }, annotations: { 'example.com/a': 'b' } },
        loadBalancer: { timeout: 60 },
        allowedListeners: { selector: { matchLabels: { a: 'b' } } },
        tls: { backend: { clientCertificateRef: { name: 'client' } } },
      }),
    );
    expect(spec.infrastructure).toEqual({
      labels: { team: 'web' },
      annotations: { 'loxilb.io/timeout': '60', 'example.com/a': 'b' },
    });
    expect(spec.allowedListeners).toEqual({ namespaces: { from: 'Selector', selector: { matchLabels: { a: 'b' } } } });
    expect(spec.tls).toEqual({ backend: { clientCertificateRef: { group: '', kind: 'Secret', name: 'client' } } });
  });

  test('gives its listeners by name', () => {
    const gateway = gatewayWith({})(new Chart(new App(), 'chart', { namespace: 'apps' }));
    expect(gateway.listener('http')).toMatchObject({
      parentKind: 'Gateway',
      parentName: 'web',
      parentNamespace: 'apps',
      sectionName: 'http',
    });
    expect(gateway.tryListener('https')).toBeUndefined();
    expect(() => gateway.listener('htpp')).toThrow(
      '[chart/web] listener: "htpp" is the name of no listener here. It has "http". Did you mean "http"?',
    );
  });
});

describe('a LoxiGateway is refused', () => {
  const https = (name: string, hostname?: string): ListenerProps => ({
    name,
    protocol: 'HTTPS',
    port: 443,
    certificate,
    ...(hostname === undefined ? {} : { hostname }),
  });
  const passthrough = (name: string, hostname?: string): ListenerProps => ({
    name,
    protocol: 'TLS',
    port: 443,
    ...(hostname === undefined ? {} : { hostname }),
  });
  const raw = (text: string): ListenerProps => JSON.parse(text);

  const refused: [string, Partial<LoxiGatewayProps>, string, string][] = [
    ['without listeners', { listeners: [] }, 'listeners', '0 items are given where the API takes 1 to 64. Add one.'],
    [
      'with port 0',
      { listeners: [{ ...HTTP, port: 0 }] },
      'listeners[0].port',
      '0 is not a port number. Use a whole number from 1 to 65535.',
    ],
    ['with port 65536', { listeners: [{ ...HTTP, port: 65536 }] }, 'listeners[0].port', '65536 is not a port number'],
    ['with half a port', { listeners: [{ ...HTTP, port: 80.5 }] }, 'listeners[0].port', '80.5 is not a port number'],
    [
      'with a protocol in lower case',
      { listeners: [raw('{"name":"a","protocol":"http","port":80}')] },
      'listeners[0].protocol',
      '"http" is not a protocol of listeners. Use one of "HTTP", "HTTPS", "TLS", "TCP", "UDP". Did you mean "HTTP"?',
    ],
    [
      'with a listener name in upper case',
      { listeners: [{ ...HTTP, name: 'Web' }] },
      'listeners[0].name',
      '"Web" is not a DNS subdomain',
    ],
    [
      'with two listeners of one name',
      { listeners: [HTTP, { ...HTTP, port: 81 }] },
      'listeners[1]',
      '"http" is the same listener name as listeners[0]',
    ],
    [
      'with two listeners of one port and hostname',
      { listeners: [HTTP, { ...HTTP, name: 'b' }] },
      'listeners[1]',
      '"b" conflicts with listeners[0] ("http") on port 80: both answer for every hostname',
    ],
    [
      'with HTTP and TCP on one port',
      { listeners: [HTTP, { name: 'tcp', protocol: 'TCP', port: 80 }] },
      'listeners[1]',
      'HTTP and TCP cannot share a port',
    ],
    [
      'with HTTP and HTTPS on one port',
      { listeners: [HTTP, { name: 'b', protocol: 'HTTPS', port: 80, certificate }] },
      'listeners[1]',
      'HTTP and HTTPS cannot share a port',
    ],
    [
      'with passthrough and HTTPS for one server name',
      { listeners: [https('a', '*.example.com'), passthrough('b', 'x.example.com')] },
      'listeners[1]',
      'would both be asked for',
    ],
    [
      'with a hostname that has a scheme',
      { listeners: [{ ...HTTP, hostname: 'http://a.example.com' }] },
      'listeners[0].hostname',
      'has a scheme',
    ],
    [
      'with a hostname for TCP',
      { listeners: [raw('{"name":"a","protocol":"TCP","port":80,"hostname":"a"}')] },
      'listeners[0].hostname',
      'is given for protocol TCP, which has no hostnames',
    ],
    [
      'with HTTPS and no certificate',
      { listeners: [raw('{"name":"a","protocol":"HTTPS","port":443}')] },
      'listeners[0].certificate',
      'is missing, and TLS ends at this listener',
    ],
    [
      'with a certificate for passthrough',
      { listeners: [{ name: 'a', protocol: 'TLS', port: 443, certificate }] },
      'listeners[0].certificate',
      'the backend has the certificate then',
    ],
    [
      'with a kind of routes that does not exist',
      { listeners: [raw('{"name":"a","protocol":"HTTP","port":80,"allowedRoutes":{"kinds":["HttpRoute"]}}')] },
      'listeners[0].allowedRoutes.kinds[0]',
      'Did you mean "HTTPRoute"?',
    ],
    [
      'with a namespace policy that does not exist',
      { listeners: [raw('{"name":"a","protocol":"HTTP","port":80,"allowedRoutes":{"namespaces":"any"}}')] },
      'listeners[0].allowedRoutes.namespaces',
      '"any" is not a choice of namespaces',
    ],
    [
      'with annotations of LoxiLB in metadata',
      { annotations: { 'loxilb.io/lbmode': 'onearm' } },
      'annotations[loxilb.io/lbmode]',
      'stands in metadata, from where it does not reach the Service. Use loadBalancer',
    ],
    [
      'with a misspelt annotation of LoxiLB',
      { infrastructure: { annotations: { 'loxilb.io/lbMode': 'onearm' } } },
      'infrastructure.annotations[loxilb.io/lbMode]',
      'that no version of kube-loxilb reads. Did you mean "loxilb.io/lbmode"?',
    ],
    [
      'with a value that kube-loxilb ignores',
      { infrastructure: { annotations: { 'loxilb.io/liveness': 'true' } } },
      'infrastructure.annotations[loxilb.io/liveness]',
      '"true" is a value that kube-loxilb ignores without a word. Use one of "yes", "no".',
    ],
    [
      'with a number that is none',
      { infrastructure: { annotations: { 'loxilb.io/timeout': '30s' } } },
      'infrastructure.annotations[loxilb.io/timeout]',
      'is not a whole number from 0 to 86400',
    ],
    [
      'with one annotation twice',
      { loadBalancer: { timeout: 1 }, infrastructure: { annotations: { 'loxilb.io/timeout': '2' } } },
      'infrastructure.annotations[loxilb.io/timeout]',
      'is given by loadBalancer as well',
    ],
    [
      'with nine labels',
      { infrastructure: { labels: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`l${i}`, 'x'])) } },
      'infrastructure.labels',
      'must have at most 8 items',
    ],
    ['with a class name that is none', { gatewayClass: 'Cilium LB' }, 'gatewayClass', 'is not a DNS subdomain'],
    [
      'with addresses',
      JSON.parse('{"addresses":[{"value":"10.0.0.1"}]}'),
      'addresses',
      'cannot be used with LoxiLB, which does not read it. Use loadBalancer.staticIP',
    ],
  ];
  test.each(refused)('%s', (_, props, field, message) => {
    const error = refusalOf(gatewayWith(props));
    expect(error.constructPath).toBe('chart/web');
    expect(error.field).toBe(field);
    expect(error.message).toContain(`[chart/web] ${field}: `);
    expect(error.message).toContain(message);
  });

  test('with more annotations than the release takes: 8 up to Gateway API 1.5, 16 since 1.6', () => {
    const annotations = (count: number): Partial<LoxiGatewayProps> => ({
      infrastructure: {
        annotations: Object.fromEntries(Array.from({ length: count }, (_, i) => [`example.com/a${i}`, 'x'])),
      },
    });
    expect(manifestOf(gatewayWith(annotations(16))).spec.infrastructure).toBeDefined();
    expect(refusalOf(gatewayWith(annotations(17))).message).toContain(
      '17 annotations are more than the 16 that Gateway API 1.6.1 standard takes',
    );
    expect(
      manifestOf(gatewayWith(annotations(8)), { gatewayApi: { version: '1.5.1' } }).spec.infrastructure,
    ).toBeDefined();
    expect(refusalOf(gatewayWith(annotations(9)), { gatewayApi: { version: '1.5.1' } }).message).toContain(
      '9 annotations are more than the 8 that Gateway API 1.5.1 standard takes',
    );
  });

  test('with settings that the release lacks, naming the one that has them', () => {
    const error = refusalOf(gatewayWith({ allowedListeners: 'Same' }), { gatewayApi: { version: '1.4.1' } });
    expect(error.message).toContain('[chart/web] allowedListeners: ');
    expect(error.message).toContain('Gateway API 1.5.0 standard or 1.3.0 experimental has it');
  });

  test('but not for listeners that only look alike', () => {
    const fine: ListenerProps[][] = [
      [https('a', 'a.example.com'), passthrough('b', 'b.example.com')],
      [https('a', 'a.example.com'), https('b', 'b.example.com'), https('c')],
      [
        { name: 'a', protocol: 'TCP', port: 53 },
        { name: 'b', protocol: 'UDP', port: 53 },
      ],
      [https('a', '*.example.com'), passthrough('b', 'example.com')],
    ];
    for (const listeners of fine)
      expect(manifestOf(gatewayWith({ listeners })).spec.listeners).toHaveLength(listeners.length);
  });
});

describe('attaching a route', () => {
  const rules = [{ backends: [Backend.service('a', 80)] }];
  const attach = (
    listener: ListenerProps,
    kind: 'http' | 'grpc' | 'tcp' | 'tls',
    options: { namespace?: string; hostnames?: string[] } = {},
  ) => {
    return (chart: import('constructs').Construct): void => {
      const gateway = new LoxiGateway(chart, 'web', { gatewayClass: 'cilium', listeners: [listener] });
      const parents = [gateway.listener(listener.name)];
      if (kind === 'http') new HttpRoute(chart, 'route', { parents, rules, ...options });
      if (kind === 'grpc') new GrpcRoute(chart, 'route', { parents, rules, ...options });
      if (kind === 'tcp') new TcpRoute(chart, 'route', { parents, backends: [Backend.service('a', 80)] });
      if (kind === 'tls')
        new TlsRoute(chart, 'route', { parents, hostnames: ['a.example.com'], backends: [Backend.service('a', 80)] });
    };
  };
  const refused: [string, (chart: import('constructs').Construct) => void, string][] = [
    [
      'of another protocol',
      attach({ name: 'tcp', protocol: 'TCP', port: 1 }, 'http'),
      'admits no HTTPRoute like this one: listener "tcp" has protocol TCP',
    ],
    [
      'to TLS that is passed through',
      attach({ name: 'tls', protocol: 'TLS', port: 1 }, 'tcp'),
      'listener "tls" passes TLS through',
    ],
    [
      'for TLS to HTTPS',
      attach({ name: 'https', protocol: 'HTTPS', port: 1, certificate }, 'tls'),
      'has protocol HTTPS',
    ],
    [
      'of a kind that is not allowed',
      attach({ ...HTTP, allowedRoutes: { kinds: ['HTTPRoute'] } }, 'grpc'),
      'allows the kinds HTTPRoute only',
    ],
    [
      'of another namespace',
      attach(HTTP, 'http', { namespace: 'other' }),
      'allows routes of its namespace only, "apps", and the route is in "other"',
    ],
    [
      'of another hostname',
      attach({ ...HTTP, hostname: 'a.example.com' }, 'http', { hostnames: ['b.example.com'] }),
      'has the hostname "a.example.com", which none of the route\'s fits',
    ],
    [
      'of the bare domain to a wildcard',
      attach({ ...HTTP, hostname: '*.example.com' }, 'http', { hostnames: ['example.com'] }),
      "which none of the route's fits",
    ],
  ];
  test.each(refused)('%s is refused', (_, build, message) => {
    const error = refusalOf(build);
    expect([error.constructPath, error.field]).toEqual(['chart/route', 'parents[0]']);
    expect(error.message).toContain(message);
  });

  test.each([
    ['any namespace to All', attach({ ...HTTP, allowedRoutes: { namespaces: 'All' } }, 'http', { namespace: 'other' })],
    [
      'a wildcard hostname that holds it',
      attach({ ...HTTP, hostname: 'a.b.example.com' }, 'http', { hostnames: ['*.example.com'] }),
    ],
    [
      "a hostname below the listener's wildcard",
      attach({ ...HTTP, hostname: '*.example.com' }, 'http', { hostnames: ['a.b.example.com'] }),
    ],
  ])('of %s works', (_, build) => {
    expect(manifestsOf(build).map(({ kind }) => kind)).toEqual(['Gateway', 'HTTPRoute']);
  });

  test('to a gateway as a whole works where one listener admits it', () => {
    const manifests = manifestsOf((chart) => {
      const gateway = new LoxiGateway(chart, 'web', {
        gatewayClass: 'cilium',
        listeners: [{ name: 'tcp', protocol: 'TCP', port: 1 }, HTTP],
      });
      new HttpRoute(chart, 'route', { parents: [gateway], rules });
    });
    expect(manifests[1]?.spec.parentRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' },
    ]);
  });

  test('to a gateway of another app is refused', () => {
    const other = new LoxiGateway(new Chart(new App(), 'infra', { namespace: 'infra' }), 'web', {
      gatewayClass: 'cilium',
      listeners: [HTTP],
    });
    const error = refusalOf((chart) => new HttpRoute(chart, 'route', { parents: [other.listener('http')], rules }));
    expect(error.message).toContain(
      "[chart/route] parents[0]: \"web\" belongs to another app. Use ParentGateway.named('web', { namespace: 'infra' })",
    );
  });
});

describe('a ListenerSet', () => {
  test("adds listeners to a gateway, ours or another team's", () => {
    const manifests = manifestsOf((chart) => {
      const set = new ListenerSet(chart, 'team', {
        gateway: ParentGateway.named('shared', { namespace: 'infra' }),
        listeners: [HTTP],
      });
      new HttpRoute(chart, 'route', {
        parents: [set.listener('http')],
        rules: [{ backends: [Backend.service('a', 80)] }],
      });
    });
    expect(manifests[0]).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ListenerSet',
      metadata: { name: 'team', namespace: 'apps' },
      spec: {
        parentRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'shared', namespace: 'infra' },
        listeners: [{ name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: ALLOWED }],
      },
    });
    expect(manifests[1]?.spec.parentRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'team', sectionName: 'http' },
    ]);
  });

  test('is refused by releases that have none, and on a single listener', () => {
    const build = (gateway: ParentGateway) => (chart: import('constructs').Construct) =>
      new ListenerSet(chart, 'team', { gateway, listeners: [HTTP] });
    expect(refusalOf(build(ParentGateway.named('a')), { gatewayApi: { version: '1.4.1' } }).message).toContain(
      '"ListenerSet" is not in Gateway API 1.4.1 standard. Gateway API 1.5.0 standard has it',
    );
    expect(refusalOf(build(ParentGateway.named('a').listener('b'))).message).toContain('is no Gateway as a whole');
  });
});

describe('a gateway of our class', () => {
  test('has the class by its name', () => {
    const manifests = manifestsOf((chart) => {
      const gatewayClass = new CiliumGatewayClass(chart, 'edge');
      new LoxiGateway(chart, 'web', { gatewayClass, listeners: [HTTP] });
    });
    expect(manifests.find(({ kind }) => kind === 'Gateway')?.spec.gatewayClassName).toBe('edge');
  });
});
