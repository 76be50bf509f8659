import type { IConstruct } from 'constructs';

/** Protocols of listeners (Gateway API v1.6.1, `ProtocolType`). */
export type ListenerProtocol = 'HTTP' | 'HTTPS' | 'TLS' | 'TCP' | 'UDP';

/** From which namespaces a listener takes routes. */
export type RouteNamespaces = 'All' | 'Same' | 'Selector' | 'None';

/** What a listener is, as far as attaching a route depends on it. */
export interface ListenerFacts {
  /** `listeners[].name`. */
  readonly name: string;
  readonly port: number;
  readonly protocol: ListenerProtocol;
  /** Undefined: every hostname. */
  readonly hostname?: string;
  /** `tls.mode`; undefined where the protocol has no TLS. */
  readonly tlsMode?: 'Terminate' | 'Passthrough';
  readonly namespaces: RouteNamespaces;
  /** Kinds named in `allowedRoutes.kinds`; undefined: all that fit the protocol. */
  readonly kinds?: readonly string[];
}

/**
 * What a route can attach to: a Gateway or ListenerSet as a whole, or one listener of it.
 *
 * `gateway.listener('web')`, `gateway`, and `ParentGateway.named('shared', { namespace: 'infra' })` are route parents.
 */
export interface RouteParent {
  readonly parentKind: 'Gateway' | 'ListenerSet';
  /** `metadata.name` of the Gateway or ListenerSet. */
  readonly parentName: string;
  /** Its namespace; undefined: the one of the chart has none, which is the one of the route. */
  readonly parentNamespace?: string;
  /** One listener only. @default every listener that admits the route */
  readonly sectionName?: string;
  /** Listeners on one port only. @default every port */
  readonly port?: number;
  /** The construct that makes the parent; undefined for one that is made elsewhere. */
  readonly construct?: IConstruct;
  /** The listeners it stands for; undefined for one that is made elsewhere: nothing is known, so nothing is checked. */
  readonly listeners?: readonly ListenerFacts[];
}
