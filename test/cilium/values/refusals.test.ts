import { CiliumValues, type CiliumValuesProps, type PlatformProps } from '../../../src';
import { ARTICLE, refusalOf } from '../../constructs';
import { articlePlan, CILIUM_1_18, CILIUM_1_19, valuesOn } from './plans';

const POOL = { ipam: { operator: { clusterPoolIPv4PodCIDRList: ['10.100.0.0/16'] } } };

/** Props as YAML may have them, with the address plan of the article. */
interface Given {
  readonly values?: object;
  readonly props?: CiliumValuesProps;
  readonly platform?: PlatformProps;
}

function refusal({ values = {}, props = {}, platform = {} }: Given): string {
  const all = { addresses: articlePlan(), values, ...props };
  return refusalOf((chart) => new CiliumValues(chart, 'v', all), platform).message;
}

describe('keys that are not known', () => {
  test.each<[string, object, string]>([
    [
      'a letter in the wrong case',
      { gatewayApi: { enabled: true } },
      'values.gatewayApi: {"enabled":true} is at a key that is not known here, and the chart takes misspelt ones without a word. Did you mean "gatewayAPI"? If the chart has it, give it in unchecked, with a reason.',
    ],
    [
      'a letter too few',
      { gatewayAPI: { enabledProxyProtocol: true } },
      'Did you mean "gatewayAPI.enableProxyProtocol"?',
    ],
    ['a key in another map', { xffNumTrustedHops: 1 }, 'Did you mean "gatewayAPI.xffNumTrustedHops"?'],
    [
      'a key far from any',
      { frobnicate: { deep: 1 } },
      'values.frobnicate: {"deep":1} is at a key that is not known here, and the chart takes misspelt ones without a word. If the chart has it',
    ],
    ['no map', { hubble: true }, 'values.hubble: true is in place of a map. Write hubble.enabled.'],
    [
      'a list in place of a map',
      { ipam: [] },
      'values.ipam: [] is in place of a map. Below it are mode, operator.clusterPoolIPv4PodCIDRList, operator.clusterPoolIPv4MaskSize.',
    ],
    [
      'nothing, which Helm takes for "without the default"',
      { hubble: { enabled: null } },
      'values.hubble.enabled: null is no boolean.',
    ],
    [
      'version',
      { version: '1.17.1' },
      'The release is that of the platform: set cilium.version of it, and leave this out.',
    ],
    [
      'a path',
      { 'gatewayAPI.enabled': true },
      'values[gatewayAPI.enabled]: true is at a key with a dot, which Helm does not take apart. Write maps in maps.',
    ],
    ['what is inherited', JSON.parse('{"__proto__":{"enabled":true}}'), 'is at a key that is not known here'],
    ['the name of a method', { constructor: true }, 'values.constructor: true is at a key that is not known here'],
    ['tunnel', { tunnel: 'vxlan' }, 'Write routingMode and tunnelProtocol.'],
    [
      'enableCiliumEndpointSlice',
      { enableCiliumEndpointSlice: true },
      'Write ciliumEndpointSlice.enabled, in unchecked.',
    ],
    ['proxy.prometheus', { proxy: { prometheus: { enabled: true } } }, 'Write envoy.prometheus.enabled, in unchecked.'],
    ['proxy.prometheus.port', { proxy: { prometheus: { port: 9964 } } }, 'Write envoy.prometheus.port, in unchecked.'],
  ])('are refused: %s', (_, values, message) => {
    expect(refusal({ values })).toContain(message);
  });
});

