import { Backend, Certificate, HttpRoute, TlsGateway, type TlsGatewayProps } from '../../src';
import { chartOn, type Manifest, manifestsOf, refusalOf } from '../constructs';

const hosts = (certificate: Certificate): TlsGatewayProps['hosts'] => [
  { hostname: 'a.example.com', certificate },
  { hostname: '*.b.example.com', certificate },
];

function synth(props: Partial<TlsGatewayProps>, namespace?: string): Manifest[] {
  return manifestsOf(
    (chart) =>
      new TlsGateway(chart, 'web', { gatewayClass: 'cilium', hosts: hosts(Certificate.fromSecret('cert')), ...props }),
    {},
    namespace,
  );
}

const SAME = { namespaces: { from: 'Same' } };

describe('a TlsGateway', () => {
  test('has an HTTPS listener for each hostname, named in turn or as given', () => {
    const [gateway] = synth({
      hosts: [
        ...hosts(Certificate.fromSecret('cert')),
        { hostname: 'c.example.com', certificate: Certificate.fromSecret('other'), name: 'c' },
      ],
      port: 8443,
    });
    const tls = (name: string): object => ({
      mode: 'Terminate',
      certificateRefs: [{ group: '', kind: 'Secret', name }],
    });
    expect(gateway?.spec.listeners).toEqual([
      {
        name: 'https-1',
        protocol: 'HTTPS',
        port: 8443,
        hostname: 'a.example.com',
        tls: tls('cert'),
        allowedRoutes: SAME,
      },
      {
        name: 'https-2',
        protocol: 'HTTPS',
        port: 8443,
        hostname: '*.b.example.com',
        tls: tls('cert'),
        allowedRoutes: SAME,
      },
      { name: 'c', protocol: 'HTTPS', port: 8443, hostname: 'c.example.com', tls: tls('other'), allowedRoutes: SAME },
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

  test('redirects to the port that its HTTPS listeners have', () => {
    const [, route] = synth({ redirectHttp: true, port: 8443 });
    expect(route?.spec.rules[0].filters[0].requestRedirect).toEqual({ scheme: 'https', port: 8443, statusCode: 301 });
  });

  test('gives the listener of a hostname', () => {
    const chart = chartOn();
    const gateway = new TlsGateway(chart, 'web', {
      gatewayClass: 'cilium',
      hosts: hosts(Certificate.fromSecret('cert')),
    });
    expect(gateway.listenerFor('*.b.example.com').sectionName).toBe('https-2');
    expect(gateway.tryListenerFor('b.example.com')).toBeUndefined();
    expect(() => gateway.listenerFor('a.exmaple.com')).toThrow(
      '[chart/web] listenerFor: "a.exmaple.com" is no hostname of this gateway. It has "a.example.com", "*.b.example.com". Did you mean "a.example.com"?',
    );
    const parents = [gateway.listenerFor('a.example.com')];
    expect(
      () =>
        new HttpRoute(chart, 'r', {
          parents,
          hostnames: ['a.example.com'],
          rules: [{ backends: [Backend.service('a', 80)] }],
        }),
    ).not.toThrow();
  });

  test.each([
    ['no hosts', { hosts: [] }, 'hosts', 'has no host'],
    [
      'one hostname twice',
      {
        hosts: [
          ...hosts(Certificate.fromSecret('a')),
          { hostname: 'a.example.com', certificate: Certificate.fromSecret('b') },
        ],
      },
      'listeners[2]',
      'both answer for "a.example.com"',
    ],
    [
      'a hostname with a scheme',
      { hosts: [{ hostname: 'https://a', certificate: Certificate.fromSecret('a') }] },
      'listeners[0].hostname',
      'has a scheme',
    ],
  ])('refuses %s', (_, props, field, message) => {
    const error = refusalOf((chart) => new TlsGateway(chart, 'web', { gatewayClass: 'cilium', ...props }));
    expect([error.constructPath, error.field]).toEqual(['chart/web', field]);
    expect(error.message).toContain(message);
  });
});

describe('a certificate', () => {
  test('of cert-manager is made once for all hostnames that share it', () => {
    const certificate = Certificate.certManager({
      issuer: { name: 'letsencrypt', kind: 'ClusterIssuer' },
      secretName: 'web-tls',
      renewBefore: '360h',
    });
    const manifests = synth({ hosts: hosts(certificate) });
    expect(manifests.map(({ kind }) => kind)).toEqual(['Gateway', 'Certificate']);
    expect(manifests[1]).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'web-tls', namespace: 'apps' },
      spec: {
        secretName: 'web-tls',
        dnsNames: ['a.example.com', '*.b.example.com'],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
        renewBefore: '360h',
      },
    });
  });

  test('of cert-manager without a name is one for each hostname', () => {
    const manifests = synth({ hosts: hosts(Certificate.certManager({ issuer: { name: 'ca' } })) });
    expect(manifests.slice(1).map(({ metadata, spec }) => [metadata.name, spec.dnsNames, spec.issuerRef.kind])).toEqual(
      [
        ['a-example-com-tls', ['a.example.com'], 'Issuer'],
        ['wildcard-b-example-com-tls', ['*.b.example.com'], 'Issuer'],
      ],
    );
  });

  test('of External Secrets names the entry of the store, and never its data', () => {
    const manifests = synth({
      hosts: hosts(
        Certificate.externalSecret({ store: { name: 'vault', kind: 'ClusterSecretStore' }, remoteKey: 'edge/web' }),
      ),
    });
    expect(manifests[0]?.spec.listeners[0].tls.certificateRefs).toEqual([
      { group: '', kind: 'Secret', name: 'edge-web' },
    ]);
    const remoteRef = (property: string): object => ({
      key: 'edge/web',
      property,
      conversionStrategy: 'Default',
      decodingStrategy: 'None',
      metadataPolicy: 'None',
    });
    expect(manifests[1]).toEqual({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'edge-web', namespace: 'apps' },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
        target: {
          name: 'edge-web',
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: { engineVersion: 'v2', mergePolicy: 'Replace', type: 'kubernetes.io/tls' },
        },
        data: [
          { secretKey: 'tls.crt', remoteRef: remoteRef('tls.crt') },
          { secretKey: 'tls.key', remoteRef: remoteRef('tls.key') },
        ],
      },
    });
  });

  test('of another namespace is granted by the gateway, Secret by Secret', () => {
    const manifests = synth({ hosts: hosts(Certificate.fromSecret('cert', { namespace: 'certs' })) });
    expect(manifests[0]?.spec.listeners[0].tls.certificateRefs).toEqual([
      { group: '', kind: 'Secret', name: 'cert', namespace: 'certs' },
    ]);
    expect(manifests[1]).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ReferenceGrant',
      metadata: { name: 'gateway-apps-web', namespace: 'certs' },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'apps' }],
        to: [{ group: '', kind: 'Secret', name: 'cert' }],
      },
    });
    expect(synth({ hosts: hosts(Certificate.fromSecret('cert', { namespace: 'certs', grant: false })) })).toHaveLength(
      1,
    );
  });

  test('is refused where two of them would make one Secret', () => {
    const error = refusalOf(
      (chart) =>
        new TlsGateway(chart, 'web', {
          gatewayClass: 'cilium',
          hosts: ['a', 'b'].map((name) => ({
            hostname: `${name}.example.com`,
            certificate: Certificate.certManager({ issuer: { name }, secretName: 'one' }),
          })),
        }),
    );
    expect(error.message).toContain(
      'listeners[1].certificate: "one" is the Secret of another certificate of this gateway',
    );
  });
});
