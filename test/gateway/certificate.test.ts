import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Certificate, LoxiGateway, type PlatformProps } from '../../src';
import { ARTICLE, type Manifest, manifestsOf, refusalOf } from '../constructs';

/** A gateway with an HTTPS listener for each certificate, of `a.example.com`, `b.example.com` … */
const gatewayWith =
  (...certificates: Certificate[]) =>
  (chart: Construct): LoxiGateway =>
    new LoxiGateway(chart, 'web', {
      gatewayClass: 'cilium',
      listeners: certificates.map((certificate, index) => {
        const letter = String.fromCharCode(97 + index);
        return { name: letter, protocol: 'HTTPS', port: 443, hostname: `${letter}.example.com`, certificate };
      }),
    });

const synth = (certificates: Certificate[], platform: PlatformProps = {}): Manifest[] =>
  manifestsOf(gatewayWith(...certificates), platform);

const issuer = { name: 'letsencrypt', kind: 'ClusterIssuer' } as const;

describe('a certificate', () => {
  test('that is a Secret is a reference, and nothing else', () => {
    const manifests = synth([Certificate.fromSecret('cert')]);
    expect(manifests).toHaveLength(1);
    expect(manifests[0]?.spec.listeners[0].tls.certificateRefs).toEqual([{ group: '', kind: 'Secret', name: 'cert' }]);
  });

  test('of cert-manager is made once for all hostnames that share it', () => {
    const certificate = Certificate.certManager({
      issuer,
      secretName: 'web-tls',
      dnsNames: ['www.example.com'],
      duration: '2160h',
      renewBefore: '360h',
      spec: { privateKey: { rotationPolicy: 'Always' } },
    });
    const manifests = synth([certificate, certificate]);
    expect(manifests.map(({ kind }) => kind)).toEqual(['Gateway', 'Certificate']);
    expect(manifests[1]).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'web-tls', namespace: 'apps' },
      spec: {
        secretName: 'web-tls',
        dnsNames: ['a.example.com', 'www.example.com', 'b.example.com'],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
        duration: '2160h',
        renewBefore: '360h',
        privateKey: { rotationPolicy: 'Always' },
      },
    });
  });

  test('of cert-manager without a name is one for each hostname', () => {
    const certificate = Certificate.certManager({ issuer: { name: 'ca' } });
    const manifests = manifestsOf(
      (chart) =>
        new LoxiGateway(chart, 'web', {
          gatewayClass: 'cilium',
          listeners: [
            { name: 'a', protocol: 'HTTPS', port: 443, hostname: 'a.example.com', certificate },
            { name: 'b', protocol: 'HTTPS', port: 443, hostname: '*.b.example.com', certificate },
          ],
        }),
    );
    expect(manifests.slice(1).map(({ metadata, spec }) => [metadata.name, spec.dnsNames, spec.issuerRef])).toEqual([
      ['a-example-com-tls', ['a.example.com'], { group: 'cert-manager.io', kind: 'Issuer', name: 'ca' }],
      ['wildcard-b-example-com-tls', ['*.b.example.com'], { group: 'cert-manager.io', kind: 'Issuer', name: 'ca' }],
    ]);
    expect(manifests[0]?.spec.listeners.map(({ tls }: Manifest) => tls)).toMatchObject([
      { certificateRefs: [{ name: 'a-example-com-tls' }] },
      { certificateRefs: [{ name: 'wildcard-b-example-com-tls' }] },
    ]);
  });

  test('of External Secrets names the entry of the store, and never its data', () => {
    const store = { name: 'vault', kind: 'ClusterSecretStore' } as const;
    const certificate = Certificate.externalSecret({ store, remoteKey: 'edge/web' });
    const manifests = synth([certificate, certificate]);
    const remoteRef = (property: string): object => ({
      key: 'edge/web',
      property,
      conversionStrategy: 'Default',
      decodingStrategy: 'None',
      metadataPolicy: 'None',
    });
    expect(manifests.slice(1)).toEqual([
      {
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
      },
    ]);
  });

  test('of External Secrets takes other properties, name and interval', () => {
    const certificate = Certificate.externalSecret({
      store: { name: 'vault' },
      remoteKey: 'web',
      properties: { certificate: 'chain', privateKey: 'key' },
      secretName: 'web-tls',
      refreshInterval: '15m',
    });
    const [, { metadata, spec }] = synth([certificate]) as [Manifest, Manifest];
    expect([metadata.name, spec.target.name, spec.refreshInterval]).toEqual(['web-tls', 'web-tls', '15m']);
    expect(spec.data.map(({ remoteRef }: Manifest) => remoteRef)).toMatchObject([
      { property: 'chain' },
      { property: 'key' },
    ]);
  });

  test('in the namespace of the gateway needs no grant', () => {
    const manifests = synth([Certificate.fromSecret('cert', { namespace: 'apps' })]);
    expect(manifests).toHaveLength(1);
    expect(manifests[0]?.spec.listeners[0].tls.certificateRefs).toEqual([{ group: '', kind: 'Secret', name: 'cert' }]);
  });

  test('of another namespace is granted by the gateway, Secret by Secret', () => {
    const certificates = ['one', 'two', 'one'].map((name) => Certificate.fromSecret(name, { namespace: 'certs' }));
    const manifests = synth(certificates);
    expect(manifests[0]?.spec.listeners[0].tls.certificateRefs).toEqual([
      { group: '', kind: 'Secret', name: 'one', namespace: 'certs' },
    ]);
    expect(manifests.slice(1)).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'ReferenceGrant',
        metadata: { name: 'gateway-apps.web', namespace: 'certs' },
        spec: {
          from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'apps' }],
          to: [
            { group: '', kind: 'Secret', name: 'one' },
            { group: '', kind: 'Secret', name: 'two' },
          ],
        },
      },
    ]);
    const old = synth([Certificate.fromSecret('one', { namespace: 'certs' })], ARTICLE);
    expect(old[1]?.apiVersion).toBe('gateway.networking.k8s.io/v1beta1');
  });

  test('of another namespace is granted by others on demand', () => {
    expect(synth([Certificate.fromSecret('cert', { namespace: 'certs', grant: false })])).toHaveLength(1);
  });

  test('of another namespace shares a grant with at most 15 others', () => {
    const names = Array.from({ length: 18 }, (_, index) => `cert-${index}`);
    const [, first, second] = synth(names.map((name) => Certificate.fromSecret(name, { namespace: 'certs' })));
    expect([first?.metadata.name, first?.spec.to.length]).toEqual(['gateway-apps.web', 16]);
    expect([second?.metadata.name, second?.spec.to.length]).toEqual(['gateway-apps.web-2', 2]);
  });

  const made = { name: 'ca' };
  const refused: [string, Certificate[], string, string][] = [
    ['a name that no Secret has', [Certificate.fromSecret('My Cert')], '', '"My Cert" is not a DNS subdomain'],
    [
      'a namespace that is none',
      [Certificate.fromSecret('cert', { namespace: 'My Certs' })],
      '.namespace',
      '"My Certs" is not a DNS label',
    ],
    [
      'an issuer without name',
      [Certificate.certManager({ issuer: { name: '' } })],
      '.issuer.name',
      '"" is not a DNS subdomain',
    ],
    [
      'an issuer of a kind that does not exist',
      [Certificate.certManager({ issuer: JSON.parse('{"name":"a","kind":"clusterissuer"}') })],
      '.issuer.kind',
      'Did you mean "ClusterIssuer"?',
    ],
    [
      'a lifetime in days',
      [Certificate.certManager({ issuer: made, duration: '90d' })],
      '.duration',
      '"90d" is not a duration. Write numbers with units, such as "2160h"',
    ],
    [
      'a name that is no hostname',
      [Certificate.certManager({ issuer: made, dnsNames: ['https://a'] })],
      '.dnsNames[0]',
      'has a scheme',
    ],
    [
      'a store of a kind that does not exist',
      [Certificate.externalSecret({ store: JSON.parse('{"name":"a","kind":"Vault"}'), remoteKey: 'b' })],
      '.store.kind',
      '"Vault" is not a kind of stores',
    ],
    [
      'no entry of the store',
      [Certificate.externalSecret({ store: made, remoteKey: '', secretName: 'a' })],
      '.remoteKey',
      '"" is empty',
    ],
    [
      'an interval without unit',
      [Certificate.externalSecret({ store: made, remoteKey: 'a', refreshInterval: '60' })],
      '.refreshInterval',
      '"60" is not a duration',
    ],
  ];
  test.each(refused)('is refused for %s', (_, certificates, path, message) => {
    const error = refusalOf(gatewayWith(...certificates));
    expect([error.constructPath, error.field]).toEqual(['chart/web', `listeners[0].certificate${path}`]);
    expect(error.message).toContain(message);
  });

  test('is refused where two of them would make one Secret', () => {
    const [one, other] = ['one', 'other'].map((name) =>
      Certificate.certManager({ issuer: { name }, secretName: 'tls' }),
    ) as [Certificate, Certificate];
    expect(refusalOf(gatewayWith(one, other)).message).toBe(
      '[chart/web] listeners[1].certificate: "tls" is the Secret of another certificate of this gateway. Give each its own secretName.',
    );
  });

  test('of cert-manager has to know its names', () => {
    const without = (certificate: Certificate) => (chart: Construct) =>
      new LoxiGateway(chart, 'web', {
        gatewayClass: 'cilium',
        listeners: [{ name: 'a', protocol: 'HTTPS', port: 443, certificate }],
      });
    expect(refusalOf(without(Certificate.certManager({ issuer }))).message).toContain(
      'has no name for its Secret, and the listener no hostname to make one of. Give secretName.',
    );
    expect(refusalOf(without(Certificate.certManager({ issuer, secretName: 'tls' }))).message).toContain(
      'cert-manager has to know for which names. Give the listener a hostname, or the certificate dnsNames.',
    );
    const named = Certificate.certManager({ issuer, secretName: 'tls', dnsNames: ['a.example.com'] });
    expect(manifestsOf(without(named))[1]?.spec.dnsNames).toEqual(['a.example.com']);
  });

  test('of another namespace is refused where nobody knows the namespace of the gateway', () => {
    const nowhere = new Chart(new App(), 'chart');
    expect(() => gatewayWith(Certificate.fromSecret('a', { namespace: 'certs' }))(nowhere)).toThrow(
      'the namespace of the gateway is unknown, so nothing can be granted to it',
    );
  });
});
