import type { Construct } from 'constructs';
import {
  type CiliumChartData,
  type PlatformProps,
  Rke2Server,
  type Rke2ServerProps,
  type Rke2Settings,
} from '../../src';
import { ARTICLE, chartOn, refusalOf } from '../constructs';
import { addresses, configOf, hostOf, serverProps } from './nodes';

const server = (scope: Construct, props: Partial<Rke2ServerProps> = {}): Rke2Server =>
  new Rke2Server(scope, 'server', { ...serverProps(scope), ...props });

const written = (props: Partial<Rke2ServerProps>, platform: PlatformProps = ARTICLE): Record<string, unknown> =>
  configOf(server(chartOn(platform), props).host);

const refusal = (props: Partial<Rke2ServerProps>, platform: PlatformProps = ARTICLE): string =>
  refusalOf((scope) => server(scope, props), platform).message;

/** Kubernetes 1.36 with the Cilium that RKE2 v1.36.3 brings. */
const BUNDLED: PlatformProps = { kubernetes: '1.36', cilium: { version: '1.19.6' }, gatewayApi: { version: '1.4.1' } };

describe('a server', () => {
  test('has what gateways need, and RKE2 does the rest', () => {
    expect(written({})).toEqual({
      'advertise-address': '192.168.100.100',
      'cluster-cidr': '10.100.0.0/16',
      'cluster-dns': '10.110.0.10',
      cni: 'none',
      'disable-kube-proxy': true,
      'ingress-controller': 'none',
      'node-ip': '192.168.100.100',
      'node-name': 'kuber-master-1',
      selinux: true,
      'service-cidr': '10.110.0.0/16',
      'tls-san': ['192.168.100.100'],
      'write-kubeconfig-mode': '0600',
    });
  });

  test.each<[string, Partial<Rke2ServerProps>, Record<string, unknown>]>([
    [
      'a kubeconfig for a group',
      { kubeconfig: { mode: '0640', group: 'wheel' } },
      { 'write-kubeconfig-mode': '0640', 'write-kubeconfig-group': 'wheel' },
    ],
    [
      'an API endpoint that is no node',
      { addresses: addresses({ apiEndpoint: 'api.example.com' }) },
      { 'advertise-address': '192.168.100.100', 'tls-san': ['api.example.com', '192.168.100.100'] },
    ],
    [
      'an address to advertise',
      { advertiseAddress: '192.168.100.9' },
      { 'advertise-address': '192.168.100.9', 'tls-san': ['192.168.100.100', '192.168.100.9'] },
    ],
    [
      'names of the certificate',
      { tlsSan: ['k8s.example.com', '192.168.100.100'] },
      { 'tls-san': ['k8s.example.com', '192.168.100.100'] },
    ],
    [
      'a name of its own',
      { nodeName: 'n1', nodeIp: '192.168.100.7' },
      { 'node-name': 'n1', 'node-ip': '192.168.100.7' },
    ],
    ['a name with an id', { withNodeId: true }, { 'with-node-id': true }],
    ['charts that it does not want', { disable: ['rke2-metrics-server'] }, { disable: ['rke2-metrics-server'] }],
    ['a domain', { clusterDomain: 'k8s.example.com' }, { 'cluster-domain': 'k8s.example.com' }],
    ['no egress selector', { egressSelectorMode: 'disabled' }, { 'egress-selector-mode': 'disabled' }],
    ['ports for NodePorts', { serviceNodePortRange: '30000-31000' }, { 'service-node-port-range': '30000-31000' }],
    [
      'flags, each "key=value", sorted',
      {
        etcdArgs: { 'quota-backend-bytes': 2048000000 },
        kubeSchedulerArgs: { v: 2 },
        kubeApiserverArgs: { 'oidc-groups-claim': 'groups', 'enable-admission-plugins': ['NodeRestriction', 'A=b'] },
        kubeControllerManagerArgs: { 'node-monitor-period': '4s' },
        nodeCidrMaskSize: 25,
      },
      {
        'etcd-arg': ['quota-backend-bytes=2048000000'],
        'kube-scheduler-arg': ['v=2'],
        'kube-apiserver-arg': [
          'enable-admission-plugins=NodeRestriction',
          'enable-admission-plugins=A=b',
          'oidc-groups-claim=groups',
        ],
        'kube-controller-manager-arg': ['node-cidr-mask-size=25', 'node-monitor-period=4s'],
      },
    ],
    [
      'snapshots of etcd',
      { etcdSnapshots: { schedule: '0 3 * * *', retention: 10 } },
      { 'etcd-snapshot-schedule-cron': '0 3 * * *', 'etcd-snapshot-retention': 10 },
    ],
    ['labels', { nodeLabels: { 'example.com/zone': 'a' } }, { 'node-label': ['example.com/zone=a'] }],
    ['taints', { nodeTaints: ['a:NoSchedule', 'b=c:NoExecute'] }, { 'node-taint': ['a:NoSchedule', 'b=c:NoExecute'] }],
    [
      'options of the host',
      {
        selinux: false,
        protectKernelDefaults: true,
        resolvConf: '/etc/resolv.rke2',
        nodeExternalIp: '203.0.113.7',
        privateRegistry: '/etc/rancher/rke2/registries.yaml',
        systemDefaultRegistry: 'registry.example.com:5000',
        tokenFile: '/etc/rancher/rke2/token',
      },
      {
        selinux: false,
        'protect-kernel-defaults': true,
        'resolv-conf': '/etc/resolv.rke2',
        'node-external-ip': '203.0.113.7',
        'private-registry': '/etc/rancher/rke2/registries.yaml',
        'system-default-registry': 'registry.example.com:5000',
        'token-file': '/etc/rancher/rke2/token',
      },
    ],
    [
      'other options by their key',
      { settings: { 'etcd-snapshot-compress': true, 'disable-cloud-controller': true, 'kube-proxy-arg': ['v=2'] } },
      { 'etcd-snapshot-compress': true, 'disable-cloud-controller': true, 'kube-proxy-arg': ['v=2'] },
    ],
    ['ServiceLB off', { settings: { 'enable-servicelb': false } }, { 'enable-servicelb': false }],
  ])('can have %s', (_, props, config) => {
    expect(written(props)).toMatchObject(config);
  });

  test('can have what is not checked, in place of what props say, with the reason', () => {
    const { host } = server(chartOn(ARTICLE), {
      unchecked: { reason: 'the lab has a newer RKE2', settings: { 'a-new-option': ['x'], cni: 'calico' } },
    });
    expect(configOf(host)).toMatchObject({ 'a-new-option': ['x'], cni: 'calico' });
    expect(host.files[0]?.content.split('\n')[0]).toBe('# Not checked: a-new-option, cni. the lab has a newer RKE2');
  });

  test('can bring Cilium, where it is the release of the platform, and Multus in front', () => {
    const version = 'v1.36.3+rke2r1';
    expect(written({ version, cni: 'cilium' }, BUNDLED).cni).toBe('cilium');
    expect(written({ version, cni: ['multus', 'cilium'] }, BUNDLED).cni).toEqual(['multus', 'cilium']);
    // A patch that is not known may bring any.
    expect(written({ version: 'v1.36.9+rke2r1', cni: 'cilium' }, {}).cni).toBe('cilium');
  });

  test('turns ingress-nginx off the way its release knows', () => {
    expect(written({ version: 'v1.32.0+rke2r1' })).toMatchObject({ disable: ['rke2-ingress-nginx'] });
    expect(written({ version: 'v1.32.0+rke2r1' })).not.toHaveProperty('ingress-controller');
    expect(written({ version: 'v1.36.3+rke2r1' }, {})).toMatchObject({ 'ingress-controller': 'none' });
    expect(written({ version: 'v1.36.3+rke2r1' }, {})).not.toHaveProperty('disable');
    expect(written({ ingressController: 'ingress-nginx' })).toMatchObject({ 'ingress-controller': 'ingress-nginx' });
  });

  test('starts if RKE2 is in the image', () => {
    expect(server(chartOn(ARTICLE)).host.commands).toEqual([]);
    expect(server(chartOn(ARTICLE), { start: true }).host.commands).toEqual([
      ['systemctl', 'enable', '--now', 'rke2-server.service'],
    ]);
  });

  test('has what a profile asks of the host', () => {
    const { host } = server(chartOn(ARTICLE), { profile: 'cis' });
    expect(configOf(host)).toMatchObject({ profile: 'cis' });
    expect(host.files.map(({ path, content }) => [path, content]).slice(1)).toEqual([
      [
        '/etc/sysctl.d/60-rke2-cis.conf',
        'vm.panic_on_oom = 0\nvm.overcommit_memory = 1\nkernel.panic = 10\nkernel.panic_on_oops = 1\n',
      ],
      ['/etc/sysusers.d/rke2-etcd.conf', 'u etcd - "etcd of RKE2" - -\n'],
    ]);
    expect(host.commands).toEqual([
      ['sysctl', '--system'],
      ['systemd-sysusers', '/etc/sysusers.d/rke2-etcd.conf'],
    ]);
  });
});

