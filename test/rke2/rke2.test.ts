import { App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import {
  AddressPlan,
  Host,
  InvalidFieldError,
  NodePreparation,
  Platform,
  type PlatformProps,
  Rke2Agent,
  type Rke2AgentOptions,
  Rke2Server,
  type Rke2ServerOptions,
  setPlatform,
} from '../../src';
import { ARTICLE } from '../constructs';
import { readByAll } from '../yaml-parsers';

const PLAN = new AddressPlan({
  networks: { lan: '192.168.100.0/24' },
  podCidr: '10.100.0.0/16',
  serviceCidr: '10.110.0.0/16',
  nodes: { 'kuber-master-1': '192.168.100.100', 'kuber-worker-1': '192.168.100.101' },
  apiEndpoint: '192.168.100.100',
  vipPools: { defaultPool: '192.168.100.200/32' },
});
const VERSION = 'v1.32.1+rke2r1';

/** The article's server, as far as it says more than defaults. */
const ARTICLE_SERVER: Partial<Rke2ServerOptions> = {
  cni: 'none',
  egressSelectorMode: 'disabled',
  etcdArgs: { 'quota-backend-bytes': 2048000000 },
  etcdSnapshotScheduleCron: '0 3 * * *',
  etcdSnapshotRetention: 10,
  kubeApiserverArgs: { 'default-not-ready-toleration-seconds': 30, 'default-unreachable-toleration-seconds': 30 },
  kubeControllerManagerArgs: { 'node-monitor-period': '4s' },
  kubeletArgs: { 'node-status-update-frequency': '4s', 'max-pods': 100 },
  nodeTaints: ['CriticalAddonsOnly=true:NoExecute'],
};

function hostOn(name: string, platform: PlatformProps): Host {
  const chart = new Chart(new App(), 'hosts');
  setPlatform(chart, new Platform(platform));
  return new Host(chart, name);
}

function textOf(host: Host, path: string): string {
  const file = host.files.find((each) => each.path === path);
  if (!file) throw new Error(`no ${path}`);
  return file.content;
}

const CONFIG = '/etc/rancher/rke2/config.yaml';

function server(options: Partial<Rke2ServerOptions> = {}, platform: PlatformProps = ARTICLE): Host {
  const host = hostOn('kuber-master-1', platform);
  new Rke2Server(host, 'RKE2', { host, plan: PLAN, version: VERSION, cni: 'none', ...options });
  return host;
}

function agent(options: Partial<Rke2AgentOptions> = {}): Host {
  const host = hostOn('kuber-worker-1', ARTICLE);
  new Rke2Agent(host, 'RKE2', { host, plan: PLAN, version: VERSION, ...options });
  return host;
}

const configOf = (host: Host): Record<string, unknown> => parse(textOf(host, CONFIG), { version: '1.1' });

/** The article's config.yaml of the server as data; two of its keys are indented by a blank, and no parser takes that. */
const ARTICLE_CONFIG: Record<string, unknown> = {
  'write-kubeconfig-mode': '0644',
  'advertise-address': '192.168.100.100',
  'node-name': 'kuber-master-1',
  'tls-san': ['192.168.100.100'],
  cni: 'none',
  'cluster-cidr': '10.100.0.0/16',
  'service-cidr': '10.110.0.0/16',
  'cluster-dns': '10.110.0.10',
  'etcd-arg': '--quota-backend-bytes 2048000000',
  'etcd-snapshot-schedule-cron': '0 3 * * *',
  'etcd-snapshot-retention': 10,
  disable: ['rke2-ingress-nginx'],
  'disable-kube-proxy': true,
  'kube-apiserver-arg': ['--default-not-ready-toleration-seconds=30', '--default-unreachable-toleration-seconds=30'],
  'kube-controller-manager-arg': ['--node-monitor-period=4s'],
  'kubelet-arg': ['--node-status-update-frequency=4s', '--max-pods=100'],
  'egress-selector-mode': 'disabled',
  'node-taint': ['CriticalAddonsOnly=true:NoExecute'],
};

const ARTICLE_AGENT: Record<string, unknown> = {
  server: 'https://192.168.100.100:9345',
  token: 'XXXXXXXXXX',
  'node-name': 'kuber-worker-1',
  'kubelet-arg': ['--node-status-update-frequency=4s', '--max-pods=100'],
};

/** Every place where ours differs, with the reason. */
const CORRECTIONS: readonly (readonly [
  name: string,
  reason: string,
  apply: (config: Record<string, unknown>) => void,
])[] = [
  [
    'kubeconfig-mode',
    'with 0644 every user of the host is administrator of the cluster',
    (config) => {
      if ('write-kubeconfig-mode' in config) config['write-kubeconfig-mode'] = '0600';
    },
  ],
  [
    'etcd-arg',
    'an argument of etcd without "=" is dropped without a word',
    (config) => {
      if ('etcd-arg' in config) config['etcd-arg'] = ['quota-backend-bytes=2048000000'];
    },
  ],
  [
    'dashes',
    'RKE2 strips the dashes: one way to write them is enough',
    (config) => {
      for (const key of ['kube-apiserver-arg', 'kube-controller-manager-arg', 'kubelet-arg']) {
        const value = config[key];
        if (Array.isArray(value)) config[key] = value.map((each) => String(each).replace(/^--/, ''));
      }
    },
  ],
  [
    'ingress-controller',
    'disabling one controller brings the next default; none means none',
    (config) => {
      if (!('disable' in config)) return;
      delete config.disable;
      config['ingress-controller'] = 'none';
    },
  ],
  [
    'token',
    'a secret that must not be in git: RKE2 reads it from a file',
    (config) => {
      if (!('token' in config)) return;
      delete config.token;
      config['token-file'] = '/etc/rancher/rke2/token';
    },
  ],
  [
    'selinux',
    'SELinux stays enforcing',
    (config) => {
      config.selinux = true;
    },
  ],
  [
    'node-ip',
    'the address of the plan, and not that of the first interface',
    (config) => {
      config['node-ip'] = config['node-name'] === 'kuber-master-1' ? '192.168.100.100' : '192.168.100.101';
    },
  ],
];

function corrected(config: Record<string, unknown>): Record<string, unknown> {
  const copy = structuredClone(config);
  for (const [, , apply] of CORRECTIONS) apply(copy);
  return copy;
}

describe("the article's configuration", () => {
  test('of the server is ours after the listed corrections, and nothing else', () => {
    expect(configOf(server(ARTICLE_SERVER))).toEqual(corrected(ARTICLE_CONFIG));
  });

  test('of the agent is ours after the listed corrections, and nothing else', () => {
    const options = { tokenFile: '/etc/rancher/rke2/token', kubeletArgs: ARTICLE_SERVER.kubeletArgs ?? {} };
    expect(configOf(agent(options))).toEqual(corrected(ARTICLE_AGENT));
  });

  test.each(CORRECTIONS)('differs by %s, which does something', (_, __, apply) => {
    const changed = [ARTICLE_CONFIG, ARTICLE_AGENT].map((config) => {
      const copy = structuredClone(config);
      apply(copy);
      return JSON.stringify(copy) !== JSON.stringify(config);
    });
    expect(changed).toContain(true);
  });

  test('of NetworkManager leaves its interfaces to Cilium, and those of pods too', () => {
    const host = hostOn('a', ARTICLE);
    new NodePreparation(host, 'Preparation', { host, role: 'server' });
    const article =
      'unmanaged-devices=interface-name:cilium_net;interface-name:cilium_host;interface-name:cilium_vxlan;interface-name:cilium_geneve';
    expect(textOf(host, '/etc/NetworkManager/conf.d/cilium-cni.conf')).toBe(
      `[keyfile]\n${article};interface-name:lxc*\n`,
    );
    expect(textOf(host, '/etc/systemd/system/rke2-server.service.d/kernel.conf')).toBe(
      '[Unit]\nAssertKernelVersion=>=5.10\n',
    );
    expect(host.packages).toEqual([
      'iptables',
      'libnetfilter_conntrack',
      'libnfnetlink',
      'libnftnl',
      'policycoreutils-python-utils',
      'rke2-selinux',
    ]);
    const agentHost = hostOn('b', ARTICLE);
    new NodePreparation(agentHost, 'Preparation', { host: agentHost, role: 'agent', selinux: false });
    expect(agentHost.packages).not.toContain('rke2-selinux');
    expect(agentHost.files.map(({ path }) => path)).toContain('/etc/systemd/system/rke2-agent.service.d/kernel.conf');
  });
});

describe('the configuration of a server', () => {
  test('is for root only, reads the same in YAML 1.1 and 1.2, and starts the service', () => {
    const host = server(ARTICLE_SERVER);
    expect(host.files.find(({ path }) => path === CONFIG)?.mode).toBe('0600');
    const text = textOf(host, CONFIG);
    expect(text).toContain('write-kubeconfig-mode: "0600"\n');
    for (const read of readByAll(text)) expect(read).toEqual(parse(text));
    expect(host.commands).toEqual([['systemctl', 'enable', '--now', 'rke2-server.service']]);
  });

  // One row for each key of RKE2's reference that gateways depend on.
  test.each<[string, Partial<Rke2ServerOptions>, PlatformProps, Record<string, unknown>]>([
    [
      'what joins another server',
      { server: 'https://192.168.100.100:9345', tokenFile: '/t' },
      ARTICLE,
      { server: 'https://192.168.100.100:9345', 'token-file': '/t' },
    ],
    ['a kubeconfig for a group', { writeKubeconfigMode: '0640' }, ARTICLE, { 'write-kubeconfig-mode': '0640' }],
    [
      'names of its certificate, each once',
      { tlsSan: ['api.example.com', '192.168.100.100'] },
      ARTICLE,
      { 'tls-san': ['192.168.100.100', 'api.example.com'] },
    ],
    ['the Cilium that RKE2 brings', { cni: 'cilium', version: 'v1.32.3+rke2r1' }, ARTICLE, { cni: 'cilium' }],
    [
      'its kube-proxy, which Cilium 1.17 can do with',
      { disableKubeProxy: false },
      ARTICLE,
      { 'disable-kube-proxy': false },
    ],
    ['no ingress controller', {}, ARTICLE, { 'ingress-controller': 'none' }],
    ['nginx', { ingressController: 'ingress-nginx' }, ARTICLE, { 'ingress-controller': 'ingress-nginx' }],
    [
      'no ingress controller, before there was a key for it',
      { version: 'v1.32.0+rke2r1' },
      ARTICLE,
      { disable: ['rke2-ingress-nginx'] },
    ],
    [
      'components that are left out',
      { disable: ['rke2-metrics-server'] },
      ARTICLE,
      { disable: ['rke2-metrics-server'] },
    ],
    [
      'the CIDRs of the plan',
      {},
      ARTICLE,
      { 'cluster-cidr': '10.100.0.0/16', 'service-cidr': '10.110.0.0/16', 'cluster-dns': '10.110.0.10' },
    ],
    ['another domain', { clusterDomain: 'k8s.example.com' }, ARTICLE, { 'cluster-domain': 'k8s.example.com' }],
    [
      'other node ports',
      { serviceNodePortRange: '31000-32000' },
      ARTICLE,
      { 'service-node-port-range': '31000-32000' },
    ],
    ['arguments of the scheduler', { kubeSchedulerArgs: { v: 4 } }, ARTICLE, { 'kube-scheduler-arg': ['v=4'] }],
    [
      'arguments that add to a default',
      { kubeApiserverArgs: { 'audit-log-path+': '/a' } },
      ARTICLE,
      { 'kube-apiserver-arg': ['audit-log-path+=/a'] },
    ],
    ['labels', { nodeLabels: { 'example.com/role': 'edge' } }, ARTICLE, { 'node-label': ['example.com/role=edge'] }],
    [
      'a profile',
      { profile: 'cis', protectKernelDefaults: true },
      ARTICLE,
      { profile: 'cis', 'protect-kernel-defaults': true },
    ],
    [
      'a registry',
      { systemDefaultRegistry: 'registry.example.com' },
      ARTICLE,
      { 'system-default-registry': 'registry.example.com' },
    ],
    ['another Kubernetes', { version: 'v1.36.1+rke2r1' }, {}, { 'ingress-controller': 'none' }],
    [
      'settings that are not known here',
      { unchecked: { values: { 'etcd-expose-metrics': true }, reason: 'Prometheus reads them' } },
      ARTICLE,
      { 'etcd-expose-metrics': true },
    ],
  ])('has %s', (_, options, platform, expected) => {
    expect(configOf(server(options, platform))).toMatchObject(expected);
  });

  test('says why settings are not checked', () => {
    const host = server({ unchecked: { values: { 'etcd-expose-metrics': true }, reason: 'Prometheus reads them' } });
    expect(textOf(host, CONFIG)).toContain('# Not checked: Prometheus reads them\netcd-expose-metrics: true\n');
  });

  test.each<[string, object, PlatformProps, RegExp]>([
    ['a token', { token: 'abc' }, ARTICLE, /token: "\(not shown\)" must not be given. Secrets must not be written/],
    ["RKE2's own load balancer", { enableServicelb: true }, ARTICLE, /would take Services that are LoxiLB's/],
    ['a CIDR beside the plan', { clusterCidr: '10.0.0.0/8' }, ARTICLE, /it is podCidr of the plan/],
    [
      'a misspelt setting, which RKE2 passes over',
      { disableKubeProxi: true },
      ARTICLE,
      /Did you mean "disableKubeProxy"/,
    ],
    [
      'an argument with dashes',
      { etcdArgs: { '--quota-backend-bytes': 1 } },
      ARTICLE,
      /Write it without dashes in front/,
    ],
    [
      'an argument with its value in it',
      { etcdArgs: { 'quota-backend-bytes 2048000000': '' } },
      ARTICLE,
      /is no name of an argument/,
    ],
    ['an argument of two lines', { kubeletArgs: { a: 'b\nc' } }, ARTICLE, /has control characters/],
    [
      'a kubeconfig for everybody',
      { writeKubeconfigMode: '0644' },
      ARTICLE,
      /gives everybody on the host the rights of the administrator/,
    ],
    ['a mode that is none', { writeKubeconfigMode: '644' }, ARTICLE, /is no mode/],
    ['another CNI', { cni: 'canal' }, ARTICLE, /is not a CNI with which gateways of Cilium work/],
    [
      'a Cilium that RKE2 does not bring',
      { cni: 'cilium' },
      ARTICLE,
      /is Cilium 1.16 in RKE2 v1.32.1\+rke2r1, and the platform is Cilium 1.17.1/,
    ],
    [
      'kube-proxy beside a Cilium that replaces it',
      { version: 'v1.36.1+rke2r1', disableKubeProxy: false },
      {},
      /leaves kube-proxy beside Cilium 1.20.0/,
    ],
    [
      'Traefik',
      { ingressController: 'traefik' },
      ARTICLE,
      /is not an ingress controller that leaves the Gateway API alone/,
    ],
    [
      'what does nothing in 1.36',
      { version: 'v1.36.1+rke2r1', disable: ['rke2-ingress-nginx'] },
      {},
      /does nothing in RKE2 v1.36.1/,
    ],
    [
      'a server at the port of the API',
      { server: 'https://192.168.100.100:6443' },
      ARTICLE,
      /port 9345 of the supervisor/,
    ],
    ['a server without TLS', { server: 'http://192.168.100.100:9345' }, ARTICLE, /is not where nodes join/],
    [
      'a node that is not in the plan',
      { nodeName: 'other' },
      ARTICLE,
      /is not among the nodes of the plan. Add its address to nodes. There are: kuber-master-1, kuber-worker-1/,
    ],
    [
      'another Kubernetes than the platform',
      { version: 'v1.33.1+rke2r1' },
      ARTICLE,
      /has Kubernetes 1.33, and the platform is 1.32/,
    ],
    ['a version that is none', { version: '1.32.1' }, ARTICLE, /is no release of RKE2/],
    ['node ports that are none', { serviceNodePortRange: '32767-30000' }, ARTICLE, /is no range of node ports/],
    ['a taint without an effect', { nodeTaints: ['CriticalAddonsOnly=true'] }, ARTICLE, /is no taint/],
    ['a label that is none', { nodeLabels: { 'a b': 'c' } }, ARTICLE, /is not a qualified name/],
    ['a profile that there is not', { profile: 'cis-1.23' }, ARTICLE, /is not a profile/],
    ['no snapshots', { etcdSnapshotRetention: 0 }, ARTICLE, /etcdSnapshotRetention: 0 is not/],
    ['a token file that is no path', { tokenFile: 'token' }, ARTICLE, /is no plain absolute path/],
    ['unchecked settings without a reason', { unchecked: { values: {}, reason: '' } }, ARTICLE, /Say in one line why/],
    [
      'an unchecked secret',
      { unchecked: { values: { token: 'abc' }, reason: 'r' } },
      ARTICLE,
      /"\(not shown\)" is a secret/,
    ],
    [
      'an unchecked setting that is checked',
      { unchecked: { values: { cni: 'canal' }, reason: 'r' } },
      ARTICLE,
      /has a prop of its own/,
    ],
  ])('refuses %s', (_, options, platform, message) => {
    expect(() => server(options, platform)).toThrow(InvalidFieldError);
    expect(() => server(options, platform)).toThrow(message);
  });
});

describe('the configuration of an agent', () => {
  test('joins where the plan says, and never starts a server', () => {
    const host = agent();
    expect(configOf(host)).toEqual({
      server: 'https://192.168.100.100:9345',
      'node-name': 'kuber-worker-1',
      'node-ip': '192.168.100.101',
      selinux: true,
    });
    expect(host.commands).toEqual([
      ['systemctl', 'mask', 'rke2-server.service'],
      ['systemctl', 'enable', '--now', 'rke2-agent.service'],
    ]);
  });

  test.each<[string, object, RegExp]>([
    [
      'a setting of servers',
      { disableKubeProxy: true },
      /is a setting of servers, and an agent passes over it. Move it to Rke2Server/,
    ],
    ['arguments of etcd', { etcdArgs: {} }, /is a setting of servers/],
    ['a token', { token: 'abc' }, /Secrets must not be written/],
    ['a server at the port of the API', { server: 'https://192.168.100.100:6443' }, /port 9345/],
    ['a misspelt setting', { kubletArgs: {} }, /Did you mean "kubeletArgs"/],
  ])('refuses %s', (_, options, message) => {
    expect(() => agent(options)).toThrow(message);
  });
});
