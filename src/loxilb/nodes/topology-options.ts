/** Where LoxiLB announces VIPs by BGP. */
export interface TopologyBgp {
  /** AS number of the LoxiLB hosts, 1 to 65535. */
  readonly asn: number;
  /** AS number of each router of the address plan that LoxiLB peers with, by its name: at least one. */
  readonly routers: Readonly<Record<string, number>>;
  /** The routers are more than one hop away. @default false */
  readonly multiHop?: boolean;
}

/** Modes in which the connections of a host that fails can go on at the other. */
export type SynchronizedMode = 'fullnat' | 'default';

export interface ConnectionSyncOptions {
  /** Mode of all gateways. In `default` endpoints see the client's address, and must send replies through the active LoxiLB. @default fullnat */
  readonly mode?: SynchronizedMode;
  /** VIPs are announced by BGP instead of on layer 2. @default layer 2 */
  readonly bgp?: TopologyBgp;
}

export interface BfdOptions {
  /** Mode of all gateways. Onearm only without synchronization. @default fullnat */
  readonly mode?: SynchronizedMode | 'onearm';
  /** Whether connections are synchronized. @default true, in mode onearm false */
  readonly sync?: boolean;
  /** VIPs are announced by BGP instead of on layer 2. @default layer 2 */
  readonly bgp?: TopologyBgp;
}