/** Values that the compiler refuses, as a program in JavaScript may give them. */
const untyped = (props: Record<string, unknown>): Partial<Rke2ServerProps> => props;

describe('a server is refused', () => {
  test.each<[string, Partial<Rke2ServerProps>, string, PlatformProps?]>([
    ['without a release', untyped({ version: '1.32.1' }), 'Write it as its tag, such as "v1.36.3+rke2r1".'],
    [
      'of another Kubernetes',
      { version: 'v1.33.1+rke2r1' },
      'version: "v1.33.1+rke2r1" has Kubernetes 1.33, and the platform here 1.32. Set kubernetes: \'1.33\' of the platform, or take a release of v1.32.',
    ],
    ['with credentials for everyone', { kubeconfig: { mode: '0644' } }, 'Use "0600", or "0640" and a group.'],
    ['with a mode as YAML may read it', { kubeconfig: { mode: '420' } }, 'kubeconfig.mode: "420" is no mode.'],
    ['with a group that is none', { kubeconfig: { group: 'a b' } }, 'kubeconfig.group: "a b" is no name of a group'],
    ['with an address that is none', { advertiseAddress: 'master' }, 'advertiseAddress: "master" is no IP address'],
    ['with an address of no network', { advertiseAddress: '10.0.9.1' }, 'lies in none of addresses.networks'],
    ['without the endpoint in its certificate', { tlsSan: ['a.example.com'] }, 'Add "192.168.100.100".'],
    ['with a name that the certificate cannot have', { tlsSan: ['https://a'] }, 'tlsSan[0]: "https://a" is not a DNS'],
    [
      'with a CNI without gateways',
      untyped({ cni: 'canal' }),
      'cni: "canal" has no gateways of Cilium. Use "cilium", or',
    ],
    ['with a CNI that is none', untyped({ cni: 'cilum' }), 'Did you mean "cilium"?'],
    ['with CNIs the wrong way round', untyped({ cni: ['cilium', 'multus'] }), 'Write ["multus", "cilium"].'],
    [
      'with another Cilium than that of the platform',
      { cni: 'cilium' },
      `cni: "cilium" is Cilium 1.16.5 in RKE2 v1.32.1+rke2r1, and the platform here has 1.17.1. Take RKE2 v1.32.3, or use cni: 'none' and install Cilium 1.17.1 yourself.`,
    ],
    [
      'with another Cilium than that of the newest platform',
      { cni: 'cilium', version: 'v1.36.3+rke2r1' },
      `Set cilium.version: '1.19.6' of the platform, or use cni: 'none' and install Cilium 1.20.0 yourself.`,
      {},
    ],
    [
      'with kube-proxy, and gateways',
      { disableKubeProxy: false, version: 'v1.36.3+rke2r1' },
      'Leave it out, and have kubeProxyReplacement: true in the values of Cilium.',
      {},
    ],
    ['with Traefik', { ingressController: 'traefik' }, 'brings CRDs of the Gateway API beside those of the platform'],
    [
      'with a Traefik that Cilium crashes at',
      { ingressController: 'traefik', version: 'v1.36.3+rke2r1' },
      'at which Cilium 1.19.6 crashes',
      BUNDLED,
    ],
    ['with an ingress that is none', untyped({ ingressController: 'nginx' }), 'Use one of "none", "ingress-nginx"'],
    [
      'with an ingress disabled by its chart',
      { disable: ['rke2-ingress-nginx'] },
      'disable[0]: "rke2-ingress-nginx" is chosen by ingressController',
    ],
    ['with a CNI disabled by its chart', { disable: ['rke2-cilium'] }, 'is chosen by cni'],
    ['with a chart that is none', { disable: ['rke2-metric-server'] }, 'Did you mean "rke2-metrics-server"?'],
    ['with a domain that is none', { clusterDomain: 'Cluster' }, 'clusterDomain: "Cluster" is not a DNS subdomain'],
    ['with an egress selector that is none', untyped({ egressSelectorMode: 'off' }), 'Use one of "disabled", "agent"'],
    ['with ports that are none', { serviceNodePortRange: '30000' }, 'Write it as "30000-32767".'],
    ['with ports of its own', { serviceNodePortRange: '9000-10000' }, 'has 9345, a port of RKE2 or Cilium'],
    [
      "with the article's flag of etcd",
      untyped({ etcdArgs: { '--quota-backend-bytes 2048000000': true } }),
      'Write "quota-backend-bytes" as the key, and what follows it as the value.',
    ],
    ['with a flag in its value', untyped({ etcdArgs: 'quota-backend-bytes' }), 'is no flag'],
    [
      'with a flag that etcd does not have',
      { etcdArgs: { 'quota-backend-byte': 1 } },
      'Did you mean "quota-backend-bytes"?',
    ],
    [
      'with an empty flag',
      { kubeApiserverArgs: { 'a-flag': '' } },
      'kubeApiserverArgs[a-flag]: "" is no value of a flag',
    ],
    ['with a flag of no items', { kubeApiserverArgs: { 'a-flag': [] } }, 'has no items'],
    ['with a flag of two lines', { kubeletArgs: { a: 'b\nc' } }, 'is no value of a flag'],
    [
      'with two sizes of networks',
      { kubeControllerManagerArgs: { 'node-cidr-mask-size': 25 } },
      'Give nodeCidrMaskSize.',
    ],
    [
      'with networks larger than all',
      { nodeCidrMaskSize: 12 },
      'nodeCidrMaskSize: 12 is not a whole number from 16 to 30',
    ],
    ['with more pods than addresses', { kubeletArgs: { 'max-pods': 255 } }, 'is more than the 254 addresses'],
    ['with pods that are no number', { kubeletArgs: { 'max-pods': 'many' } }, 'is no number of pods'],
    ['with a schedule that is none', { etcdSnapshots: { schedule: "3 o'clock" } }, 'is no cron expression'],
    ['with a retention that is none', { etcdSnapshots: { retention: 0 } }, 'etcdSnapshots.retention: 0 is not a whole'],
    ['with a name that is none', { nodeName: 'Master' }, 'nodeName: "Master" is not a DNS subdomain'],
    ['with an address against the plan', { nodeIp: '192.168.100.7' }, 'is not the address of kuber-master-1'],
    [
      'with an address of the node of no network',
      { nodeName: 'n', nodeIp: '10.0.9.1' },
      'lies in none of addresses.networks',
    ],
    ['with an outer address that is none', { nodeExternalIp: 'x' }, 'nodeExternalIp: "x" is no IP address'],
    [
      'with a label that the kubelet may not set',
      { nodeLabels: { 'node-role.kubernetes.io/worker': 'true' } },
      'Set it with kubectl label.',
    ],
    ['with a taint that is none', { nodeTaints: ['a=b'] }, 'Write it as "CriticalAddonsOnly=true:NoExecute".'],
    ['with a profile that is none', untyped({ profile: 'cis-1.23' }), 'Use one of "cis", "etcd".'],
    ['with a path that is none', { tokenFile: 'token' }, 'tokenFile: "token" is no absolute path.'],
    ['with a registry that is none', { systemDefaultRegistry: 'https://r' }, 'Write host and port'],
    ['with a place to join, not joining', { server: 'https://192.168.100.100:9345' }, 'Set joins: true.'],
  ])('%s', (_, props, message, ...[platform]) => {
    expect(refusal(props, platform)).toContain(message);
  });

  test.each<[string, Rke2Settings, string]>([
    [
      'a mistyped one',
      { 'etcd-snapshot-retension': 3 },
      'which skips it with a warning in its log. Did you mean "etcd-snapshot-retention"?',
    ],
    ['one that is none', { 'no-such-thing-at-all': 3 }, 'Give it in unchecked if RKE2 has it.'],
    ['one with a prop', { 'cluster-cidr': '10.0.0.0/8' }, 'has a prop, which is checked. Give addresses.podCidr.'],
    ['ServiceLB', { 'enable-servicelb': true }, "settings[enable-servicelb]: true starts RKE2's own load balancer"],
    ['a token', { token: 'K10abc' }, 'Put it into a file on the host, and give tokenFile.'],
    ['the token of agents', { 'agent-token': 'abc' }, 'is a secret, and the output goes to git'],
    ['a key of S3', { 'etcd-s3-secret-key': 'abc' }, 'give settings["etcd-s3-config-secret"].'],
    ['flags without "="', { 'kube-proxy-arg': ['--v 2'] }, 'has no "=". Write flags as "key=value".'],
    ['a fraction', { 'etcd-s3-timeout': 0.5 }, "is no value of RKE2's configuration"],
  ])('for an option by its key: %s', (_, settings, message) => {
    expect(refusal({ settings })).toContain(message);
  });

  test('without showing a secret', () => {
    expect(refusal({ settings: { token: 'K10abc' } })).not.toContain('K10abc');
    expect(refusal({ unchecked: { reason: 'x', settings: { token: 'K10abc' } } })).not.toContain('K10abc');
  });

  test.each<[string, Rke2ServerProps['unchecked'], string]>([
    ['without a reason', { reason: ' ', settings: { a: 1 } }, 'Say in one line why'],
    ['with a secret', { reason: 'x', settings: { 'token+': 'a' } }, 'is a secret'],
    ['with a key that is none', { reason: 'x', settings: { 'a b': 'a' } }, 'is no key'],
  ])('with unchecked options %s', (_, unchecked, message) => {
    expect(refusal({ unchecked })).toContain(message);
  });

  test('if a release brings CRDs that its Cilium crashes at', () => {
    const future: PlatformProps = { ...BUNDLED, kubernetes: '1.37' };
    expect(refusal({ version: 'v1.37.0+rke2r1' }, future)).toContain('Use Cilium 1.20 or newer.');
    expect(written({ version: 'v1.37.0+rke2r1' }, { kubernetes: '1.37' })).toMatchObject({ cni: 'none' });
  });
});

