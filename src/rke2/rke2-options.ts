import type { Host } from '../hosts';
import type { AddressPlan } from '../platform';

/** Arguments of a component, without the dashes in front: `{ 'max-pods': 100 }`. */
export type ComponentArguments = Readonly<Record<string, string | number | boolean>>;

/** Settings at keys that are not known here. */
export interface UncheckedRke2Settings {
  /** In RKE2's own keys. Never a secret: the output goes to git. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Why they are needed, in one line. It stands as a comment above them. */
  readonly reason: string;
}

/** What servers and agents have in common. Keys of RKE2 stand in brackets. */
export interface Rke2NodeOptions {
  /** Who has which address: the CIDRs of the cluster, the node's own address, and where it joins. */
  readonly plan: AddressPlan;
  /** Release of RKE2: `v1.32.1+rke2r1`. Its Kubernetes version must be that of the platform. */
  readonly version: string;
  /** Name of the node, the same in the plan [node-name]. @default the name of the host */
  readonly nodeName?: string;
  /** File on the host with the token by which nodes join [token-file]. The token itself must not be written. @default that of RKE2 */
  readonly tokenFile?: string;
  /** Labels that the node registers with [node-label]. @default none */
  readonly nodeLabels?: Readonly<Record<string, string>>;
  /** Taints that the node registers with, `key=value:effect` [node-taint]. @default none */
  readonly nodeTaints?: readonly string[];
  /** Arguments of the kubelet [kubelet-arg]. @default none */
  readonly kubeletArgs?: ComponentArguments;
  /** Hardening: `cis` needs a user etcd and settings of the kernel on the host [profile]. @default none */
  readonly profile?: 'cis' | 'etcd';
  /** SELinux stays enforcing; needs the package rke2-selinux, which `NodePreparation` installs [selinux]. @default true */
  readonly selinux?: boolean;
  /** Fails where the kernel is not set as the kubelet wants it [protect-kernel-defaults]. @default false */
  readonly protectKernelDefaults?: boolean;
  /** Registry that images of the system come from [system-default-registry]. @default docker.io */
  readonly systemDefaultRegistry?: string;
  /** Settings at keys that are not known here. @default none */
  readonly unchecked?: UncheckedRke2Settings;
}

export interface Rke2ServerOptions extends Rke2NodeOptions {
  /** Server that this one joins, `https://host:9345` [server]. @default none: the first of its cluster */
  readonly server?: string;
  /** Names and addresses in the certificate of the API server, beside the endpoint of the plan and the node's own [tls-san]. @default none */
  readonly tlsSan?: readonly string[];
  /** Octal mode of the kubeconfig of the administrator: nothing for others [write-kubeconfig-mode]. @default 0600 */
  readonly writeKubeconfigMode?: string;
  /** `cilium`: the chart that RKE2 brings; `none`: installed otherwise [cni]. @default cilium */
  readonly cni?: 'cilium' | 'none';
  /**
   * [ingress-controller] Traefik brings CRDs of the Gateway API, which are then not those of the platform.
   * @default none
   */
  readonly ingressController?: 'none' | 'ingress-nginx';
  /** Components that are left out, e.g. `rke2-metrics-server` [disable]. @default none */
  readonly disable?: readonly string[];
  /** Cilium does the work of kube-proxy. The same on all servers [disable-kube-proxy]. @default true */
  readonly disableKubeProxy?: boolean;
  /** How API servers reach pods: the same on all servers [egress-selector-mode]. @default agent */
  readonly egressSelectorMode?: 'agent' | 'cluster' | 'pod' | 'disabled';
  /** [cluster-domain] @default cluster.local */
  readonly clusterDomain?: string;
  /** Node ports, which LoxiLB sends to: `30000-32767` [service-node-port-range]. @default 30000-32767 */
  readonly serviceNodePortRange?: string;
  /** Arguments of etcd [etcd-arg]. @default none */
  readonly etcdArgs?: ComponentArguments;
  /** [etcd-snapshot-schedule-cron] @default every 12 hours */
  readonly etcdSnapshotScheduleCron?: string;
  /** Snapshots that are kept, 1 or more [etcd-snapshot-retention]. @default 5 */
  readonly etcdSnapshotRetention?: number;
  readonly kubeApiserverArgs?: ComponentArguments;
  readonly kubeControllerManagerArgs?: ComponentArguments;
  readonly kubeSchedulerArgs?: ComponentArguments;
}

export interface Rke2AgentOptions extends Rke2NodeOptions {
  /** Server that it joins, `https://host:9345` [server]. @default the endpoint of the plan */
  readonly server?: string;
}

export interface Rke2ServerProps extends Rke2ServerOptions {
  /** The machine. */
  readonly host: Host;
}

export interface Rke2AgentProps extends Rke2AgentOptions {
  /** The machine. */
  readonly host: Host;
}
