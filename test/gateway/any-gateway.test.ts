import { Testing, Yaml } from 'cdk8s';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { Certificate, type ListenerProps, LoxiGateway, type LoxiGatewayProps, type PlatformProps } from '../../src';
import { ARTICLE, chartOn } from '../constructs';

const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);
const hostname = fc
  .tuple(fc.boolean(), fc.array(label, { minLength: 1, maxLength: 4 }))
  .map(([wildcard, labels]) => `${wildcard ? '*.' : ''}${labels.join('.')}`);

const certificate: fc.Arbitrary<Certificate> = fc.oneof(
  fc
    .tuple(label, fc.option(label, { nil: undefined }), fc.boolean())
    .map(([name, namespace, grant]) =>
      Certificate.fromSecret(name, { grant, ...(namespace === undefined ? {} : { namespace }) }),
    ),
  label.map((name) => Certificate.certManager({ issuer: { name } })),
  label.map((name) => Certificate.externalSecret({ store: { name }, remoteKey: `edge/${name}` })),
);

const allowedRoutes = fc.record(
  {
    namespaces: fc.oneof(
      fc.constantFrom('Same' as const, 'All' as const),
      fc.dictionary(label, label, { minKeys: 1, maxKeys: 3 }).map((matchLabels) => ({ selector: { matchLabels } })),
    ),
  },
  { requiredKeys: [] },
);

/** Listeners on ports of their own, so that none conflicts; one to six. */
const listeners: fc.Arbitrary<ListenerProps[]> = fc
  .array(
    fc.oneof(
      fc.record({ protocol: fc.constant('HTTP' as const), hostname, allowedRoutes }, { requiredKeys: ['protocol'] }),
      fc.record({ protocol: fc.constant('HTTPS' as const), hostname, certificate, allowedRoutes }),
      fc.record({ protocol: fc.constant('TLS' as const), hostname, allowedRoutes }, { requiredKeys: ['protocol'] }),
      fc.record({ protocol: fc.constantFrom('TCP' as const, 'UDP' as const), allowedRoutes }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map((listener, index) => ({ ...listener, name: `l-${index}`, port: 8000 + index })));

const text = fc.string({ unit: 'grapheme', maxLength: 40 });

const gateway: fc.Arbitrary<LoxiGatewayProps> = fc.record(
  {
    gatewayClass: label,
    name: label,
    listeners,
    loadBalancer: fc.record(
      {
        mode: fc.constantFrom('default', 'onearm', 'fullnat', 'fullproxy'),
        liveness: fc.boolean(),
        timeout: fc.integer({ min: 0, max: 86_400 }),
        staticIP: fc.ipV4(),
      },
      { requiredKeys: [] },
    ),
    infrastructure: fc.record(
      {
        labels: fc.dictionary(label, label, { maxKeys: 8 }),
        annotations: fc.dictionary(label, text, { maxKeys: 3 }),
      },
      { requiredKeys: [] },
    ),
    annotations: fc.dictionary(label, text, { maxKeys: 3 }),
  },
  { requiredKeys: ['gatewayClass', 'listeners'] },
);

describe('any gateway', () => {
  const platforms: [string, PlatformProps][] = [
    ['the article', ARTICLE],
    ['Cilium 1.18', { cilium: { version: '1.18.0' } }],
    ['Cilium 1.19', { cilium: { version: '1.19.6' } }],
    ['today', {}],
  ];
  test.each(platforms)('synthesizes on the platform of %s, and reads back as it was written', (_, platform) => {
    fc.assert(
      fc.property(gateway, (props) => {
        // Two Secrets of one name and two sources are refused, as they should be.
        const sources = new Map<string, string>();
        for (const listener of props.listeners) {
          if (listener.protocol !== 'HTTPS') continue;
          const { source } = listener.certificate;
          const name = listener.certificate.secretName(listener.hostname) ?? '';
          if (source.type === 'secret') continue;
          fc.pre((sources.get(name) ?? JSON.stringify(source)) === JSON.stringify(source));
          sources.set(name, JSON.stringify(source));
        }
        const chart = chartOn(platform);
        new LoxiGateway(chart, 'web', props);
        const manifests = Testing.synth(chart);
        const read = parseAllDocuments(Yaml.stringify(...manifests)).map((document) => document.toJS());
        expect(read).toEqual(manifests);
        expect(manifests[0].spec.listeners).toHaveLength(props.listeners.length);
        expect(manifests.map(({ kind }: { kind: string }) => kind)).not.toContain('Secret');
      }),
    );
  });
});
