/** How LoxiLB balances: what it does with addresses (loxilb v0.9.8.8, pkg/loxinet/rules.go). */
export type LoxilbMode =
  /** Keeps the client's address; nodes must route back through LoxiLB. */
  | 'default'
  /** The node sees LoxiLB's own address. Synchronized sessions do not survive a fail-over. */
  | 'onearm'
  /** The node sees the VIP, and must reach it through the active LoxiLB. */
  | 'fullnat'
  /** Nodes answer clients directly. Not possible through node ports, so not for gateways. */
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
  /** A connection to (or datagram at) a port of the node. */
  | ({ readonly type: 'tcp' | 'udp'; readonly port: number } & ProbeTiming);

export interface ProbeTiming {
  /** Seconds between probes, 0 to 86400. @default 60 */
  readonly timeout?: number;
  /** Failures before an endpoint counts as dead, 0 to 100. @default 2 */
  readonly retries?: number;
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
  /** For N3 of 5G cores; UDP only. */
  | 'n3';

/**
 * How LoxiLB serves the Service of a gateway. Each option is one `loxilb.io/*` annotation; what is left out, kube-loxilb
 * decides by its own flags.
 *
 * Changing mode, timeout, probe, endpoint selection, address family, node label or PROXY protocol on a live gateway deletes the
 * rule and makes it anew: live sessions drop.
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
  /** Pools of further VIPs, IPv4 only. @default none */
  readonly secondaryPools?: readonly string[];
  /** This VIP and no other. Removing it from a live gateway leaves the VIP as it is. @default one of the pool */
  readonly staticIP?: string;
  /** Up to three further VIPs, for SCTP multihoming. @default none */
  readonly secondaryIPs?: readonly string[];
  /** Family of the VIP, and of the endpoints behind it. @default ipv4 */
  readonly ipam?: 'ipv4' | 'ipv6' | 'ipv6to4';
  /** kube-loxilb instances of this zone only. @default every instance */
  readonly zone?: string;
  /** `<zone>-inst<N>`. @default given out in turn */
  readonly zoneInstance?: string;
  /** Key of a label: only nodes that have it are endpoints. The way to keep within 32 endpoints. @default all ready nodes */
  readonly nodeLabel?: string;
  /** Send PROXY protocol v2. Cilium must expect it: `gatewayAPI.enableProxyProtocol`, for all gateways. @default false */
  readonly proxyProtocolV2?: boolean;
  /** The VIP is for egress. @default false */
  readonly egress?: boolean;
}
