import type { Rke2AgentProps, Rke2ServerProps } from './rke2-options';

/** The props of agents, for programs that have no compiler to check them. The types hold the lists complete. */
const AGENT: Readonly<Record<keyof Required<Rke2AgentProps>, true>> = {
  host: true,
  plan: true,
  version: true,
  server: true,
  nodeName: true,
  tokenFile: true,
  nodeLabels: true,
  nodeTaints: true,
  kubeletArgs: true,
  profile: true,
  selinux: true,
  protectKernelDefaults: true,
  systemDefaultRegistry: true,
  unchecked: true,
};

const SERVER: Readonly<Record<keyof Required<Rke2ServerProps>, true>> = {
  ...AGENT,
  tlsSan: true,
  writeKubeconfigMode: true,
  cni: true,
  ingressController: true,
  disable: true,
  disableKubeProxy: true,
  egressSelectorMode: true,
  clusterDomain: true,
  serviceNodePortRange: true,
  etcdArgs: true,
  etcdSnapshotScheduleCron: true,
  etcdSnapshotRetention: true,
  kubeApiserverArgs: true,
  kubeControllerManagerArgs: true,
  kubeSchedulerArgs: true,
};

export const AGENT_PROPS: readonly string[] = Object.keys(AGENT);
export const SERVER_PROPS: readonly string[] = Object.keys(SERVER);
