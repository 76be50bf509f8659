import type { Rke2Arguments } from './arguments';
import type { CiliumChartData } from './cilium-chart';
import type { Rke2NodeProps } from './node-props';

/** Who may read the admin's kubeconfig, /etc/rancher/rke2/rke2.yaml. */
export interface Rke2KubeconfigProps {
  /** Octal mode in four digits; others may do nothing with it. @default 0600 */
  readonly mode?: string;
  /** Group that it belongs to. @default root */
  readonly group?: string;
}

/** When RKE2 takes snapshots of etcd. */
export interface Rke2EtcdSnapshotsProps {
  /** Cron expression of five fields, in the time of the host. @default every 12 hours */
  readonly schedule?: string;
  /** How many are kept. @default 5 */
  readonly retention?: number;
}

export interface Rke2ServerProps extends Rke2NodeProps {
  /** True: joins the cluster that another server began, at `server`. All servers but the first do. @default false */
  readonly joins?: boolean;
  /** Address that the API server tells others. @default that of the node, else RKE2's choice */
  readonly advertiseAddress?: string;
  /** Further addresses and names in the certificate. @default `addresses.apiEndpoint` and `advertiseAddress` */
  readonly tlsSan?: readonly string[];
  /**
   * `cilium`: the chart of RKE2, with its release of Cilium, which has to be that of the platform; give it values with
   * `CiliumHelmChartConfig`. `none`: you install Cilium; nodes are not ready before. `multus` may stand in front.
   */
  readonly cni: 'cilium' | 'none' | readonly ['multus', 'cilium'];
  /** False: kube-proxy runs, and Cilium has no kube-proxy replacement, so no gateways. @default true */
  readonly disableKubeProxy?: boolean;
  /** Values of Cilium: a `CiliumValues` will do. They are checked to go with this server. @default not checked */
  readonly ciliumValues?: CiliumChartData;
  /** Ingress controllers of RKE2, which gateways do not need. @default none */
  readonly ingressController?: 'none' | 'ingress-nginx' | 'traefik';
  /** Charts of RKE2 that are not deployed, such as `rke2-metrics-server`. @default none */
  readonly disable?: readonly string[];
  /** Domain of the cluster. @default cluster.local */
  readonly clusterDomain?: string;
  /** How the API server reaches kubelets and pods. @default agent */
  readonly egressSelectorMode?: 'disabled' | 'agent' | 'pod' | 'cluster';
  /** Ports for NodePorts: Cilium's `nodePort.range` has to be the same, and LoxiLB has to reach them. @default 30000-32767 */
  readonly serviceNodePortRange?: string;
  /** @default root alone reads it */
  readonly kubeconfig?: Rke2KubeconfigProps;
  /** @default RKE2's */
  readonly etcdSnapshots?: Rke2EtcdSnapshotsProps;
  /** Flags of etcd, without dashes: `{ 'quota-backend-bytes': 2048000000 }`. @default none */
  readonly etcdArgs?: Rke2Arguments;
  /** Flags of the API server. @default none */
  readonly kubeApiserverArgs?: Rke2Arguments;
  /**
   * Flags of the controller manager. How soon a lost node is noticed is up to `node-monitor-grace-period`, not to
   * `node-monitor-period`.
   * @default none
   */
  readonly kubeControllerManagerArgs?: Rke2Arguments;
  /** Flags of the scheduler. @default none */
  readonly kubeSchedulerArgs?: Rke2Arguments;
}
