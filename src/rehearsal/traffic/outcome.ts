/** A Service that a request may reach. */
export interface ReachedBackend {
  readonly namespace: string;
  readonly name: string;
  /** Undefined where the reference has none. */
  readonly port: number | undefined;
  /** Of the rule, not normalized. */
  readonly weight: number;
}

/** How people name a port of a Service: `shop/cart:8080`. */
export function serviceTitle({ namespace, name, port }: Pick<ReachedBackend, 'namespace' | 'name' | 'port'>): string {
  return `${namespace}/${name}${port === undefined ? '' : `:${port}`}`;
}

/** The request as a backend receives it. */
export interface BackendRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of TLS to the backend: that of its BackendTLSPolicy, or the client's where TLS passes through. */
  readonly sni?: string;
  /** The Secret of the certificate that the Gateway shows, as `namespace/name`. */
  readonly clientCertificate?: string;
}

/** Parts of the Location of a redirect. */
export interface RedirectTo {
  readonly statusCode: number;
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
}

/** A copy that another backend gets. */
export interface Mirror {
  readonly namespace: string;
  readonly name: string;
  readonly port: number | undefined;
  /** Share of requests that are copied, 0 to 100. */
  readonly percent: number;
}

/** Where a request goes, how it is changed, and what the client gets. */
export interface Outcome {
  /** Of the gateway's own answer, else of the backend's. Undefined for what is no HTTP. */
  readonly status?: number;
  /** Of gRPC: 0 OK, 12 Unimplemented, 14 Unavailable. */
  readonly grpcStatus?: number;
  /** No answer: `failed`: the connection or handshake fails, `rejected`: it is closed. */
  readonly connection?: 'failed' | 'rejected';
  readonly gateway?: { readonly namespace: string; readonly name: string };
  readonly listener?: string;
  readonly route?: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** Index of the rule in its route. */
  readonly rule?: number;
  /** Index of the match in its rule. */
  readonly match?: number;
  /** Those that receive `request`; empty where the gateway answers itself. */
  readonly backends: readonly ReachedBackend[];
  /** Part of the rule's weights that gets 500 because its backends cannot be used, 0 to 1. */
  readonly failing?: number;
  readonly request?: BackendRequest;
  readonly response?: { readonly headers: Readonly<Record<string, string>> };
  readonly redirect?: RedirectTo;
  readonly mirrors?: readonly Mirror[];
  /** Who is asked before the request goes on. */
  readonly externalAuth?: { readonly namespace: string; readonly name: string; readonly port: number | undefined };
  readonly backendTLS?: boolean;
  /** Milliseconds after which the gateway gives up. */
  readonly timeouts?: { readonly request?: number; readonly backendRequest?: number };
  readonly retry?: { readonly attempts: number; readonly codes: readonly number[] };
  /** Backends that filters of their own send another request to, each with that. */
  readonly others?: readonly {
    readonly backends: readonly ReachedBackend[];
    readonly request: BackendRequest;
    readonly response: { readonly headers: Readonly<Record<string, string>> };
  }[];
  /** The steps of the decision, for people. */
  readonly explain: readonly string[];
}
