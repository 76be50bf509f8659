import {
  AddressPlan,
  ArgoApplication,
  type CiliumChartValues,
  CiliumGatewayClass,
  CiliumHelmChartConfig,
  CiliumValues,
  type CiliumValuesProps,
  GatewayApiCrds,
  Platform,
  type PlatformProps,
  SYNC_WAVES,
  syncWave,
} from '../../src';
import { admit } from '../../src/rehearsal/admission/admission';
import { ARTICLE, manifestOf, manifestsOf, refusalOf } from '../constructs';

const addresses = new AddressPlan({
  networks: { nodes: '192.168.100.0/24' },
  podCidr: '10.100.0.0/16',
  serviceCidr: '10.110.0.0/16',
  apiEndpoint: '192.168.100.100',
  vipPools: { defaultPool: '192.168.57.0/28' },
});

const applicationOf = (props: CiliumValuesProps, platform: PlatformProps) =>
  manifestOf((chart) => {
    const source = new CiliumValues(chart, 'values', { addresses, ...props }).argoSource();
    new ArgoApplication(chart, 'cilium', { source, destination: { namespace: 'kube-system' }, syncWave: 'helmCharts' });
  }, platform);

const refusalFor = (props: CiliumValuesProps, platform: PlatformProps = {}) =>
  refusalOf((chart) => new CiliumValues(chart, 'values', { addresses, ...props }).argoSource(), platform).message;

describe('Cilium by Argo CD', () => {
  test.each<[string, PlatformProps, string, string]>([
    ['the newest platform', {}, '1.20.0', 'false'],
    ["the article's", ARTICLE, '1.17.1', 'true'],
  ])('is the chart of the release, with certificates that stay, and admitted on %s', (_, platform, version, create) => {
    const application = applicationOf({}, platform);
    expect(application.metadata.annotations).toEqual({
      'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
      'argocd.argoproj.io/sync-wave': '-5',
    });
    expect(application.spec.destination).toEqual({
      server: 'https://kubernetes.default.svc',
      namespace: 'kube-system',
    });
    expect(application.spec.source).toEqual({
      repoURL: 'https://helm.cilium.io',
      chart: 'cilium',
      targetRevision: version,
      helm: {
        valuesObject: {
          defaultLBServiceIPAM: 'none',
          gatewayAPI: { enabled: true, gatewayClass: { create } },
          hubble: { tls: { auto: { method: 'cronJob' } } },
          ipam: { operator: { clusterPoolIPv4PodCIDRList: ['10.100.0.0/16'] } },
          k8sServiceHost: '192.168.100.100',
          k8sServicePort: '6443',
          kubeProxyReplacement: 'true',
          operator: { rollOutPods: true },
          rollOutCiliumPods: true,
        },
      },
    });
    expect(admit([application], new Platform(platform))).toEqual([]);
  });

  test('has no certificates where Hubble is off, and those of cert-manager where they are asked for', () => {
    const hubbleOf = (hubble: CiliumChartValues['hubble']) =>
      applicationOf({ values: { hubble } }, {}).spec.source.helm.valuesObject.hubble;
    expect(hubbleOf({ enabled: false })).toEqual({ enabled: false });
    const auto = { method: 'certmanager', certManagerIssuerRef: { name: 'hubble', kind: 'ClusterIssuer' } } as const;
    expect(hubbleOf({ tls: { auto } })).toEqual({ tls: { auto } });
  });

  test.each<[string, CiliumValuesProps, PlatformProps, string]>([
    [
      'certificates that are made anew each time',
      { values: { hubble: { tls: { auto: { method: 'helm' } } } } },
      {},
      'values.hubble.tls.auto.method: "helm" makes new certificates with each rendering, so Argo CD never gets to an end. Leave it out, which means "cronJob" here, or write "certmanager".',
    ],
    [
      'a class that depends on the cluster',
      { values: { gatewayAPI: { gatewayClass: { create: 'auto' } } } },
      {},
      'values.gatewayAPI.gatewayClass.create: "auto" makes a class only where Helm sees the CRDs: Argo CD renders the chart without the cluster, and the class would be missing.',
    ],
    [
      'the chart of RKE2',
      { chart: 'rke2-cilium' },
      {},
      'chart: "rke2-cilium" are the defaults of another chart: Cilium comes from helm.cilium.io with Argo CD. Set chart to "cilium".',
    ],
    [
      'half a release',
      {},
      { cilium: { version: '1.20' } },
      'version: "1.20" is no release of the chart. Set cilium.version of the platform with its patch release.',
    ],
  ])('refuses %s', (_, props, platform, message) => {
    expect(refusalFor(props, platform)).toContain(message);
  });
});

describe('sync waves', () => {
  test('put each thing after what it needs', () => {
    expect(Object.entries(SYNC_WAVES)).toEqual([
      ['namespaces', -10],
      ['gatewayApiCrds', -9],
      ['helmCharts', -5],
      ['loadBalancer', -4],
      ['gatewayClassConfig', -3],
      ['gatewayClass', -2],
      ['workloads', 0],
    ]);
    expect(syncWave('gatewayApiCrds')).toEqual({ 'argocd.argoproj.io/sync-wave': '-9' });
    expect(syncWave('workloads')).toEqual({});
  });

  test('are those that constructs write', () => {
    const waves = manifestsOf((chart) => {
      new GatewayApiCrds(chart, 'crds');
      new CiliumHelmChartConfig(chart, 'config', {
        values: new CiliumValues(chart, 'values', { chart: 'rke2-cilium', addresses }),
      });
      new CiliumGatewayClass(chart, 'edge');
    }).map(({ kind, metadata }) => [kind, Object(metadata.annotations)['argocd.argoproj.io/sync-wave']]);
    expect(Object.fromEntries(waves)).toEqual({
      Application: String(SYNC_WAVES.gatewayApiCrds),
      HelmChartConfig: String(SYNC_WAVES.helmCharts),
      CiliumGatewayClassConfig: String(SYNC_WAVES.gatewayClassConfig),
      GatewayClass: String(SYNC_WAVES.gatewayClass),
    });
  });
});
