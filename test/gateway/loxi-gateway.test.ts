import { App, Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { Certificate, type ListenerProps, LoxiGateway, type LoxiGatewayProps } from '../../src';
import { ARTICLE, manifestOf, refusalOf } from '../constructs';

const HTTP: ListenerProps = { name: 'http', protocol: 'HTTP', port: 80 };
const certificate = Certificate.fromSecret('cert');
const ALLOWED = { namespaces: { from: 'Same' } };

const gatewayWith =
  (props: Partial<LoxiGatewayProps> = {}) =>
  (chart: Construct): LoxiGateway =>
    new LoxiGateway(chart, 'web', { gatewayClass: 'cilium', listeners: [HTTP], ...props });

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

  test("is the article's first gateway on the article's cluster, its class named for admission", () => {
    const { spec } = manifestOf(
      gatewayWith({
        loadBalancer: { mode: 'onearm', liveness: true },
        listeners: [{ name: 'web-gw', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: 'Same' } }],
      }),
      ARTICLE,
    );
    expect(spec).toEqual({
      gatewayClassName: 'cilium',
      infrastructure: {
        annotations: {
          'loxilb.io/lbmode': 'onearm',
          'loxilb.io/liveness': 'yes',
          'loxilb.io/loadBalancerClass': 'loxilb.io/loxilb',
        },
      },
      listeners: [{ name: 'web-gw', protocol: 'HTTP', port: 80, allowedRoutes: ALLOWED }],
    });
  });

  test.each(['1.18.0', '1.19.0', '1.20.0'])('has no infrastructure of its own with Cilium %s', (version) => {
    expect(manifestOf(gatewayWith(), { cilium: { version } }).spec).not.toHaveProperty('infrastructure');
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
      'TLS that is passed through',
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
      'UDP',
      { name: 'udp', protocol: 'UDP', port: 53, allowedRoutes: { kinds: ['UDPRoute'] } },
      {
        name: 'udp',
        protocol: 'UDP',
        port: 53,
        allowedRoutes: { ...ALLOWED, kinds: [{ group: 'gateway.networking.k8s.io', kind: 'UDPRoute' }] },
      },
    ],
  ];
  test.each(listeners)('has a listener for %s', (_, listener, expected) => {
    expect(manifestOf(gatewayWith({ listeners: [listener] })).spec.listeners).toEqual([expected]);
  });

  test('takes allowed listeners, TLS settings, and a default scope where the CRD has it', () => {
    const { spec } = manifestOf(
      gatewayWith({
        allowedListeners: { selector: { matchLabels: { a: 'b' } } },
        tls: {
          backend: { clientCertificateRef: { name: 'client' } },
          frontend: {
            default: { validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] } },
          },
        },
        defaultScope: 'All',
      }),
      { gatewayApi: { channel: 'experimental' } },
    );
    expect(spec.allowedListeners).toEqual({ namespaces: { from: 'Selector', selector: { matchLabels: { a: 'b' } } } });
    expect(spec.tls).toEqual({
      backend: { clientCertificateRef: { group: '', kind: 'Secret', name: 'client' } },
      frontend: {
        default: {
          validation: { mode: 'AllowValidOnly', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] },
        },
      },
    });
    expect(spec.defaultScope).toBe('All');
    expect(manifestOf(gatewayWith({ allowedListeners: 'All' })).spec.allowedListeners).toEqual({
      namespaces: { from: 'All' },
    });
  });

  const later: [string, Partial<LoxiGatewayProps>, string, string, string][] = [
    ['allowedListeners', { allowedListeners: 'Same' }, '1.4.1', '1.5.0 standard or 1.3.0 experimental', '1.5.0'],
    ['tls', { tls: { backend: {} } }, '1.3.0', '1.5.0 standard or 1.4.0 experimental', '1.5.0'],
  ];
  test.each(later)(
    'refuses %s where the CRD lacks it, naming the release that has it',
    (field, props, old, has, since) => {
      const error = refusalOf(gatewayWith(props), { gatewayApi: { version: old } });
      expect([error.constructPath, error.field]).toEqual(['chart/web', field]);
      expect(error.message).toContain(`Gateway API ${has} has it`);
      expect(() => manifestOf(gatewayWith(props), { gatewayApi: { version: since } })).not.toThrow();
    },
  );

  test('refuses a default scope in the standard channel', () => {
    expect(refusalOf(gatewayWith({ defaultScope: 'All' })).message).toContain('Gateway API 1.4.0 experimental has it');
  });

  test('refuses addresses, which LoxiLB never reads; a patch may still write them', () => {
    const error = refusalOf(gatewayWith(JSON.parse('{"addresses":[{"value":"10.0.0.1"}]}')));
    expect([error.field, error.message]).toEqual([
      'addresses',
      '[chart/web] addresses: [{"value":"10.0.0.1"}] cannot be used with LoxiLB, which does not read it. Use loadBalancer.staticIP, or loadBalancer.pool.',
    ]);
    const { spec } = manifestOf((chart) => {
      const addresses = [{ type: 'IPAddress', value: '10.0.0.1' }];
      gatewayWith()(chart).apiObject.addJsonPatch(JsonPatch.add('/spec/addresses', addresses));
    });
    expect(spec.addresses).toEqual([{ type: 'IPAddress', value: '10.0.0.1' }]);
  });

  test('gives its listeners by name', () => {
    const gateway = gatewayWith()(new Chart(new App(), 'chart', { namespace: 'apps' }));
    expect(gateway.listener('http')).toMatchObject({
      parentKind: 'Gateway',
      parentName: 'web',
      parentNamespace: 'apps',
      sectionName: 'http',
      facts: { name: 'http', port: 80, protocol: 'HTTP', namespaces: 'Same' },
    });
    expect(gateway.tryListener('https')).toBeUndefined();
    expect(() => gateway.listener('htpp')).toThrow(
      '[chart/web] listener: "htpp" is the name of no listener here. It has "http". Did you mean "http"?',
    );
  });

  test('has the name and metadata that are given', () => {
    const props = { name: 'edge', namespace: 'infra', labels: { a: 'b' }, annotations: { 'example.com/c': 'd' } };
    expect(manifestOf(gatewayWith(props)).metadata).toEqual(props);
  });
});
