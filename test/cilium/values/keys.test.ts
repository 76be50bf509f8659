import type { CiliumChartValues, CiliumValuesProps, PlatformProps } from '../../../src';
import { CILIUM_VALUE_KEYS } from '../../../src/platform/cilium-values-keys';
import { ARTICLE } from '../../constructs';
import { articlePlan, CILIUM_1_18, CILIUM_1_19, valuesOn } from './plans';

/** Every member, down to the last one, so that the compiler misses one that is in the type and not below. */
type Whole<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? string extends keyof T
      ? T
      : { readonly [K in keyof T]-?: Whole<NonNullable<T[K]>> }
    : T;

/** A value for each member of the type that no chart has by default. */
const EVERY: Whole<CiliumChartValues> = {
  kubeProxyReplacement: 'true',
  k8sServiceHost: 'localhost',
  k8sServicePort: '6443',
  k8sServiceHostRef: { name: 'api', key: 'host' },
  k8s: { apiServerURLs: 'https://192.0.2.1:6443' },
  l7Proxy: false,
  debug: { enabled: true },
  rbac: { create: false },
  rollOutCiliumPods: true,
  upgradeCompatibility: '1.19',
  ingressController: { enabled: true },
  gatewayAPI: {
    enabled: true,
    externalTrafficPolicy: 'Local',
    enableProxyProtocol: true,
    enableAppProtocol: true,
    enableAlpn: true,
    xffNumTrustedHops: 1,
    useRemoteAddress: false,
    gatewayClass: { create: 'true' },
    secretsNamespace: { create: false, name: 'gateway-secrets', sync: false },
    hostNetwork: { enabled: true, nodes: { matchLabels: { edge: 'yes' } } },
  },
  envoy: {
    enabled: true,
    securityContext: { capabilities: { keepCapNetBindService: true, envoy: ['NET_BIND_SERVICE'] } },
  },
  envoyConfig: { enabled: true, secretsNamespace: { create: false, name: 'envoy-secrets' } },
  loadBalancer: { mode: 'dsr', algorithm: 'maglev', acceleration: 'native', l7: { backend: 'envoy' } },
  bpf: { masquerade: true, lbExternalClusterIP: true },
  nodePort: {
    enabled: true,
    range: '30000,31000',
    addresses: ['192.168.100.0/24'],
    directRoutingDevice: 'eth0',
    enableHealthCheck: false,
    bindProtection: false,
    autoProtectPortRange: false,
  },
  externalIPs: { enabled: true },
  hostPort: { enabled: true },
  defaultLBServiceIPAM: 'none',
  enableLBIPAM: false,
  nodeIPAM: { enabled: true },
  l2announcements: { enabled: true },
  bgpControlPlane: { enabled: true },
  ipam: {
    mode: 'multi-pool',
    operator: { clusterPoolIPv4PodCIDRList: ['10.42.0.0/16'], clusterPoolIPv4MaskSize: 25 },
  },
  routingMode: 'native',
  tunnelProtocol: 'geneve',
  autoDirectNodeRoutes: true,
  ipv4NativeRoutingCIDR: '10.42.0.0/16',
  cni: { exclusive: false, chainingMode: 'portmap' },
  localRedirectPolicies: { enabled: true },
  localRedirectPolicy: true,
  hubble: {
    enabled: false,
    metrics: { enabled: ['drop'], dashboards: { enabled: true } },
    relay: { enabled: true, prometheus: { enabled: true } },
    ui: { enabled: true, baseUrl: '/hubble' },
    tls: {
      auto: {
        method: 'certmanager',
        certManagerIssuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'hubble' },
      },
    },
  },
  operator: {
    replicas: 1,
    tolerations: [{ key: 'edge', operator: 'Exists' }],
    rollOutPods: true,
    skipCRDCreation: true,
    setNodeTaints: false,
    prometheus: { enabled: false },
    dashboards: { enabled: true },
  },
};

