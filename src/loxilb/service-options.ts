/** How LoxiLB balances: what it does with addresses (loxilb v0.9.8.8, pkg/loxinet/rules.go). */
export type LoxilbMode =
  /** Keeps the client's address; nodes must route back through LoxiLB. */
  | 'default'
  /** The node sees LoxiLB's own address. Synchronized sessions do not survive a fail-over. */
  | 'onearm'
  /** The node sees the VIP, and must reach it through the active LoxiLB. */
  | 'fullnat'
  /** Nodes answer clients directly: needs `endpointSelection: 'hash'` and the same port on both sides. Not for gateways. */
  | 'dsr'
  /** A proxy in user space. Cannot be changed to or from in place. */
  | 'fullproxy'
  /** For the VIP 0.0.0.0 only. */
  | 'hostonearm';

/** How LoxiLB finds out whether an endpoint lives. */
export type LoxilbProbe =
  /** No probing, not even that which a mode implies. */
  | { readonly type: 'none' }
  | ({ readonly type: 'ping' } & ProbeTiming)
  /** A connection to (or datagram at) a port of the endpoint, 1 to 65535. */
  | ({ readonly type: 'tcp' | 'udp'; readonly port: number } & ProbeTiming & ProbeTexts);

export interface ProbeTiming {
  /** Seconds between probes, 0 to 86400. @default 60 */
  readonly timeout?: number;
  /** Failures before an endpoint counts as dead, 0 to 100. @default 2 */
  readonly retries?: number;
}

/** LoxiLB v0.9.8.8 keeps these and probes tcp and udp without them. */
export interface ProbeTexts {
  /** What the probe sends. @default none */
  readonly request?: string;
  /** What it expects. @default none */
  readonly response?: string;
}

/** How LoxiLB picks an endpoint for a new connection. */
export type EndpointSelection =
  | 'roundrobin'
  /** By the five-tuple. */
  | 'hash'
  /** By client address, for three hours. */
  | 'persist'
  /** The one with the least connections. */
  | 'leastConnections'
  /** For N2 (SCTP) of 5G cores. */
  | 'n2'
  /** For N3 of 5G cores; UDP only, and not with builds of kube-loxilb after v0.9.8.4. */
  | 'n3';

/**
 * How LoxiLB serves a Service. Each option is one `loxilb.io/*` annotation; what is left out, kube-loxilb decides by its own
 * flags.
 *
 * Changing mode, timeout, probe, endpoint selection, address family, node label or PROXY protocol on a live Service deletes the
 * rule and makes it anew: live sessions drop. Taking an option out of a live gateway changes nothing, because Cilium never
 * takes annotations off a Service: write the other value instead, such as `liveness: false`.
 *
 * Sources: kube-loxilb v0.9.8.4, pkg/agent/manager/loadbalancer/loadbalancer.go; cilium v1.20, gateway_reconcile.go.
 */
export interface LoxilbServiceOptions {
  /** @default `--setLBMode` of kube-loxilb */
  readonly mode?: LoxilbMode;
  /** Probe endpoints. Implied by onearm, fullnat and hostonearm. @default `--monitor` of kube-loxilb */
  readonly liveness?: boolean;
  /** @default as the mode implies: the protocol of the Service, towards the node port */
  readonly probe?: LoxilbProbe;
  /** @default roundrobin */
  readonly endpointSelection?: EndpointSelection;
  /** Seconds after which an idle session ends, 0 to 86400; 0 is LoxiLB's own, 240 for TCP. @default 1800 */
  readonly timeout?: number;
  /** Pool that the VIP comes from, by its name in `--cidrPools`. Not looked at again later. @default defaultPool */
  readonly pool?: string;
  /** Pools of further VIPs, IPv4 only, for SCTP multihoming: not for gateways. @default none */
  readonly secondaryPools?: readonly string[];
  /** This VIP and no other. Removing it from a live gateway leaves the VIP as it is. @default one of the pool */
  readonly staticIP?: string;
  /** One to three further VIPs, for SCTP multihoming: not for gateways. @default none */
  readonly secondaryIPs?: readonly string[];
  /** Family of the VIP, and of the endpoints behind it; `ipv6to4`: an IPv6 VIP, IPv4 endpoints. @default ipv4 */
  readonly ipam?: 'ipv4' | 'ipv6' | 'ipv6to4';
  /** kube-loxilb instances of this zone only. @default every instance */
  readonly zone?: string;
  /** `<zone>-inst<N>`. kube-loxilb v0.9.8 and newer. @default given out in turn */
  readonly zoneInstance?: string;
  /** Key of a label: only nodes that have it are endpoints. The way to keep within 32 endpoints. @default all ready nodes */
  readonly nodeLabel?: string;
  /** Each LoxiLB sends to endpoints on its own host. For LoxiLB inside of the cluster: not for gateways. @default false */
  readonly preferLocalPod?: boolean;
  /** Send to pods, not to node ports. Not for gateways; false is. @default `--usePodNetwork` of kube-loxilb */
  readonly podNetwork?: boolean;
  /** Send to what the EndpointSlices name. Not for gateways. kube-loxilb v0.9.8 and newer. @default false */
  readonly externalEndpoint?: boolean;
  /** Send PROXY protocol v2. Cilium must expect it: `gatewayAPI.enableProxyProtocol`, for all gateways. TCP only. @default false */
  readonly proxyProtocolV2?: boolean;
  /** The VIP is for egress. kube-loxilb v0.9.8 and newer. @default false */
  readonly egress?: boolean;
  /** Networks of the pods, by Multus, as `net` or `namespace/net`. Not for gateways. @default none */
  readonly multusNetworks?: readonly string[];
}
