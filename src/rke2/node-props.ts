import type { Host } from '../hosts';
import type { AddressPlan, Version } from '../platform';
import type { Rke2Arguments } from './arguments';
import type { Rke2Settings, UncheckedRke2Settings } from './settings';

/** What servers and agents have in common. */
export interface Rke2NodeProps {
  /** The machine. */
  readonly host: Host;
  /** Release of RKE2, e.g. `v1.36.3+rke2r1`. Its Kubernetes has to be that of the platform. */
  readonly version: Version;
  /** Addresses of the cluster. Nodes of one cluster are given one plan. */
  readonly addresses: AddressPlan;
  /** Name of the node, unique in the cluster. @default the host's name */
  readonly nodeName?: string;
  /** True: RKE2 adds an id to the name, which then needs not be unique. @default false */
  readonly withNodeId?: boolean;
  /** Address of the node in the cluster. @default that of `addresses.nodes`; if it has none, RKE2 takes that of the default route */
  readonly nodeIp?: string;
  /** Address of the node outside of the cluster. @default none */
  readonly nodeExternalIp?: string;
  /** Labels that the node registers with; later changes here do nothing. @default none */
  readonly nodeLabels?: Readonly<Record<string, string>>;
  /**
   * Taints that the node registers with, such as `CriticalAddonsOnly=true:NoExecute`; later changes here do nothing. Give those of
   * servers to `CiliumValues` as `serverTaints`, so that Cilium's operator tolerates them.
   * @default none
   */
  readonly nodeTaints?: readonly string[];
  /** Flags of the kubelet, without dashes: `{ 'max-pods': 100 }`. @default none */
  readonly kubeletArgs?: Rke2Arguments;
  /**
   * Prefix length of the addresses of pods of one node, with Cilium's `ipam.mode: kubernetes`. It bounds `max-pods`. Servers tell
   * it to the controller manager, so give it to all nodes.
   * @default 24, as Kubernetes; with IPv6 64
   */
  readonly nodeCidrMaskSize?: number;
  /**
   * Path of the file on the host that has the cluster's token: an agent, or a server that joins, reads it. The token is a secret,
   * and is never in the output: put the file there yourself, mode 0600.
   * @default /etc/rancher/rke2/token; for the first server none: it makes a token, in /var/lib/rancher/rke2/server/node-token
   */
  readonly tokenFile?: string;
  /** Where servers take in nodes: `https://<address>:9345`. @default port 9345 of `addresses.apiEndpoint` */
  readonly server?: string;
  /**
   * `cis`: Pod Security is `restricted` but in kube-system, so that LoxiLB and kube-loxilb have to be there: synthesis fails for
   * workloads of the platform that it would refuse. RKE2 puts NetworkPolicies into kube-system, kube-public and default, which
   * allow what comes from the same namespace: backends of gateways may need one that allows more. The sysctls and the user that
   * it asks for are added to the host.
   * @default none
   */
  readonly profile?: 'cis' | 'etcd';
  /** False: containers are not confined by SELinux. @default true; it does nothing on a host without SELinux */
  readonly selinux?: boolean;
  /** True: the kubelet does not start if sysctls differ from what it wants, which are then added to the host. @default false */
  readonly protectKernelDefaults?: boolean;
  /** Path of the kubelet's resolv.conf. @default RKE2 looks for one */
  readonly resolvConf?: string;
  /** Path of the configuration of registries. @default /etc/rancher/rke2/registries.yaml, if it is there */
  readonly privateRegistry?: string;
  /** Registry for RKE2's own images, e.g. `registry.example.com:5000`. @default docker.io */
  readonly systemDefaultRegistry?: string;
  /** Other options of RKE2 by their key: `{ debug: true }`. @default none */
  readonly settings?: Rke2Settings;
  /** Options that are not known here, or that are written against a check. @default none */
  readonly unchecked?: UncheckedRke2Settings;
  /**
   * True: RKE2 is in the machine's image, and starts as the last command. Its installation is not done here.
   * @default false
   */
  readonly start?: boolean;
}