/** Paths of values in the order of a values file; what is at a known key counts as one value. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap || Object.hasOwn(CILIUM_VALUE_KEYS, path)) return [[path, value]];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, path === '' ? name : `${path}.${name}`));
}

/** What a value needs beside it. */
const COMPANIONS: Readonly<Record<string, CiliumChartValues>> = {
  l7Proxy: { gatewayAPI: { enabled: false } },
  'hubble.ui.enabled': { hubble: { relay: { enabled: true } } },
  'hubble.tls.auto.method': { hubble: { tls: { auto: { certManagerIssuerRef: { name: 'hubble' } } } } },
  autoDirectNodeRoutes: { routingMode: 'native' },
  ipv4NativeRoutingCIDR: { routingMode: 'native' },
  'k8sServiceHostRef.name': { k8sServiceHostRef: { key: 'host' } },
  'k8sServiceHostRef.key': { k8sServiceHostRef: { name: 'api' } },
};

/** Keys whose values only go without LoxiLB. */
const WITHOUT_LOXILB = ['gatewayAPI.externalTrafficPolicy', 'gatewayAPI.hostNetwork.enabled'];

/** Defaults of the chart that are refused here: texts that stand for nothing, and what gateways behind LoxiLB do not live with. */
const REFUSED_DEFAULTS = [
  'kubeProxyReplacement',
  'k8sServiceHost',
  'k8sServicePort',
  'k8s.apiServerURLs',
  'ipv4NativeRoutingCIDR',
  'defaultLBServiceIPAM',
  'ipam.operator.clusterPoolIPv4PodCIDRList',
];

/** The release that has a key, where the newest does not. */
const ON: Readonly<Record<string, PlatformProps>> = {
  'nodePort.enabled': CILIUM_1_18,
  'externalIPs.enabled': ARTICLE,
  'hostPort.enabled': ARTICLE,
  localRedirectPolicy: ARTICLE,
};

function written(path: string, value: unknown, platform: PlatformProps): unknown {
  const plan = articlePlan({ podCidr: '10.42.0.0/16' });
  const needsNoPlan = path.startsWith('k8sServiceHostRef') || path === 'k8s.apiServerURLs';
  const pool = { ipam: { operator: { clusterPoolIPv4PodCIDRList: ['10.42.0.0/16'] } } };
  const merge = (a: object, b: object): object => {
    const both: Record<string, unknown> = { ...a };
    for (const [key, member] of Object.entries(b)) {
      const before = both[key];
      const maps = [before, member].every((each) => typeof each === 'object' && each !== null && !Array.isArray(each));
      both[key] = maps ? merge(Object(before), Object(member)) : member;
    }
    return both;
  };
  const own: object = path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;
  const values = merge(merge(own, COMPANIONS[path] ?? {}), needsNoPlan ? pool : {});
  const props: CiliumValuesProps = {
    values,
    ...(needsNoPlan ? {} : { addresses: plan }),
    loxilb: !WITHOUT_LOXILB.includes(path),
  };
  const { tree } = valuesOn(platform, props);
  return path.split('.').reduce<unknown>((map, name) => Object(map)[name], tree);
}

describe('keys of the chart', () => {
  const every = leaves(EVERY);

  test('are those of the type, beside those that are gone', () => {
    const known = Object.keys(CILIUM_VALUE_KEYS).filter((path) => CILIUM_VALUE_KEYS[path]?.until !== '1.16.0');
    expect(every.map(([path]) => path).sort()).toEqual(known.sort());
  });

  test.each(every)('%s is written where it is given', (path, value) => {
    expect(written(path, value, ON[path] ?? {})).toEqual(value);
  });

  test.each(
    every.filter(([path]) => CILIUM_VALUE_KEYS[path]?.default !== undefined && !REFUSED_DEFAULTS.includes(path)),
  )('%s is left out where it is the default of the chart', (path) => {
    expect(written(path, CILIUM_VALUE_KEYS[path]?.default, ON[path] ?? {})).toBeUndefined();
  });
});