describe('values of the wrong type', () => {
  test.each<[object, string]>([
    [
      { kubeProxyReplacement: 'strict' },
      'values.kubeProxyReplacement: "strict" is not a value of kubeProxyReplacement. Use one of "true", "false".',
    ],
    [{ kubeProxyReplacement: 'partial' }, '"partial" is not a value of kubeProxyReplacement.'],
    [{ kubeProxyReplacement: 'probe' }, '"probe" is not a value of kubeProxyReplacement.'],
    [{ kubeProxyReplacement: 'disabled' }, '"disabled" is not a value of kubeProxyReplacement.'],
    [
      { gatewayAPI: { enabled: 'true' } },
      'values.gatewayAPI.enabled: "true" is no boolean. Use true or false, without quotes.',
    ],
    [{ gatewayAPI: { gatewayClass: { create: 'yes' } } }, 'Use one of "auto", "true", "false".'],
    [{ gatewayAPI: { externalTrafficPolicy: 'cluster' } }, 'Use one of "Cluster", "Local". Did you mean "Cluster"?'],
    [{ gatewayAPI: { xffNumTrustedHops: -1 } }, 'values.gatewayAPI.xffNumTrustedHops: -1 is not a whole number'],
    [{ gatewayAPI: { xffNumTrustedHops: '1' } }, 'values.gatewayAPI.xffNumTrustedHops: "1" is no number.'],
    [{ gatewayAPI: { secretsNamespace: { name: '' } } }, 'values.gatewayAPI.secretsNamespace.name: "" is no text.'],
    [{ k8sServicePort: 70000 }, 'values.k8sServicePort: 70000 is not a port number.'],
    [{ defaultLBServiceIPAM: 'None' }, 'Did you mean "none"?'],
    [{ loadBalancer: { mode: 'DSR' } }, 'Did you mean "dsr"?'],
    [{ hubble: { metrics: { enabled: true } } }, 'values.hubble.metrics.enabled: true is no list. Give a list.'],
    [{ hubble: { tls: { auto: { method: 'cronjob' } } } }, 'Did you mean "cronJob"?'],
    [
      { operator: { tolerations: [{ operator: 'exists' }] } },
      'values.operator.tolerations[0].operator: "exists" is not an operator',
    ],
    [{ operator: { tolerations: [{ value: 'x' }] } }, 'values.operator.tolerations[0].key: undefined is missing.'],
    [
      { operator: { tolerations: [{ operator: 'Exists', value: 'x' }] } },
      'is given beside operator "Exists". Leave it out.',
    ],
    [{ operator: { tolerations: [{ key: 'a', efect: 'NoExecute' }] } }, 'Did you mean "effect"?'],
    [{ operator: { tolerations: [{ key: 'a', effect: 'NoExec' }] } }, '"NoExec" is not an effect of taints.'],
    [{ gatewayAPI: { hostNetwork: { nodes: { matchLabels: { a: true } } } } }, 'matchLabels.a: true is no text.'],
  ])('%j is refused', (values, message) => {
    expect(refusal({ values })).toContain(message);
  });
});

describe('what keeps gateways from working', () => {
  test.each<[string, Given, string]>([
    [
      'no kube-proxy replacement',
      { values: { kubeProxyReplacement: false } },
      'values.kubeProxyReplacement: "false" turns the Gateway API off in Cilium 1.20.0, which needs it. Write "true".',
    ],
    [
      'no kube-proxy replacement, on 1.19',
      { values: { kubeProxyReplacement: 'false' }, platform: CILIUM_1_19 },
      'turns the Gateway API off in Cilium 1.19.6, which needs it. Write "true".',
    ],
    [
      'none, up to 1.18, without nodePort',
      { values: { kubeProxyReplacement: false }, platform: CILIUM_1_18 },
      'Write "true", or turn nodePort.enabled on.',
    ],
    [
      'no layer 7 proxy',
      { values: { l7Proxy: false } },
      'values.l7Proxy: false makes the chart fail, with gatewayAPI.enabled.',
    ],
    [
      'masquerading in eBPF without the replacement',
      { values: { gatewayAPI: { enabled: false }, kubeProxyReplacement: false, bpf: { masquerade: true } } },
      'values.bpf.masquerade: true needs kubeProxyReplacement, which is off.',
    ],
    [
      'ALPN that turns on what is off',
      { values: { gatewayAPI: { enableAlpn: true, enableAppProtocol: false } } },
      'values.gatewayAPI.enableAppProtocol: false is ignored: gatewayAPI.enableAlpn turns it on.',
    ],
    [
      'a UI without its relay',
      { values: { hubble: { ui: { enabled: true } } } },
      'values.hubble.ui.enabled: true needs hubble.relay.enabled, which is off. Set hubble.relay.enabled to true.',
    ],
    [
      'a relay without Hubble, which RKE2 has off',
      { values: { hubble: { relay: { enabled: true } } }, props: { chart: 'rke2-cilium' } },
      'values.hubble.relay.enabled: true needs hubble.enabled',
    ],
    [
      'metrics without Hubble',
      { values: { hubble: { enabled: false, metrics: { enabled: ['drop'] } } } },
      'values.hubble.metrics.enabled: ["drop"] needs hubble.enabled',
    ],
    [
      'certificates of nobody',
      { values: { hubble: { tls: { auto: { method: 'certmanager' } } } } },
      'values.hubble.tls.auto.certManagerIssuerRef.name: undefined is missing',
    ],
  ])('%s', (_, given, message) => {
    expect(refusal(given)).toContain(message);
  });

  test('is not nodePort in place of the kube-proxy replacement, up to 1.18', () => {
    const values = { kubeProxyReplacement: false, nodePort: { enabled: true } };
    expect(valuesOn(CILIUM_1_18, { values, addresses: articlePlan() }).tree).toMatchObject({
      gatewayAPI: { enabled: true },
      nodePort: { enabled: true },
    });
  });
});

