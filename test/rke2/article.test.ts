import { App } from 'cdk8s';
import { parse } from 'yaml';
import { Host, HostPreparation, Platform, Rke2Agent, Rke2Server, setPlatform } from '../../src';
import { ARTICLE } from '../constructs';
import { addresses, configOf, textOf } from './nodes';

/** Where ours differs from what the article has, and why. Undefined: it is not there. */
interface Correction {
  readonly key: string;
  readonly ours: unknown;
  readonly why: string;
}

function corrected(article: Record<string, unknown>, corrections: readonly Correction[]): Record<string, unknown> {
  const result = { ...article };
  for (const { key, ours } of corrections) {
    expect([key, result[key]]).not.toEqual([key, ours]);
    if (ours === undefined) delete result[key];
    else result[key] = ours;
  }
  return result;
}

const SERVER = {
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
  // Indented by one blank in the article, so that no YAML parser takes the file.
  'egress-selector-mode': 'disabled',
  'node-taint': ['CriticalAddonsOnly=true:NoExecute'],
};

const SERVER_CORRECTIONS: readonly Correction[] = [
  { key: 'write-kubeconfig-mode', ours: '0600', why: 'it has credentials of the admin, and 0644 is for everyone' },
  { key: 'etcd-arg', ours: ['quota-backend-bytes=2048000000'], why: 'without "=" RKE2 drops it unseen' },
  { key: 'disable', ours: undefined, why: 'does nothing from v1.36 on' },
  { key: 'ingress-controller', ours: 'none', why: 'takes its place' },
  {
    key: 'kube-apiserver-arg',
    ours: ['default-not-ready-toleration-seconds=30', 'default-unreachable-toleration-seconds=30'],
    why: 'RKE2 takes the dashes away',
  },
  { key: 'kube-controller-manager-arg', ours: ['node-monitor-period=4s'], why: 'RKE2 takes the dashes away' },
  {
    key: 'kubelet-arg',
    ours: ['max-pods=100', 'node-status-update-frequency=4s'],
    why: 'RKE2 takes the dashes away; flags are sorted',
  },
  { key: 'node-ip', ours: '192.168.100.100', why: 'hosts have several networks, and the plan says which one it is' },
  { key: 'selinux', ours: true, why: 'SELinux stays enforcing, where the article turns it off' },
];

const AGENT = {
  server: 'https://192.168.100.100:9345',
  token: 'XXXXXXXXXX',
  'node-name': 'kuber-worker-1',
  'kubelet-arg': ['--node-status-update-frequency=4s', '--max-pods=100'],
};

const AGENT_CORRECTIONS: readonly Correction[] = [
  { key: 'token', ours: undefined, why: 'it is a secret, and the output goes to git' },
  { key: 'token-file', ours: '/etc/rancher/rke2/token', why: 'takes its place' },
  {
    key: 'kubelet-arg',
    ours: ['max-pods=100', 'node-status-update-frequency=4s'],
    why: 'RKE2 takes the dashes away; flags are sorted',
  },
  { key: 'node-ip', ours: '192.168.100.101', why: 'hosts have several networks, and the plan says which one it is' },
  { key: 'selinux', ours: true, why: 'SELinux stays enforcing, where the article turns it off' },
];

const FLAGS = { 'node-status-update-frequency': '4s', 'max-pods': 100 };

function cluster(): { readonly master: Host; readonly worker: Host } {
  const app = new App();
  setPlatform(app, new Platform(ARTICLE));
  const plan = addresses();
  const [master, worker] = [new Host(app, 'kuber-master-1'), new Host(app, 'kuber-worker-1')];
  new Rke2Server(master, 'rke2', {
    host: master,
    version: 'v1.32.1+rke2r1',
    addresses: plan,
    cni: 'none',
    egressSelectorMode: 'disabled',
    nodeTaints: ['CriticalAddonsOnly=true:NoExecute'],
    etcdArgs: { 'quota-backend-bytes': 2048000000 },
    etcdSnapshots: { schedule: '0 3 * * *', retention: 10 },
    kubeApiserverArgs: {
      'default-unreachable-toleration-seconds': 30,
      'default-not-ready-toleration-seconds': 30,
    },
    kubeControllerManagerArgs: { 'node-monitor-period': '4s' },
    kubeletArgs: FLAGS,
  });
  new Rke2Agent(worker, 'rke2', { host: worker, version: 'v1.32.1+rke2r1', addresses: plan, kubeletArgs: FLAGS });
  for (const host of [master, worker]) new HostPreparation(host, 'preparation', { host });
  return { master, worker };
}

describe("the article's cluster", () => {
  test('has its server, corrected', () => {
    expect(configOf(cluster().master)).toEqual(corrected(SERVER, SERVER_CORRECTIONS));
  });

  test('has its agent, corrected', () => {
    expect(configOf(cluster().worker)).toEqual(corrected(AGENT, AGENT_CORRECTIONS));
  });

  test('has a mode that is a text to every parser of YAML, and keys in order', () => {
    expect(textOf(cluster().master)).toContain('\nwrite-kubeconfig-mode: "0600"\n');
    const keys = Object.keys(parse(textOf(cluster().master)));
    expect(keys).toEqual([...keys].sort());
  });

  test('keeps the configuration from other users, and says nothing of a token', () => {
    const { master, worker } = cluster();
    for (const host of [master, worker]) {
      const config = host.files.find(({ path }) => path === '/etc/rancher/rke2/config.yaml');
      expect(config).toMatchObject({ mode: '0600', owner: 'root', group: 'root' });
      expect(config?.content).not.toMatch(/^(agent-)?token:/m);
    }
  });

  test('has hosts as its steps 1 to 4 have them, but for SELinux, which stays', () => {
    const { worker } = cluster();
    const { files, packages, commands } = worker;
    // The article leaves out the interfaces of pods, lxc*.
    expect(textOf(worker, '/etc/NetworkManager/conf.d/cilium-cni.conf')).toBe(
      '[keyfile]\nunmanaged-devices=interface-name:cilium_*;interface-name:lxc*\n',
    );
    expect(packages).toEqual([
      'iptables',
      'libnetfilter_conntrack',
      'libnfnetlink',
      'libnftnl',
      'policycoreutils-python-utils',
      'rke2-selinux',
    ]);
    expect(commands).toEqual([
      ['systemctl', 'try-restart', 'NetworkManager.service'],
      ['systemctl', 'daemon-reload'],
      ['sysctl', '--system'],
    ]);
    expect(files.map(({ path }) => path)).toEqual([
      '/etc/NetworkManager/conf.d/cilium-cni.conf',
      '/etc/rancher/rke2/config.yaml',
      '/etc/sysctl.d/90-netdev-backlog.conf',
      '/etc/systemd/system/rke2-agent.service.d/10-kernel.conf',
      '/etc/systemd/system/rke2-server.service.d/10-kernel.conf',
      '/etc/yum.repos.d/rancher-rke2-common.repo',
    ]);
  });
});
