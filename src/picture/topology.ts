import type { Severity } from '../rehearsal';
import { serviceTitle } from '../rehearsal/traffic/outcome';

/** A finding as a picture shows it: at the thing that it is about. */
export interface Mark {
  readonly rule: string;
  /** Never `info`: a picture has no room for what is only worth knowing. */
  readonly severity: Exclude<Severity, 'info'>;
}

/**
 * What is known of a Gateway: `played`, the controller of the platform serves it; `foreign`, it is among the manifests and of a class of
 * somebody else's; `absent`, routes name it, and it is not among the manifests.
 */
export type GatewayStanding = 'played' | 'foreign' | 'absent';

/** A Gateway with everything behind it. */
export interface GatewayTopology {
  /** Name of the cluster; undefined where there is one only. */
  readonly cluster: string | undefined;
  readonly namespace: string;
  readonly name: string;
  readonly standing: GatewayStanding;
  /** Undefined where nothing gives it one, or nothing is known. */
  readonly vip: string | undefined;
  /** True where the Gateway asks for its VIP, and false where it is the next free one of a pool. */
  readonly asksForVip: boolean;
  /** The worst first. */
  readonly marks: readonly Mark[];
  /** Namespaces whose ListenerSets it takes: `None`, `Same`, `All`, `Selector`. */
  readonly listenersFrom: string;
  readonly listeners: readonly ListenerTopology[];
  /** In the order of names. */
  readonly routes: readonly RouteTopology[];
}

export interface ListenerTopology {
  /** Of a ListenerSet: `set/name`, with the namespace of the set in front if it is another one. */
  readonly name: string;
  /** Undefined for one of a Gateway that is not among the manifests. */
  readonly port: number | undefined;
  readonly protocol: string | undefined;
  /** `*` for every host. */
  readonly hostname: string;
  /** Secrets with the certificates. */
  readonly certificates: readonly CertificateTopology[];
  /** Namespaces whose routes it takes: `Same`, `All`, `Selector`, `None`. */
  readonly routesFrom: string;
  readonly marks: readonly Mark[];
}

/** A reference that may lead into another namespace. */
export interface GrantedTopology {
  /** True for another namespace than that of what refers to it: a ReferenceGrant has to allow it. */
  readonly crosses: boolean;
  /** Name of the ReferenceGrant that does; undefined where none among the manifests does. */
  readonly grant: string | undefined;
}

/** A Secret that a listener shows the certificate of. */
export interface CertificateTopology extends GrantedTopology {
  readonly namespace: string;
  readonly name: string;
}

export interface RouteTopology {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly hostnames: readonly string[];
  /** Names of listeners that it is attached to. */
  readonly listeners: readonly string[];
  /** Why the Gateway does not take it, in words of the Gateway API: `NotAllowedByListeners`. */
  readonly refusals: readonly string[];
  readonly marks: readonly Mark[];
  readonly backends: readonly BackendTopology[];
  /** What is split between several backends, a rule each: `/cart: stable 90 %, canary 10 %`. */
  readonly splits: readonly string[];
  /** Where rules redirect to. */
  readonly redirects: readonly RedirectTopology[];
}

/** A Service that a route sends to. */
export interface BackendTopology extends GrantedTopology {
  /** `Service`, or what else the route names. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | undefined;
  /** What goes there, for each rule: its first match, with the share unless that is all. */
  readonly labels: readonly string[];
  /** The same with all matches of each rule: too long for a picture. */
  readonly details: readonly string[];
  readonly marks: readonly Mark[];
}

export interface RedirectTopology {
  /** `https://shop.example.com/new`; `same host by https`. */
  readonly target: string;
  /** The match and the status of each rule that does: `/old 301`. */
  readonly labels: readonly string[];
}

/** `HTTPRoute shop/cart`. */
export function routeTitle({ kind, namespace, name }: Pick<RouteTopology, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace}/${name}`;
}

/** `shop/cart:8080`, with the kind in front unless it is a Service. */
export function backendTitle({
  kind,
  ...at
}: Omit<BackendTopology, 'labels' | 'details' | 'marks' | 'crosses' | 'grant'>): string {
  return kind === 'Service' ? serviceTitle(at) : `${kind} ${serviceTitle(at)}`;
}

/** `shop/web`, with the cluster in front where there are several: `dist/berlin: shop/web`. */
export function gatewayTitle({
  cluster,
  namespace,
  name,
}: Pick<GatewayTopology, 'cluster' | 'namespace' | 'name'>): string {
  return `${cluster === undefined ? '' : `${cluster}: `}${namespace}/${name}`;
}