describe('what keeps LoxiLB from serving gateways', () => {
  const cases: [string, object, string][] = [
    [
      'addresses of Cilium',
      { defaultLBServiceIPAM: 'lbipam' },
      'values.defaultLBServiceIPAM: "lbipam" gives Services without a class an address of Cilium, beside LoxiLB. Write "none", or leave it out.',
    ],
    ['addresses of nodes', { defaultLBServiceIPAM: 'nodeipam' }, 'values.defaultLBServiceIPAM: "nodeipam"'],
    [
      'Envoy on the host network',
      { gatewayAPI: { hostNetwork: { enabled: true } } },
      'values.gatewayAPI.hostNetwork.enabled: true leaves gateways without a LoadBalancer Service',
    ],
    [
      'a local traffic policy',
      { gatewayAPI: { externalTrafficPolicy: 'Local' } },
      'values.gatewayAPI.externalTrafficPolicy: "Local" makes kube-loxilb look for pods by a selector',
    ],
  ];
  test.each(cases)('%s', (_, values, message) => {
    expect(refusal({ values })).toContain(message);
  });
  test.each(cases)('does not matter without LoxiLB: %s', (_, values) => {
    expect(() => valuesOn({}, { values, addresses: articlePlan(), loxilb: false })).not.toThrow();
  });
  test('is none of the parts of Cilium that only serve classes of their own', () => {
    const values = {
      nodeIPAM: { enabled: true },
      l2announcements: { enabled: true },
      bgpControlPlane: { enabled: true },
    };
    expect(valuesOn({}, { values, addresses: articlePlan() }).tree).toMatchObject(values);
  });
});

describe('the way to the API servers', () => {
  test.each<[string, Given, string]>([
    [
      'none',
      { props: { addresses: undefined, values: POOL } },
      'values.k8sServiceHost: "" is missing: without kube-proxy agents have no other way to the API servers. Give addresses, or write "localhost" on RKE2.',
    ],
    ['kubeadm’s', { values: { k8sServiceHost: 'auto' } }, '"auto" works with kubeadm only'],
    [
      'a URL',
      { values: { k8sServiceHost: 'https://192.168.100.100' } },
      'is neither an address nor a name. Leave out scheme and port',
    ],
    [
      'a host with its port',
      { values: { k8sServiceHost: '192.168.100.100:6443' } },
      'is neither an address nor a name.',
    ],
    [
      'another one than planned',
      { values: { k8sServiceHost: '192.168.58.105' } },
      'is not where the address plan has the API servers, 192.168.100.100.',
    ],
    [
      'two ways',
      { values: { k8sServiceHost: 'localhost', k8sServiceHostRef: { name: 'a', key: 'b' } } },
      'values.k8sServiceHostRef.name: "a" is given beside k8sServiceHost.',
    ],
    [
      'two other ways',
      { values: { k8s: { apiServerURLs: 'https://192.0.2.1' }, k8sServiceHostRef: { name: 'a', key: 'b' } } },
      'values.k8s.apiServerURLs: "https://192.0.2.1" is given beside k8sServiceHostRef.name.',
    ],
    [
      'half of a ConfigMap',
      { values: { k8sServiceHostRef: { name: 'a' } } },
      'values.k8sServiceHostRef.key: undefined is missing. Give name and key of the ConfigMap.',
    ],
    [
      'the other half',
      { values: { k8sServiceHostRef: { key: 'a' } } },
      'values.k8sServiceHostRef.name: undefined is missing.',
    ],
  ])('is refused: %s', (_, given, message) => {
    expect(refusal(given)).toContain(message);
  });

  test.each([['localhost'], ['127.0.0.1'], ['192.168.100.100']])('may be %s', (k8sServiceHost) => {
    expect(valuesOn({}, { values: { k8sServiceHost }, addresses: articlePlan() }).tree).toMatchObject({
      k8sServiceHost,
      k8sServicePort: '6443',
    });
  });

  test('may be a DNS name or an IPv6 address without a plan, and a number as port', () => {
    for (const k8sServiceHost of ['api.example.com', '2001:db8::1']) {
      const values = { ...POOL, k8sServiceHost, k8sServicePort: 8443 };
      expect(valuesOn({}, { values }).tree).toMatchObject({ k8sServiceHost, k8sServicePort: '8443' });
    }
  });
});