describe('values of Cilium', () => {
  const values = (tree: Record<string, unknown>, chart: CiliumChartData['chart'] = 'cilium', version = '1.17.1') => ({
    chart,
    version,
    tree,
  });
  const FINE = { kubeProxyReplacement: 'true' };

  test.each<[string, Record<string, unknown>, Partial<Rke2ServerProps>]>([
    ['in place of kube-proxy', FINE, {}],
    ['with the endpoint', { ...FINE, k8sServiceHost: '192.168.100.100' }, {}],
    ['with the local API server', { ...FINE, k8sServiceHost: 'localhost' }, {}],
    [
      'with the same NodePorts',
      { ...FINE, nodePort: { range: '30000,31000' } },
      { serviceNodePortRange: '30000-31000' },
    ],
    ['beside kube-proxy', { nodePort: { enabled: true } }, { disableKubeProxy: false }],
  ])('may be %s', (_, tree, props) => {
    expect(() => written({ ...props, ciliumValues: values(tree) })).not.toThrow();
  });

  test.each<[string, Record<string, unknown>, Partial<Rke2ServerProps>, string]>([
    [
      'without kube-proxy',
      {},
      {},
      'ciliumValues.tree.kubeProxyReplacement: undefined leaves the cluster without Services',
    ],
    ['beside kube-proxy', FINE, { disableKubeProxy: false }, 'Set disableKubeProxy: true.'],
    ["with the article's API server", { ...FINE, k8sServiceHost: '192.168.58.105' }, {}, 'is not in the certificate'],
    [
      'with other NodePorts',
      FINE,
      { serviceNodePortRange: '30000-31000' },
      'Set nodePort.range of Cilium to "30000,31000"',
    ],
  ])('are refused %s', (_, tree, props, message) => {
    expect(refusal({ ...props, ciliumValues: values(tree) })).toContain(message);
  });

  test('are refused where the operator does not run on the taints of servers', () => {
    const nodeTaints = ['CriticalAddonsOnly=true:NoExecute'];
    const newest = { version: 'v1.36.3+rke2r1', nodeTaints };
    expect(refusal({ ...newest, ciliumValues: values(FINE, 'cilium', '1.20.0') }, {})).toContain(
      'Give nodeTaints of the servers as serverTaints to CiliumValues.',
    );
    const tolerant = { ...FINE, operator: { tolerations: [{ operator: 'Exists' }] } };
    expect(() => written({ ...newest, ciliumValues: values(tolerant, 'cilium', '1.20.0') }, {})).not.toThrow();
    // Before 1.18 it tolerates every taint.
    expect(() => written({ nodeTaints, ciliumValues: values(FINE) })).not.toThrow();
  });

  test('are refused of another chart', () => {
    expect(refusal({ ciliumValues: values(FINE, 'rke2-cilium') })).toContain('Make the values with chart: "cilium".');
  });
});

