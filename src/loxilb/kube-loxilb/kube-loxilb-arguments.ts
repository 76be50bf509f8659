import type { LoxilbMode } from '../service-options';

/** What kube-loxilb is told on its command line. Names of flags stand in brackets. */
export interface KubeLoxilbArguments {
  /**
   * REST addresses of the LoxiLB hosts outside of the cluster, as `http://192.168.57.7:11111` [loxiURL].
   * @default none: LoxiLB is looked for in the cluster
   */
  readonly loxiUrls?: readonly string[];
  /** IPv4 pools of VIPs by name [cidrPools]: `{ defaultPool: '192.168.57.100-192.168.57.120' }`. Only forms of which every address is given out once. */
  readonly pools: Readonly<Record<string, string>>;
  /** IPv6 pools of VIPs by name [cidr6Pools]. @default none */
  readonly pools6?: Readonly<Record<string, string>>;
  /** Mode of Services that ask for none [setLBMode]. @default default */
  readonly mode?: LoxilbMode;
  /**
   * kube-loxilb elects the active LoxiLB node [setRoles]. Not together with BFD between the nodes.
   * @default false
   */
  readonly roles?: boolean;
  /** BGP of the LoxiLB nodes: their own AS number, 1 to 65535 [setBGP]. The nodes must run BGP. @default no BGP */
  readonly bgp?: number;
  /** Routers that each LoxiLB node peers with [extBGPPeers]. Needs `bgp`. @default none */
  readonly peers?: readonly { readonly address: string; readonly asn: number }[];
  /** The peers are more than one hop away [eBGPMultiHop]. Needs `bgp`. @default false */
  readonly multiHop?: boolean;
  /** Port that the nodes listen on for BGP [listenBGPPort]. Needs `bgp`. @default 179 */
  readonly listenBgpPort?: number;
  /** Reads the BGP resources `BgpPeer`, `BgpDefinedSet`, `BgpPolicy`, `BgpPolicyApply` [enableBGPCRDs]. Needs `bgp`. @default false */
  readonly bgpResources?: boolean;
  /** Probes the endpoints of every Service [monitor]. @default false */
  readonly monitor?: boolean;
  /** A VIP for each Service, never shared [setUniqueIP]. @default false */
  readonly uniqueIp?: boolean;
  /** Name of the zone; in front of the hostname in a Service's status [zone]. Without "-". @default llb */
  readonly zone?: string;
  /** Spreads VIPs over so many elections [numZoneInstances]. Needs `roles` and `uniqueIp`. kube-loxilb v0.9.8. @default 1 */
  readonly zoneInstances?: number;
  /** Writes the plain address into a Service's status instead of a hostname [noZoneName]. Without `zone`. kube-loxilb v0.9.8.4. @default false */
  readonly noZoneName?: boolean;
  /** Network of private addresses behind public ones, on AWS [privateCIDR]. @default none */
  readonly privateCidr?: string;
  /** Nodes that are never elected [excludeRoleList]. Only where LoxiLB runs in the cluster. @default none */
  readonly excludeRoles?: readonly string[];
  /** Adds endpoints to rules of other clusters instead of replacing them [appendEPs]. @default false */
  readonly appendEndpoints?: boolean;
  /** Level of its log, 0 to 10 [v]. @default 0 */
  readonly logLevel?: number;
}
