import type { CiliumChartValues, PlatformProps } from '../../../src';
import { CiliumValues } from '../../../src';
import { ARTICLE, refusalOf } from '../../constructs';
import { articlePlan, valuesOn } from './plans';

type Tree = Record<string, unknown>;

/** The article's `cilium.yaml`, as it stands there. */
const ARTICLE_VALUES = {
  kubeProxyReplacement: 'true',
  k8sServiceHost: '192.168.58.105',
  k8sServicePort: '6443',
  hubble: {
    enabled: true,
    metrics: {
      enabled: ['dns:query;ignoreAAAA', 'drop', 'tcp', 'flow', 'icmp', 'http'],
      dashboards: { enabled: true },
    },
    relay: { enabled: true, prometheus: { enabled: true } },
    ui: { enabled: true, baseUrl: '/' },
  },
  ingressController: { enabled: false },
  envoyConfig: { enabled: true, secretsNamespace: { create: true, name: 'cilium-secrets' } },
  debug: { enabled: true },
  rbac: { create: true },
  gatewayAPI: {
    enabled: true,
    enableProxyProtocol: false,
    enableAppProtocol: false,
    enableAlpn: false,
    xffNumTrustedHops: 0,
    externalTrafficPolicy: 'Cluster',
    gatewayClass: { create: 'auto' },
    secretsNamespace: { create: true, name: 'cilium-secrets', sync: true },
  },
  version: '1.17.1',
  operator: { prometheus: { enabled: true }, dashboards: { enabled: true } },
} as const;

interface Correction {
  readonly path: string;
  /** What it becomes; without, it goes. */
  readonly to?: unknown;
  readonly reason: string;
}

const ITS_DEFAULT = 'the chart has it by default';

const CORRECTIONS: readonly Correction[] = [
  { path: 'version', reason: 'no key of the chart: the release is that of the platform' },
  { path: 'k8sServiceHost', to: '192.168.100.100', reason: 'RKE2 advertises another address than the article has' },
  { path: 'envoyConfig', reason: 'gatewayAPI.enabled turns it on, with the same namespace' },
  { path: 'debug', reason: 'not for production' },
  {
    path: 'defaultLBServiceIPAM',
    to: 'none',
    reason: 'Services without a class are served by nobody, rather than by two',
  },
  {
    path: 'ipam.operator.clusterPoolIPv4PodCIDRList',
    to: ['10.100.0.0/16'],
    reason: 'the default, 10.0.0.0/8, has the cluster-cidr, the service-cidr and the nodes in it',
  },
  { path: 'rollOutCiliumPods', to: true, reason: 'else a change of values waits for a restart of the agents' },
  { path: 'operator.rollOutPods', to: true, reason: 'else a change of values waits for a restart of the operator' },
  ...[
    'hubble.enabled',
    'hubble.ui.baseUrl',
    'ingressController',
    'rbac',
    'gatewayAPI.enableProxyProtocol',
    'gatewayAPI.enableAppProtocol',
    'gatewayAPI.enableAlpn',
    'gatewayAPI.xffNumTrustedHops',
    'gatewayAPI.externalTrafficPolicy',
    'gatewayAPI.secretsNamespace',
    'operator.prometheus',
  ].map((path) => ({ path, reason: ITS_DEFAULT })),
];

/** Of the corrections those that only the article's Cilium needs. */
const OLDER_CORRECTIONS: readonly Correction[] = [
  {
    path: 'gatewayAPI.gatewayClass.create',
    to: 'true',
    reason: 'auto makes the class only where Helm sees the CRDs',
  },
];

/** Of the corrections those that only a newer Cilium needs. */
const NEWER_CORRECTIONS: readonly Correction[] = [
  {
    path: 'gatewayAPI.gatewayClass.create',
    to: 'false',
    reason: 'a class of one’s own gives Services the class of LoxiLB, which `cilium` does not',
  },
  {
    path: 'operator.tolerations',
    to: [{ operator: 'Exists' }],
    reason: 'the operator no longer tolerates every taint, and servers have CriticalAddonsOnly',
  },
];

function corrected(values: Tree, corrections: readonly Correction[]): Tree {
  const tree: Tree = structuredClone(values);
  for (const { path, to } of corrections) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let map: Tree = tree;
    for (const name of names) {
      map[name] ??= {};
      map = map[name] as Tree;
    }
    if (to === undefined) delete map[last];
    else map[last] = to;
  }
  return tree;
}

/** What a team writes that wants what the article has. */
const WANTED: CiliumChartValues = (() => {
  const { version, k8sServiceHost, envoyConfig, debug, gatewayAPI, ...rest } = ARTICLE_VALUES;
  const { gatewayClass, ...gateways } = gatewayAPI;
  return { ...rest, gatewayAPI: gateways };
})();

const SERVER_TAINTS = ['CriticalAddonsOnly=true:NoExecute'];

describe("the article's values of Cilium", () => {
  test.each<[string, PlatformProps, readonly Correction[]]>([
    ['its own Cilium 1.17.1', ARTICLE, [...CORRECTIONS, ...OLDER_CORRECTIONS]],
    ['the newest Cilium', {}, [...CORRECTIONS, ...NEWER_CORRECTIONS]],
  ])('come out for %s, but for the corrections', (_, platform, corrections) => {
    const values = valuesOn(platform, { values: WANTED, addresses: articlePlan(), serverTaints: SERVER_TAINTS });
    expect(values.tree).toEqual(corrected(ARTICLE_VALUES, corrections));
  });

  test('are corrected once at each place, with a reason', () => {
    for (const corrections of [OLDER_CORRECTIONS, NEWER_CORRECTIONS].map((some) => [...CORRECTIONS, ...some])) {
      expect(corrections.filter(({ reason }) => reason === '')).toEqual([]);
      expect(new Set(corrections.map(({ path }) => path)).size).toBe(corrections.length);
    }
  });

  test('are refused as they stand, one after the other', () => {
    const addresses = articlePlan();
    const refuse = (values: object) =>
      refusalOf((chart) => new CiliumValues(chart, 'v', { values, addresses }), ARTICLE);
    expect(refuse(ARTICLE_VALUES).message).toBe(
      '[chart/v] values.version: "1.17.1" is at a key that the chart does not have. ' +
        'The release is that of the platform: set cilium.version of it, and leave this out.',
    );
    const { version, ...unversioned } = ARTICLE_VALUES;
    expect(refuse(unversioned).message).toBe(
      '[chart/v] values.k8sServiceHost: "192.168.58.105" is not where the address plan has the API servers, 192.168.100.100. ' +
        'Leave it out, write "localhost" on RKE2, or correct apiEndpoint of the plan.',
    );
  });

  test('say where the release goes', () => {
    expect(valuesOn(ARTICLE, { addresses: articlePlan() }).installCommand()).toEqual([
      'cilium',
      'install',
      '--version',
      '1.17.1',
      '--values',
      '/etc/cilium/values.yaml',
    ]);
  });
});