describe('servers of one cluster', () => {
  const two = (first: Partial<Rke2ServerProps>, second: Partial<Rke2ServerProps>) => (scope: Construct) => {
    const plan = addresses();
    const props = { ...serverProps(scope), addresses: plan };
    new Rke2Server(scope, 'one', { ...props, ...first });
    return new Rke2Server(scope, 'two', { ...props, host: hostOf(scope, 'kuber-master-2'), ...second });
  };

  test('join the first, at the port of the supervisor, with the token in a file', () => {
    const { config, joins } = two({}, { joins: true })(chartOn(ARTICLE));
    expect(joins).toBe(true);
    expect(config).toMatchObject({
      server: 'https://192.168.100.100:9345',
      'token-file': '/etc/rancher/rke2/token',
      'node-name': 'kuber-master-2',
      'tls-san': ['192.168.100.100'],
    });
    expect(config).not.toHaveProperty('advertise-address');
  });

  test.each<[string, Partial<Rke2ServerProps>, Partial<Rke2ServerProps>, string]>([
    ['if a second one begins', {}, {}, 'Set joins: true on every server but the first.'],
    ['with one name', {}, { joins: true, nodeName: 'kuber-master-1' }, 'is the name of chart/one as well'],
    [
      'if one has kube-proxy',
      {},
      { joins: true, disableKubeProxy: false },
      '[disable-kube-proxy]: false is true on chart/one, so one cannot join. Make them alike.',
    ],
    [
      'with two domains',
      { clusterDomain: 'a' },
      { joins: true, clusterDomain: 'b' },
      '[cluster-domain]: "b" is "a" on',
    ],
    [
      'with an egress selector of one only',
      { egressSelectorMode: 'disabled' },
      { joins: true },
      '[egress-selector-mode]: undefined is "disabled" on',
    ],
  ])('are refused %s', (_, first, second, message) => {
    expect(refusalOf(two(first, second), ARTICLE).message).toContain(message);
  });
});