describe('addresses of pods', () => {
  const pool = (...clusterPoolIPv4PodCIDRList: string[]) => ({ ipam: { operator: { clusterPoolIPv4PodCIDRList } } });
  test.each<[string, Given, string]>([
    [
      'the default of the chart',
      { props: { addresses: undefined, values: { k8sServiceHost: 'localhost' } } },
      'values.ipam.operator.clusterPoolIPv4PodCIDRList: ["10.0.0.0/8"] is the default of the chart, which takes in Services, nodes and VIPs of most private networks. Give addresses, a list, or ipam.mode "kubernetes".',
    ],
    [
      'IPv6 in cluster-pool',
      { props: { addresses: articlePlan({ podCidr: 'fd00:42::/56' }) } },
      'podCidr is IPv6: set ipam.mode "kubernetes".',
    ],
    ['no network', { values: pool() }, 'is empty.'],
    [
      'host bits',
      { values: pool('10.100.0.1/16') },
      'values.ipam.operator.clusterPoolIPv4PodCIDRList[0]: "10.100.0.1/16" is no IPv4 network. It has host bits: write 10.100.0.0/16.',
    ],
    ['no CIDR', { values: pool('ten') }, 'Write it as "10.42.0.0/16".'],
    [
      'addresses of Services',
      { values: pool('10.110.0.0/17') },
      'overlaps serviceCidr of the address plan. Leave it out: it is 10.100.0.0/16.',
    ],
    ['addresses of nodes', { values: pool('192.168.0.0/16') }, 'overlaps network nodes of the address plan.'],
    [
      'VIPs',
      { values: pool('203.0.113.0/24'), props: { addresses: articlePlan({ vipPools: { far: '203.0.113.0/24' } }) } },
      'overlaps VIP pool far of the address plan.',
    ],
    ['addresses outside of podCidr', { values: pool('10.42.0.0/16') }, 'lies outside of podCidr of the address plan.'],
    [
      'a pool that is not looked at',
      { values: { ipam: { mode: 'kubernetes', ...POOL.ipam } } },
      'is for ipam.mode "cluster-pool", and it is "kubernetes". Leave it out.',
    ],
    [
      'a mask that is not looked at',
      { values: { ipam: { mode: 'kubernetes', operator: { clusterPoolIPv4MaskSize: 25 } } } },
      'values.ipam.operator.clusterPoolIPv4MaskSize: 25 is for ipam.mode "cluster-pool"',
    ],
    [
      'nodes larger than the pool',
      { values: { ipam: { operator: { clusterPoolIPv4MaskSize: 15 } } } },
      'values.ipam.operator.clusterPoolIPv4MaskSize: 15 leaves the pool with 0 networks for nodes, of 1 at least.',
    ],
    [
      'more nodes than networks',
      {
        values: { ipam: { operator: { clusterPoolIPv4MaskSize: 16 } } },
        props: { addresses: articlePlan({ nodes: { a: '192.168.100.1', b: '192.168.100.2' } }) },
      },
      'leaves the pool with 1 network for nodes, of 2 at least. Use a longer prefix, such as 26, or a larger pool.',
    ],
    [
      'no prefix length',
      { values: { ipam: { operator: { clusterPoolIPv4MaskSize: 31 } } } },
      'is no prefix length for a node. Use 1 to 30; 24 is usual.',
    ],
    [
      'native routing of other addresses',
      { values: { routingMode: 'native', ipv4NativeRoutingCIDR: '10.42.0.0/16' } },
      'values.ipv4NativeRoutingCIDR: "10.42.0.0/16" does not have all of podCidr of the address plan, 10.100.0.0/16.',
    ],
    [
      'native routing of unknown addresses',
      { props: { addresses: undefined, values: { ...POOL, k8sServiceHost: 'localhost', routingMode: 'native' } } },
      'values.ipv4NativeRoutingCIDR: "" is missing, and routingMode "native" needs it.',
    ],
    [
      'direct routes in a tunnel',
      { values: { autoDirectNodeRoutes: true } },
      'values.autoDirectNodeRoutes: true needs routingMode "native".',
    ],
  ])('are refused: %s', (_, given, message) => {
    expect(refusal(given)).toContain(message);
  });

  test('are those of the plan, also for native routing', () => {
    expect(valuesOn({}, { values: { routingMode: 'native' }, addresses: articlePlan() }).tree).toMatchObject({
      ipam: { operator: { clusterPoolIPv4PodCIDRList: ['10.100.0.0/16'] } },
      ipv4NativeRoutingCIDR: '10.100.0.0/16',
    });
  });

  test('are those of nodes in mode kubernetes, IPv6 as well', () => {
    const addresses = articlePlan({ podCidr: 'fd00:42::/56' });
    expect(valuesOn({}, { values: { ipam: { mode: 'kubernetes' } }, addresses }).tree).toMatchObject({
      ipam: { mode: 'kubernetes' },
    });
  });
});

