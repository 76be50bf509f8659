import type { Backend } from './backend';
import { type HeaderChanges, headerModifier } from './header-modifier';
import { type MirrorShare, mirrorShape, referenceOf } from './mirror';
import type { HttpRouteFilterShape, Shaped } from './shapes';

type Redirect = NonNullable<HttpRouteFilterShape['requestRedirect']>;
type Rewrite = NonNullable<HttpRouteFilterShape['urlRewrite']>;
type Cors = NonNullable<HttpRouteFilterShape['cors']>;
type ExternalAuth = NonNullable<HttpRouteFilterShape['externalAuth']>;

/** A new path: the whole of it, or in place of the prefix that the rule matched. */
export interface PathReplacement {
  /** The whole path. */
  readonly full?: string;
  /** What stands for the matched prefix; the rule must have exactly one match, by prefix. */
  readonly prefix?: string;
}

export interface RedirectOptions {
  readonly scheme?: 'http' | 'https';
  /** @default the host of the request */
  readonly hostname?: string;
  /** @default the well-known port of `scheme` if given, else the port of the listener */
  readonly port?: number;
  /** @default the path of the request */
  readonly path?: PathReplacement;
  /** 303, 307 and 308 need Gateway API 1.5. @default 302 */
  readonly statusCode?: 301 | 302 | 303 | 307 | 308;
}

export interface RewriteOptions {
  readonly hostname?: string;
  readonly path?: PathReplacement;
}

/** CORS needs Gateway API 1.5 standard or 1.3 experimental. */
export interface CorsOptions {
  /** Origins such as `https://shop.example.com` or `https://*.example.com`, or `*`. */
  readonly allowOrigins?: readonly string[];
  readonly allowMethods?: NonNullable<Cors['allowMethods']>;
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly allowCredentials?: boolean;
  /** How long a browser remembers the answer to a preflight, in seconds. @default 5 */
  readonly maxAge?: number;
}

/** External authorization is in the experimental channel, from Gateway API 1.4. */
export interface ExternalAuthOptions {
  /** Send up to `maxSize` bytes of the body along. */
  readonly forwardBody?: ExternalAuth['forwardBody'];
  /** An authorizer that speaks Envoy's ext_authz over gRPC. @default gRPC, unless `http` is given */
  readonly grpc?: ExternalAuth['grpc'];
  /** An authorizer that is asked by HTTP. */
  readonly http?: ExternalAuth['http'];
}

/** What a rule does to requests and responses, or in place of a backend. */
export class HttpFilter implements Shaped<HttpRouteFilterShape> {
  /** Adds to the request headers, beside values that are there. */
  static addRequestHeaders(headers: Readonly<Record<string, string>>): HttpFilter {
    return HttpFilter.requestHeaders({ add: headers });
  }

  /** Overwrites request headers. */
  static setRequestHeaders(headers: Readonly<Record<string, string>>): HttpFilter {
    return HttpFilter.requestHeaders({ set: headers });
  }

  /** Removes request headers. */
  static removeRequestHeaders(...names: string[]): HttpFilter {
    return HttpFilter.requestHeaders({ remove: names });
  }

  /** Several changes to request headers: a rule takes one such filter only. */
  static requestHeaders(changes: HeaderChanges): HttpFilter {
    return new HttpFilter({ type: 'RequestHeaderModifier', requestHeaderModifier: headerModifier(changes) });
  }

  /** Adds to the response headers, beside values that are there. */
  static addResponseHeaders(headers: Readonly<Record<string, string>>): HttpFilter {
    return HttpFilter.responseHeaders({ add: headers });
  }

  /** Overwrites response headers. */
  static setResponseHeaders(headers: Readonly<Record<string, string>>): HttpFilter {
    return HttpFilter.responseHeaders({ set: headers });
  }

  /** Removes response headers. */
  static removeResponseHeaders(...names: string[]): HttpFilter {
    return HttpFilter.responseHeaders({ remove: names });
  }

  /** Several changes to response headers: a rule takes one such filter only. */
  static responseHeaders(changes: HeaderChanges): HttpFilter {
    return new HttpFilter({ type: 'ResponseHeaderModifier', responseHeaderModifier: headerModifier(changes) });
  }

  /** Answers with a redirect; the rule has no backends then. */
  static redirect({ path, statusCode, ...rest }: RedirectOptions): HttpFilter {
    const requestRedirect: Redirect = {
      ...rest,
      statusCode: statusCode ?? 302,
      ...(path ? { path: pathShape(path) } : {}),
    };
    return new HttpFilter({ type: 'RequestRedirect', requestRedirect });
  }

  /** Changes host or path of the request on its way to the backend. */
  static rewrite({ hostname, path }: RewriteOptions): HttpFilter {
    const urlRewrite: Rewrite = {
      ...(hostname === undefined ? {} : { hostname }),
      ...(path ? { path: pathShape(path) } : {}),
    };
    return new HttpFilter({ type: 'URLRewrite', urlRewrite });
  }

  /** Sends a copy of requests to another backend, whose answers are dropped. A rule may have several. */
  static mirror(backend: Backend, share: MirrorShare = {}): HttpFilter {
    return new HttpFilter(mirrorShape(backend, share), [backend]);
  }

  /** Answers preflights and sets the headers of CORS. */
  static cors({ allowOrigins, allowHeaders, exposeHeaders, ...rest }: CorsOptions): HttpFilter {
    const cors: Cors = {
      ...rest,
      ...(allowOrigins ? { allowOrigins: [...allowOrigins] } : {}),
      ...(allowHeaders ? { allowHeaders: [...allowHeaders] } : {}),
      ...(exposeHeaders ? { exposeHeaders: [...exposeHeaders] } : {}),
    };
    return new HttpFilter({ type: 'CORS', cors });
  }

  /** Asks an authorizer before the backend. */
  static externalAuth(backend: Backend, { http, grpc, forwardBody }: ExternalAuthOptions = {}): HttpFilter {
    const externalAuth: ExternalAuth = {
      backendRef: referenceOf(backend),
      ...(http ? { protocol: 'HTTP', http } : { protocol: 'GRPC', grpc: grpc ?? {} }),
      ...(forwardBody ? { forwardBody } : {}),
    };
    return new HttpFilter({ type: 'ExternalAuth', externalAuth }, [backend]);
  }

  /** A filter of the implementation, by reference to its object in the route's namespace. */
  static extensionRef(reference: NonNullable<HttpRouteFilterShape['extensionRef']>): HttpFilter {
    return new HttpFilter({ type: 'ExtensionRef', extensionRef: reference });
  }

  private constructor(
    readonly shape: HttpRouteFilterShape,
    /** Backends that the filter refers to. */
    readonly backends: readonly Backend[] = [],
  ) {}
}

function pathShape({ full, prefix }: PathReplacement): NonNullable<Rewrite['path']> {
  return {
    type: prefix === undefined ? 'ReplaceFullPath' : 'ReplacePrefixMatch',
    ...(full === undefined ? {} : { replaceFullPath: full }),
    ...(prefix === undefined ? {} : { replacePrefixMatch: prefix }),
  };
}
