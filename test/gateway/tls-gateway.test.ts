import { Backend, Certificate, HttpRoute, TlsGateway, type TlsGatewayProps } from '../../src';
import { chartOn, type Manifest, manifestsOf, refusalOf } from '../constructs';

const certificate = Certificate.fromSecret('cert');
const HOSTS: TlsGatewayProps['hosts'] = [
  { hostname: 'a.example.com', certificate },
  { hostname: '*.b.example.com', certificate },
];

function synth(props: Partial<TlsGatewayProps> = {}): Manifest[] {
  return manifestsOf((chart) => new TlsGateway(chart, 'web', { gatewayClass: 'cilium', hosts: HOSTS, ...props }));
}

const SAME = { namespaces: { from: 'Same' } };

describe('a TlsGateway', () => {
  test('has an HTTPS listener for each hostname, named in turn or as given', () => {
    const hosts = [
      ...HOSTS,
      { hostname: 'c.example.com', certificate: Certificate.fromSecret('other'), name: 'c' },
    ] as const;
    const tls = (name: string): object => ({
      mode: 'Terminate',
      certificateRefs: [{ group: '', kind: 'Secret', name }],
    });
    const common = { protocol: 'HTTPS', port: 8443, allowedRoutes: SAME };
    expect(synth({ hosts, port: 8443 })).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: { name: 'web', namespace: 'apps' },
        spec: {
          gatewayClassName: 'cilium',
          listeners: [
            { ...common, name: 'https-1', hostname: 'a.example.com', tls: tls('cert') },
            { ...common, name: 'https-2', hostname: '*.b.example.com', tls: tls('cert') },
            { ...common, name: 'c', hostname: 'c.example.com', tls: tls('other') },
          ],
        },
      },
    ]);
  });

  test('takes what a LoxiGateway takes, and allowed routes for its HTTPS listeners only', () => {
    const [gateway] = synth({
      loadBalancer: { mode: 'fullnat' },
      allowedListeners: 'All',
      allowedRoutes: { namespaces: 'All' },
      redirectHttp: true,
    });
    expect(gateway?.spec.infrastructure).toEqual({ annotations: { 'loxilb.io/lbmode': 'fullnat' } });
    expect(gateway?.spec.allowedListeners).toEqual({ namespaces: { from: 'All' } });
    expect(gateway?.spec.listeners.map(({ allowedRoutes }: Manifest) => allowedRoutes)).toEqual([
      { namespaces: { from: 'All' } },
      { namespaces: { from: 'All' } },
      SAME,
      SAME,
    ]);
  });

  test('redirects plain HTTP of each hostname, and of no other', () => {
    const [gateway, route] = synth({ redirectHttp: true });
    expect(gateway?.spec.listeners.slice(2)).toEqual([
      { name: 'http-1', protocol: 'HTTP', port: 80, hostname: 'a.example.com', allowedRoutes: SAME },
      { name: 'http-2', protocol: 'HTTP', port: 80, hostname: '*.b.example.com', allowedRoutes: SAME },
    ]);
    const parent = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' };
    expect(route).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web-redirect-http', namespace: 'apps' },
      spec: {
        parentRefs: [
          { ...parent, sectionName: 'http-1' },
          { ...parent, sectionName: 'http-2' },
        ],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
          },
        ],
      },
    });
  });

  test('redirects to the port that its HTTPS listeners have, in its own namespace', () => {
    const [, route] = synth({ redirectHttp: true, port: 8443, namespace: 'edge' });
    expect(route?.metadata.namespace).toBe('edge');
    expect(route?.spec.rules[0].filters[0].requestRedirect).toEqual({ scheme: 'https', port: 8443, statusCode: 301 });
  });

  test('gives the listener of a hostname, to which its routes attach', () => {
    const chart = chartOn();
    const gateway = new TlsGateway(chart, 'web', { gatewayClass: 'cilium', hosts: HOSTS });
    expect(gateway.listener('https-1').facts.hostname).toBe('a.example.com');
    expect(gateway.listenerFor('*.b.example.com').sectionName).toBe('https-2');
    expect(gateway.tryListenerFor('b.example.com')).toBeUndefined();
    expect(() => gateway.listenerFor('a.exmaple.com')).toThrow(
      '[chart/web] listenerFor: "a.exmaple.com" is no hostname of this gateway. It has "a.example.com", "*.b.example.com". Did you mean "a.example.com"?',
    );
    const route = { hostnames: ['a.example.com'], rules: [{ backends: [Backend.service('a', 80)] }] };
    const parents = [gateway.listenerFor('a.example.com')];
    expect(() => new HttpRoute(chart, 'r', { parents, ...route })).not.toThrow();
  });

  const many = (count: number): TlsGatewayProps['hosts'] =>
    Array.from({ length: count }, (_, index) => ({ hostname: `h${index}.example.com`, certificate }));

  test('has up to 64 hosts, and 32 with a redirect', () => {
    expect(synth({ hosts: many(64) })[0]?.spec.listeners).toHaveLength(64);
    const [gateway, route] = synth({ hosts: many(32), redirectHttp: true });
    expect([gateway?.spec.listeners.length, route?.spec.parentRefs.length]).toEqual([64, 32]);
  });

  const refused: [string, Partial<TlsGatewayProps>, string, string][] = [
    ['no hosts', { hosts: [] }, 'hosts', '[] has no host. Give a hostname with its certificate.'],
    ['65 hosts', { hosts: many(65) }, 'hosts', '65 hosts are more than the 64 that a Gateway takes. Split them'],
    [
      '33 hosts and a redirect',
      { hosts: many(33), redirectHttp: true },
      'hosts',
      '33 hosts are more than the 32 that a Gateway takes, with two listeners for each host',
    ],
    [
      'one hostname twice',
      { hosts: [...HOSTS, { hostname: 'a.example.com', certificate }] },
      'hosts[2]',
      '"https-3" conflicts with hosts[0] ("https-1") on port 443: both answer for "a.example.com"',
    ],
    [
      'one name twice',
      { hosts: [{ hostname: 'a', certificate, name: 'https-2' }, ...HOSTS.slice(1)] },
      'hosts[1].name',
      '"https-2" is the name of hosts[0] as well',
    ],
    [
      'a hostname with a scheme',
      { hosts: [HOSTS[1], { hostname: 'https://a', certificate }] as TlsGatewayProps['hosts'] },
      'hosts[1].hostname',
      '"https://a" has a scheme',
    ],
    ['no hostname', { hosts: [JSON.parse('{"certificate":{}}')] }, 'hosts[0].hostname', 'undefined is missing'],
    ['no certificate', { hosts: [JSON.parse('{"hostname":"a"}')] }, 'hosts[0].certificate', 'is missing, and TLS ends'],
    ['port 0', { port: 0 }, 'hosts[0].port', '0 is not a port number'],
    [
      'port 80 with a redirect',
      { port: 80, redirectHttp: true },
      'port',
      '80 is the port that redirectHttp listens on. Use another one.',
    ],
    ['a bad mode', { loadBalancer: { mode: 'dsr' } }, 'loadBalancer.mode', 'is reached through a node port'],
  ];
  test.each(refused)('refuses %s', (_, props, field, message) => {
    const error = refusalOf(
      (chart) => new TlsGateway(chart, 'web', { gatewayClass: 'cilium', hosts: HOSTS, ...props }),
    );
    expect([error.constructPath, error.field]).toEqual(['chart/web', field]);
    expect(error.message).toContain(message);
  });
});
