import type { Construct } from 'constructs';
import { type CiliumChartValues, CiliumValues } from '../cilium';
import { Host } from '../hosts';
import type { AddressPlan } from '../platform';
import { HostPreparation, Rke2Agent, Rke2Server } from '../rke2';

const VERSION = 'v1.32.1+rke2r1';
const SERVER_TAINT = 'CriticalAddonsOnly=true:NoExecute';
const KUBELET = { 'node-status-update-frequency': '4s', 'max-pods': 100 };

/** What the article's cilium.yaml says beyond the defaults of the chart. */
const CILIUM: CiliumChartValues = {
  hubble: {
    metrics: {
      enabled: ['dns:query;ignoreAAAA', 'drop', 'tcp', 'flow', 'icmp', 'http'],
      dashboards: { enabled: true },
    },
    relay: { enabled: true, prometheus: { enabled: true } },
    ui: { enabled: true },
  },
  operator: { dashboards: { enabled: true } },
};

/** Steps 1 to 10 of the article: its server, with Cilium installed from there, and its agent. */
export function addArticleNodes(scope: Construct, addresses: AddressPlan): void {
  const cilium = new CiliumValues(scope, 'cilium', { values: CILIUM, addresses, serverTaints: [SERVER_TAINT] });

  const server = new Host(scope, 'kuber-master-1');
  new HostPreparation(server, 'Preparation', { host: server });
  new Rke2Server(server, 'RKE2', {
    host: server,
    addresses,
    version: VERSION,
    cni: 'none',
    ciliumValues: cilium,
    egressSelectorMode: 'disabled',
    etcdArgs: { 'quota-backend-bytes': 2_048_000_000 },
    etcdSnapshots: { schedule: '0 3 * * *', retention: 10 },
    kubeApiserverArgs: { 'default-not-ready-toleration-seconds': 30, 'default-unreachable-toleration-seconds': 30 },
    kubeControllerManagerArgs: { 'node-monitor-period': '4s' },
    kubeletArgs: KUBELET,
    nodeTaints: [SERVER_TAINT],
    start: true,
  });
  cilium.addTo(server);
  // Cilium's command line reads the kubeconfig that RKE2 wrote for root.
  server.addCommand('env', 'KUBECONFIG=/etc/rancher/rke2/rke2.yaml', ...cilium.installCommand());

  const agent = new Host(scope, 'kuber-worker-1');
  new HostPreparation(agent, 'Preparation', { host: agent });
  new Rke2Agent(agent, 'RKE2', { host: agent, addresses, version: VERSION, kubeletArgs: KUBELET, start: true });
}