describe('releases', () => {
  const other: readonly [string, PlatformProps, CiliumChartValues, string][] = [
    [
      'nodePort.enabled',
      CILIUM_1_19,
      { nodePort: { enabled: true } },
      'it is gone since 1.19.0. kubeProxyReplacement has it: write that.',
    ],
    [
      'externalIPs.enabled',
      CILIUM_1_18,
      { externalIPs: { enabled: true } },
      'it is gone since 1.18.0. kubeProxyReplacement has it: write that.',
    ],
    [
      'hostPort.enabled',
      CILIUM_1_18,
      { hostPort: { enabled: true } },
      'it is gone since 1.18.0. kubeProxyReplacement has it: write that.',
    ],
    [
      'localRedirectPolicy',
      CILIUM_1_18,
      { localRedirectPolicy: true },
      'it is gone since 1.18.0. Write localRedirectPolicies.enabled.',
    ],
    [
      'localRedirectPolicies.enabled',
      ARTICLE,
      { localRedirectPolicies: { enabled: true } },
      'it is in 1.18.0 and newer. Write localRedirectPolicy.',
    ],
    [
      'k8sServiceHostRef.name',
      ARTICLE,
      { k8sServiceHostRef: { name: 'api', key: 'host' } },
      'it is in 1.18.0 and newer. Write k8sServiceHost.',
    ],
    [
      'k8s.apiServerURLs',
      CILIUM_1_19,
      { k8s: { apiServerURLs: 'https://192.0.2.1:6443' } },
      'it is in 1.20.0 and newer. Write k8sServiceHost and k8sServicePort.',
    ],
    [
      'gatewayAPI.useRemoteAddress',
      CILIUM_1_19,
      { gatewayAPI: { useRemoteAddress: false } },
      'it is in 1.20.0 and newer. Write gatewayAPI.xffNumTrustedHops.',
    ],
  ];
  test.each(other)('without %s refuse it, and name what there is', (path, platform, values, message) => {
    expect(() => valuesOn(platform, { values, addresses: articlePlan() })).toThrow(message);
    expect(() => valuesOn(platform, { values, addresses: articlePlan() })).toThrow(`values.${path}: `);
  });

  test('before 1.20 take text for gatewayClass.create, and no boolean', () => {
    const values: CiliumChartValues = { gatewayAPI: { gatewayClass: { create: true } } };
    expect(valuesOn({}, { values, addresses: articlePlan() }).tree).toMatchObject({
      gatewayAPI: { gatewayClass: { create: 'true' } },
    });
    expect(() => valuesOn(CILIUM_1_19, { values, addresses: articlePlan() })).toThrow(
      '[chart/cilium] values.gatewayAPI.gatewayClass.create: true is a boolean, and the chart of Cilium 1.19.6 takes text only: ' +
        '1.20.0 and newer take both. Write "true", in quotes.',
    );
  });
});

describe("the chart of RKE2's own", () => {
  const tree = (values: CiliumChartValues, platform: PlatformProps = {}) =>
    valuesOn(platform, { chart: 'rke2-cilium', values, addresses: articlePlan() }).tree;

  test('has other defaults, which are left out, while those of the other chart are written', () => {
    const theirs: CiliumChartValues = {
      ipam: { mode: 'kubernetes' },
      hubble: { enabled: false },
      envoy: { enabled: false },
      cni: { chainingMode: 'portmap', exclusive: false },
      operator: { setNodeTaints: false },
    };
    expect(tree(theirs)).toEqual({
      defaultLBServiceIPAM: 'none',
      gatewayAPI: { enabled: true, gatewayClass: { create: 'false' } },
      k8sServiceHost: '192.168.100.100',
      k8sServicePort: '6443',
      kubeProxyReplacement: 'true',
      operator: { rollOutPods: true },
      rollOutCiliumPods: true,
    });
    expect(tree({ hubble: { enabled: true }, cni: { exclusive: true }, ipam: { mode: 'cluster-pool' } })).toMatchObject(
      {
        hubble: { enabled: true },
        cni: { exclusive: true },
        ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList: ['10.100.0.0/16'] } },
      },
    );
  });

  test('has the CNI to itself up to 1.18', () => {
    expect(tree({ cni: { exclusive: false } }, CILIUM_1_18)).toMatchObject({ cni: { exclusive: false } });
    expect(tree({ cni: { exclusive: true } }, CILIUM_1_18)).not.toHaveProperty('cni');
  });
});
