/** HTTPS for the REST API. */
export interface LoxilbTls {
  /** Address that it listens on. @default that of the plain API */
  readonly host?: string;
  /** @default 8091 */
  readonly port?: number;
  /** Paths of certificate and key, as the program sees them. @default those of the image, /opt/loxilb/cert/server.crt and .key */
  readonly certificate?: string;
  readonly key?: string;
}

/** What LoxiLB is told on its command line. Names of flags stand in brackets. */
export interface LoxilbOptions {
  /** Other LoxiLB hosts that connections are synchronized with, IPv4 [cluster]. Needs `self`. TCP and SCTP only. @default none */
  readonly cluster?: readonly string[];
  /** Number of this host among those, 0 to 255, another on each [self]. @default 0 */
  readonly self?: number;
  /**
   * BFD with the other host of a pair [ka]: its address, and the own one, both IPv4. The one with the larger address is the first
   * master. Never together with `roles` of kube-loxilb.
   * @default none
   */
  readonly keepAlive?: { readonly remote: string; readonly own: string };
  /** Protocol of synchronization, the same on all hosts [rpc]. @default netrpc */
  readonly rpc?: 'netrpc' | 'grpc';
  /** Runs goBGP [bgp]. @default false */
  readonly bgp?: boolean;
  /** Port of the REST API [port]. @default 11111 */
  readonly apiPort?: number;
  /** HTTPS beside the plain API [tls, tls-host, tls-port, tls-certificate, tls-key]. @default none */
  readonly tls?: LoxilbTls;
  /** Metrics on the port of the REST API [prometheus]. @default false */
  readonly prometheus?: boolean;
  /** Interfaces that LoxiLB leaves alone, a regular expression of RE2 [blacklist]. @default none */
  readonly blacklist?: string;
  /** The only interfaces that it takes, a regular expression of RE2 [whitelist]. Not with `blacklist`. @default all */
  readonly whitelist?: string;
  /** Hooks for traffic that leaves: needed where workloads may run on the host [egr-hooks]. @default false */
  readonly egressHooks?: boolean;
  /** Leaves the default route to the kernel [fallback]. @default false */
  readonly fallback?: boolean;
  /** [loglevel] @default info; that of the program is debug */
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warning' | 'error' | 'critical';
}