describe('node ports', () => {
  const addresses = articlePlan({ nodes: { a: '192.168.100.1', b: '192.168.100.2' } });
  test.each<[string, object, string]>([
    [
      'a range as RKE2 writes it',
      { nodePort: { range: '30000-32767' } },
      'values.nodePort.range: "30000-32767" is no range of ports. Write first and last port, "30000,32767".',
    ],
    ['a range that goes backwards', { nodePort: { range: '32767,30000' } }, 'is no range of ports.'],
    ['ports that are none', { nodePort: { range: '30000,99999' } }, 'is no range of ports.'],
    [
      'an address for a network',
      { nodePort: { addresses: ['192.168.100.1'] } },
      'values.nodePort.addresses[0]: "192.168.100.1" is no network.',
    ],
    [
      'networks without a node',
      { nodePort: { addresses: ['192.168.100.1/32'] } },
      'has no network of node b, 192.168.100.2, which LoxiLB sends to. Add its network.',
    ],
  ])('are refused: %s', (_, values, message) => {
    expect(refusal({ values, props: { addresses, values } })).toContain(message);
  });
});

describe('the operator', () => {
  const one = articlePlan({ nodes: { a: '192.168.100.1' } });
  test('runs once on one node, and not more often than there are nodes', () => {
    expect(valuesOn({}, { addresses: one }).tree).toMatchObject({ operator: { replicas: 1 } });
    expect(refusal({ props: { addresses: one, values: { operator: { replicas: 2 } } } })).toContain(
      'values.operator.replicas: 2 is more than the 1 node of the address plan. Use at most 1.',
    );
  });

  test('runs at least once', () => {
    expect(refusal({ values: { operator: { replicas: 0 } } })).toContain(
      'values.operator.replicas: 0 leaves nobody to make gateways. Use 1 or more.',
    );
  });

  const TAINT = 'CriticalAddonsOnly=true:NoExecute';
  test.each<[string, PlatformProps, CiliumValuesProps, unknown]>([
    ['everything on 1.17, by itself', ARTICLE, { serverTaints: [TAINT] }, undefined],
    ['everything from 1.18, for a taint of servers', CILIUM_1_18, { serverTaints: [TAINT] }, [{ operator: 'Exists' }]],
    ['what the chart does', {}, { serverTaints: ['node-role.kubernetes.io/control-plane:NoSchedule'] }, undefined],
    [
      'etcd with the chart of RKE2',
      {},
      { chart: 'rke2-cilium', serverTaints: ['node-role.kubernetes.io/etcd:NoExecute'] },
      undefined,
    ],
    [
      'etcd from the other chart as well',
      {},
      { serverTaints: ['node-role.kubernetes.io/etcd:NoExecute'] },
      [{ operator: 'Exists' }],
    ],
    ['what is only a preference', {}, { serverTaints: ['edge:PreferNoSchedule'] }, undefined],
    [
      'what is given',
      {},
      { serverTaints: [TAINT], values: { operator: { tolerations: [{ key: 'CriticalAddonsOnly', value: 'true' }] } } },
      [{ key: 'CriticalAddonsOnly', value: 'true' }],
    ],
  ])('tolerates %s', (_, platform, props, tolerations) => {
    const { tree } = valuesOn(platform, { addresses: articlePlan(), ...props });
    expect(Object(tree.operator).tolerations).toEqual(tolerations);
  });

  test.each<[string, CiliumValuesProps, string]>([
    [
      'another key',
      { serverTaints: [TAINT], values: { operator: { tolerations: [{ key: 'other', operator: 'Exists' }] } } },
      'leaves out the taint of servers CriticalAddonsOnly=true:NoExecute, so the operator stays pending.',
    ],
    [
      'another value',
      { serverTaints: [TAINT], values: { operator: { tolerations: [{ key: 'CriticalAddonsOnly', value: 'no' }] } } },
      'leaves out the taint of servers',
    ],
    [
      'another effect',
      { serverTaints: [TAINT], values: { operator: { tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }] } } },
      'leaves out the taint of servers',
    ],
    [
      'what is no taint',
      { serverTaints: ['CriticalAddonsOnly'] },
      'serverTaints[0]: "CriticalAddonsOnly" is no taint. Write it as "CriticalAddonsOnly=true:NoExecute".',
    ],
  ])('is refused where it tolerates %s', (_, props, message) => {
    expect(refusal({ props })).toContain(message);
  });
});

