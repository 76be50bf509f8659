import { kindOf, type StoredObject } from '../inventory';
import type { LabelSelector } from '../label-selector';

/*
 * The fields that a Gateway controller reads, as the CRDs of the Gateway API v1.6.1 have them, after defaults. Older versions of
 * a kind have the same fields under the same names.
 */

export const GATEWAY_API_GROUP = 'gateway.networking.k8s.io';

export interface GatewayClass extends StoredObject {
  readonly spec: {
    readonly controllerName: string;
    readonly parametersRef?: {
      readonly group: string;
      readonly kind: string;
      readonly name: string;
      readonly namespace?: string;
    };
  };
}

/** A reference to an object, in the namespace of what refers to it unless it names another. */
export interface ObjectReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface RouteKind {
  readonly group?: string;
  readonly kind: string;
}

export interface NamespacesFrom {
  /** `All`, `Same`, `Selector` or `None`. */
  readonly from?: string;
  readonly selector?: LabelSelector;
}

export interface ListenerSpec {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
  readonly allowedRoutes?: { readonly namespaces?: NamespacesFrom; readonly kinds?: readonly RouteKind[] };
  readonly tls?: { readonly mode?: string; readonly certificateRefs?: readonly ObjectReference[] };
}

export interface FrontendValidation {
  readonly validation?: { readonly caCertificateRefs?: readonly ObjectReference[]; readonly mode?: string };
}

export interface Gateway extends StoredObject {
  readonly spec: {
    readonly gatewayClassName: string;
    readonly listeners?: readonly ListenerSpec[];
    readonly addresses?: readonly { readonly type?: string; readonly value?: string }[];
    readonly infrastructure?: {
      readonly parametersRef?: object;
      readonly annotations?: Readonly<Record<string, string>>;
    };
    readonly allowedListeners?: { readonly namespaces?: NamespacesFrom };
    readonly tls?: {
      readonly backend?: { readonly clientCertificateRef?: ObjectReference };
      readonly frontend?: {
        readonly default?: FrontendValidation;
        readonly perPort?: readonly { readonly port: number; readonly tls?: FrontendValidation }[];
      };
    };
  };
}

export interface ListenerSet extends StoredObject {
  readonly spec: { readonly parentRef: ObjectReference; readonly listeners: readonly ListenerSpec[] };
}

export interface ParentRef extends ObjectReference {
  readonly sectionName?: string;
  readonly port?: number;
}

export interface BackendRef extends ObjectReference {
  readonly port?: number;
  readonly weight?: number;
  readonly filters?: readonly RouteFilter[];
}

export interface HeaderModifier {
  readonly set?: readonly { readonly name: string; readonly value: string }[];
  readonly add?: readonly { readonly name: string; readonly value: string }[];
  readonly remove?: readonly string[];
}

export interface PathModifier {
  /** `ReplaceFullPath` or `ReplacePrefixMatch`. */
  readonly type: string;
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
}

export interface Redirect {
  readonly scheme?: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly path?: PathModifier;
  readonly statusCode?: number;
}

export interface Cors {
  readonly allowOrigins?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly allowCredentials?: boolean;
  /** Seconds. */
  readonly maxAge?: number;
}

export interface RouteFilter {
  readonly type: string;
  readonly requestHeaderModifier?: HeaderModifier;
  readonly responseHeaderModifier?: HeaderModifier;
  readonly requestRedirect?: Redirect;
  readonly urlRewrite?: { readonly hostname?: string; readonly path?: PathModifier };
  readonly cors?: Cors;
  readonly requestMirror?: {
    readonly backendRef: BackendRef;
    readonly percent?: number;
    readonly fraction?: { readonly numerator: number; readonly denominator?: number };
  };
  readonly externalAuth?: { readonly backendRef: BackendRef };
  readonly extensionRef?: ObjectReference;
}

/** A value of a header or a query parameter. */
export interface ValueMatch {
  /** `Exact` or `RegularExpression`. */
  readonly type?: string;
  readonly name: string;
  readonly value: string;
}

/** A match of an HTTPRoute or a GRPCRoute. */
export interface RouteMatch {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly headers?: readonly ValueMatch[];
  readonly queryParams?: readonly ValueMatch[];
  /** Of HTTP a word, of gRPC service and method. */
  readonly method?: string | { readonly type?: string; readonly service?: string; readonly method?: string };
}

export interface RouteRule {
  readonly name?: string;
  readonly matches?: readonly RouteMatch[];
  /** Durations: `500ms`, `0s` for none. */
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
  readonly backendRefs?: readonly BackendRef[];
  readonly filters?: readonly RouteFilter[];
  readonly retry?: { readonly codes?: readonly number[]; readonly attempts?: number; readonly backoff?: string };
  readonly sessionPersistence?: object;
}

/** Any of the route kinds. */
export interface Route extends StoredObject {
  readonly spec: {
    readonly parentRefs?: readonly ParentRef[];
    readonly hostnames?: readonly string[];
    readonly rules?: readonly RouteRule[];
  };
}

export interface ReferenceGrant extends StoredObject {
  readonly spec: {
    readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
    readonly to: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
  };
}

export interface BackendTlsPolicy extends StoredObject {
  readonly spec: {
    readonly targetRefs: readonly (ObjectReference & { readonly sectionName?: string })[];
    readonly validation: {
      readonly hostname?: string;
      readonly subjectAltNames?: readonly {
        readonly type: string;
        readonly hostname?: string;
        readonly uri?: string;
      }[];
      readonly caCertificateRefs?: readonly ObjectReference[];
      readonly wellKnownCACertificates?: string;
    };
  };
}

/** Secrets and ConfigMaps. */
export interface DataObject extends StoredObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}

export interface Service extends StoredObject {
  readonly spec?: {
    readonly type?: string;
    readonly selector?: Readonly<Record<string, string>>;
    readonly loadBalancerClass?: string;
    readonly loadBalancerIP?: string;
    readonly loadBalancerSourceRanges?: readonly string[];
    readonly allocateLoadBalancerNodePorts?: boolean;
    readonly externalTrafficPolicy?: string;
    readonly externalIPs?: readonly string[];
    readonly sessionAffinity?: string;
    readonly ports?: readonly {
      readonly name?: string;
      readonly port: number;
      readonly protocol?: string;
      readonly targetPort?: number | string;
      readonly nodePort?: number;
    }[];
  };
}

export const GATEWAY_CLASS = kindOf<GatewayClass>(GATEWAY_API_GROUP, 'GatewayClass');
export const GATEWAY = kindOf<Gateway>(GATEWAY_API_GROUP, 'Gateway');
export const LISTENER_SET = kindOf<ListenerSet>(GATEWAY_API_GROUP, 'ListenerSet');
export const REFERENCE_GRANT = kindOf<ReferenceGrant>(GATEWAY_API_GROUP, 'ReferenceGrant');
export const BACKEND_TLS_POLICY = kindOf<BackendTlsPolicy>(GATEWAY_API_GROUP, 'BackendTLSPolicy');
export const SECRET = kindOf<DataObject>('', 'Secret');
export const CONFIG_MAP = kindOf<DataObject>('', 'ConfigMap');
export const SERVICE = kindOf<Service>('', 'Service');

/** Kinds of routes, in the order of the specification. */
export const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) =>
  kindOf<Route>(GATEWAY_API_GROUP, kind),
);
