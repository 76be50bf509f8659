import { HeaderMap } from './header-map';

/** What is spoken: HTTP versions are routed alike. */
export const PROTOCOLS = [
  'HTTP',
  'HTTPS',
  'H2',
  'H2C_PRIOR_KNOWLEDGE',
  'GRPC',
  'WEBSOCKET',
  'TLS',
  'TCP',
  'UDP',
] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Where a request enters. */
export interface GatewayTarget {
  readonly namespace: string;
  readonly name: string;
  /** @default that of the scheme */
  readonly listenerPort?: number;
  /** `http`, `https`, `tls`, `tcp` or `udp`. @default that of the URL, else http */
  readonly scheme?: string;
  /** SNI. @default the host */
  readonly tlsServerName?: string;
}

/** A request as a client sends it. */
export interface TrafficRequest {
  /** `http://192.168.57.100/details/1`; what it says may be given one by one instead. */
  readonly url?: string;
  /** @default the gateway of the host or address of the URL */
  readonly gateway?: GatewayTarget;
  /** The IP address that the client connects to. @default the host, if that is one */
  readonly address?: string;
  /** @default GET */
  readonly method?: string;
  /** The Host header, with a port if one is sent. @default that of the URL */
  readonly host?: string;
  /** The target as sent, with its query. @default that of the URL, else `/` */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** @default that of the scheme; GRPC and WEBSOCKET by their headers */
  readonly protocol?: Protocol;
  /** The Secret with the client's certificate, as `namespace/name`. @default none */
  readonly clientCertificate?: string;
  /** How the backend behaves. @default it answers at once, with 200 */
  readonly upstream?: Upstream;
}

/** A backend that is described. */
export interface Upstream {
  /** Headers of its response, before any filter. */
  readonly responseHeaders?: Readonly<Record<string, string>>;
  /** Milliseconds until it answers. */
  readonly delayMs?: number;
  /** Status of its answer. @default 200 */
  readonly status?: number;
  /** What it fails with until it has seen `succeedAfterFailures` requests. */
  readonly failWithStatus?: number;
  readonly succeedAfterFailures?: number;
}

/** A request that does not say what it needs to. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/** A request as it comes in. */
export interface Incoming {
  readonly gateway: GatewayTarget | undefined;
  readonly scheme: 'http' | 'https' | 'tls' | 'tcp' | 'udp';
  readonly port: number;
  /** Undefined without TLS, or without SNI. */
  readonly sni: string | undefined;
  /** The Host header; `''` if the client sent an address that nothing here knows. */
  readonly host: string;
  /** Without port, in lower case; `''` for an address: no hostname has one. */
  readonly hostname: string;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** With `?`, or `''`. */
  readonly query: string;
  readonly headers: HeaderMap;
  readonly protocol: Protocol;
  readonly clientCertificate: string | undefined;
  readonly upstream: Upstream;
}

const SCHEMES = ['http', 'https', 'tls', 'tcp', 'udp'] as const;
const PORTS = { http: 80, https: 443, tls: 443, tcp: 0, udp: 0 } as const;

/** @throws RequestError for a URL, scheme or path that is none */
export function incomingOf(request: TrafficRequest): Incoming {
  const url = request.url === undefined ? undefined : urlOf(request.url);
  const { gateway, method = 'GET', clientCertificate, upstream = {} } = request;
  const scheme = schemeOf(gateway?.scheme ?? url?.protocol.replace(/:$/, '') ?? schemeOfProtocol(request.protocol));
  // A URL of tcp, udp or tls has no path unless it names one.
  const path = request.path ?? (url ? `${url.pathname || '/'}${url.search}` : '/');
  if (!path.startsWith('/') && path !== '*')
    throw new RequestError(`path: ${JSON.stringify(path)} does not begin with "/". Write the path as it is sent.`);
  const host = request.host ?? url?.host ?? '';
  const headers = new HeaderMap(request.headers);
  const hostname = hostnameOf(host);
  const mark = path.indexOf('?');
  const isTls = scheme === 'https' || scheme === 'tls';
  return {
    gateway,
    scheme,
    port: gateway?.listenerPort ?? (url?.port ? Number(url.port) : PORTS[scheme]),
    sni: isTls ? (gateway?.tlsServerName?.toLowerCase() ?? (hostname === '' ? undefined : hostname)) : undefined,
    host,
    hostname,
    method: method.toUpperCase(),
    path: mark < 0 ? path : path.slice(0, mark),
    query: mark < 0 ? '' : path.slice(mark),
    headers,
    protocol: request.protocol ?? protocolOf(scheme, headers),
    clientCertificate,
    upstream,
  };
}

function urlOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new RequestError(
      `url: ${JSON.stringify(text)} is no URL. Write it with its scheme, such as http://192.168.57.100/details/1.`,
    );
  }
}

function schemeOf(text: string): Incoming['scheme'] {
  const scheme = SCHEMES.find((each) => each === (text === 'ws' ? 'http' : text === 'wss' ? 'https' : text));
  if (!scheme) throw new RequestError(`scheme: ${JSON.stringify(text)} is none. Use one of ${SCHEMES.join(', ')}.`);
  return scheme;
}

function schemeOfProtocol(protocol: Protocol | undefined): string {
  switch (protocol) {
    case 'TLS':
    case 'TCP':
    case 'UDP':
      return protocol.toLowerCase();
    case 'HTTPS':
    case 'H2':
      return 'https';
    default:
      return 'http';
  }
}

function protocolOf(scheme: Incoming['scheme'], headers: HeaderMap): Protocol {
  if (scheme === 'tls') return 'TLS';
  if (scheme === 'tcp') return 'TCP';
  if (scheme === 'udp') return 'UDP';
  if (headers.get('content-type')?.startsWith('application/grpc')) return 'GRPC';
  if (headers.get('upgrade')?.toLowerCase() === 'websocket') return 'WEBSOCKET';
  return scheme === 'https' ? 'HTTPS' : 'HTTP';
}

/** Of a Host header; an address is no hostname. */
function hostnameOf(host: string): string {
  const name = host.replace(/:\d+$/, '').toLowerCase().replace(/\.$/, '');
  return /^(\d+\.){3}\d+$/.test(name) || name.startsWith('[') ? '' : name;
}