describe('the hatch', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    [
      'no reason',
      { prometheus: { enabled: true } },
      ' ',
      'unchecked.reason: " " is no reason. Say in one line why the values are needed.',
    ],
    ['a reason of two lines', { prometheus: { enabled: true } }, 'a\nb', 'is no reason.'],
    [
      'a key that is known',
      { gatewayAPI: { enabled: false } },
      'because',
      'unchecked.values.gatewayAPI.enabled: false is at a key that is checked. Give it in values.',
    ],
    [
      'a key that is gone',
      { tunnel: 'vxlan' },
      'because',
      'unchecked.values.tunnel: "vxlan" is at a key that is checked. Write routingMode and tunnelProtocol.',
    ],
    [
      'what would replace known keys',
      { gatewayAPI: 'off' },
      'because',
      'unchecked.values.gatewayAPI: "off" is in place of a map. Give a map.',
    ],
    [
      'null',
      { encryption: { enabled: null } },
      'because',
      'unchecked.values.encryption.enabled: null cannot stand in values.',
    ],
    ['no number', { limits: [1, Number.NaN] }, 'because', 'unchecked.values.limits[1]: NaN cannot stand in values.'],
    [
      'a function',
      { limits: () => 1 },
      'because',
      'cannot stand in values. Use texts, numbers, booleans, lists and maps.',
    ],
    ['a date', { at: new Date(0) }, 'because', 'cannot stand in values.'],
    ['what is inherited', JSON.parse('{"a":{"__proto__":{}}}'), 'because', 'is at a key that is none.'],
  ])('refuses %s', (_, values, reason, message) => {
    expect(refusal({ props: { unchecked: { values, reason } } })).toContain(message);
  });

  test('puts keys that are not known among the others, sorted, and its reason above them', () => {
    const values = valuesOn(
      {},
      {
        addresses: articlePlan(),
        unchecked: {
          values: { operator: { priorityClassName: 'high' }, encryption: { type: 'wireguard', enabled: true } },
          reason: 'traffic between sites',
        },
      },
    );
    expect(values.toYaml()).toBe(`# Not checked: traffic between sites
defaultLBServiceIPAM: none
encryption:
  enabled: true
  type: wireguard
gatewayAPI:
  enabled: true
  gatewayClass:
    create: "false"
ipam:
  operator:
    clusterPoolIPv4PodCIDRList:
      - 10.100.0.0/16
k8sServiceHost: 192.168.100.100
k8sServicePort: "6443"
kubeProxyReplacement: "true"
operator:
  priorityClassName: high
  rollOutPods: true
rollOutCiliumPods: true
`);
  });
});
