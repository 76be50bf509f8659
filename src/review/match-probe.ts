import type { RouteMatch, ValueMatch } from '../rehearsal/controller/api-kinds';
import type { Listener } from '../rehearsal/controller/listener';
import { namespaceOf } from '../rehearsal/inventory';
import { incomingOf, RequestError, type TrafficRequest } from '../rehearsal/traffic/request';
import type { Entry } from '../rehearsal/traffic/route-table';
import { samplesOf } from './regex-sample';

/** A request of HTTP in parts, of which variants are made. */
export interface HttpProbe {
  readonly entry: Entry;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** With `?`, or `''`. */
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Requests that a match takes, in the sense of the proxy's own conditions: one, or up to three where there are regular expressions; none where
 * nothing is found that one of them matches.
 */
export function matchProbes(entry: Entry): readonly HttpProbe[] {
  const { route, rule, matchIndex, match } = entry;
  const { path, method, headers = [], queryParams = [] } = rule.matches?.[matchIndex] ?? {};
  const targets = route.kind === 'GRPCRoute' ? rpcs(method) : paths(path);
  const named = firstOfEach(headers, (name) => name.toLowerCase()).map((each) => [each.name, valuesOf(each)] as const);
  const asked = firstOfEach(queryParams, (name) => name).map((each) => [each.name, valuesOf(each)] as const);
  const most = Math.max(targets.length, ...[...named, ...asked].map(([, values]) => values.length));
  const probes = Array.from({ length: most }, (_, index): HttpProbe => {
    const pick = (values: readonly string[]): string => values[Math.min(index, values.length - 1)] ?? '';
    const query = asked.map(([name, values]) => `${encodeURIComponent(name)}=${encodeURIComponent(pick(values))}`);
    return {
      entry,
      method: route.kind === 'GRPCRoute' ? 'POST' : typeof method === 'string' ? method : 'GET',
      path: pick(targets),
      query: query.length === 0 ? '' : `?${query.join('&')}`,
      headers: named.map(([name, values]) => [name, pick(values)]),
    };
  });
  return probes.filter((probe) => {
    try {
      const incoming = incomingOf(requestOf(probe));
      return match.conditions.every(({ holds }) => holds(incoming));
    } catch (error) {
      if (error instanceof RequestError) return false;
      throw error;
    }
  });
}

function paths({ type, value = '/' }: NonNullable<RouteMatch['path']> = {}): readonly string[] {
  // Without empty, `.` and `..` elements, which proxies resolve before they match.
  const usable = (text: string): boolean =>
    /^(?:\/(?:[\w~!$&'()*+,;=:@.-]|%[\dA-Fa-f]{2})*)+$/.test(text) && !/\/\/|\/\.\.?(?:\/|$)/.test(text);
  return type === 'RegularExpression' ? samplesOf(value, usable, '/') : [value];
}

function rpcs(method: RouteMatch['method']): readonly string[] {
  const { type, service = '', method: name = '' } = typeof method === 'object' ? method : {};
  const texts = (value: string, whatever: string): readonly string[] => {
    if (value === '') return [whatever];
    return type === 'RegularExpression' ? samplesOf(value, (text) => /^[\w.]+$/.test(text)) : [value];
  };
  const [services, names] = [texts(service, 'any.Service'), texts(name, 'Any')];
  if (services.length === 0 || names.length === 0) return [];
  return Array.from({ length: Math.max(services.length, names.length) }, (_, index) => {
    const [own, call] = [services, names].map((values) => values[Math.min(index, values.length - 1)]);
    return `/${own}/${call}`;
  });
}

function valuesOf({ type, value }: ValueMatch): readonly string[] {
  // Of visible ASCII, without spaces at the ends: what a header can have.
  return type === 'RegularExpression' ? samplesOf(value, (text) => /^[!-~](?:[ -~]*[!-~])?$/.test(text)) : [value];
}

/** Of two conditions for one name the first counts. */
function firstOfEach(matches: readonly ValueMatch[], nameOf: (name: string) => string): readonly ValueMatch[] {
  const found = new Map<string, ValueMatch>();
  for (const each of matches) if (!found.has(nameOf(each.name))) found.set(nameOf(each.name), each);
  // In the order of names: that of the match means nothing.
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** `shop/web:80`. */
export function placeOf({ gateway, spec }: Listener): string {
  return `${namespaceOf(gateway)}/${gateway.metadata.name}:${spec.port}`;
}

/** A host that a hostname is for; `''`: the request names none that anything knows. */
export function hostOf(hostname: string): string {
  return hostname.startsWith('*.') ? `any${hostname.slice(1)}` : hostname;
}

/** `GET http shop/web:80 shop.example.com/cart x-canary: 1`. */
export function titleOf({ entry, method, path, query, headers }: HttpProbe): string {
  const { route, listener, hostname } = entry;
  const verb = route.kind === 'GRPCRoute' && method === 'POST' ? 'gRPC' : method;
  const host = hostname === '' ? 'any host' : hostOf(hostname);
  const told = headers.map(([name, value]) => ` ${name}: ${value}`).join('');
  return `${verb} ${schemeOf(listener)} ${placeOf(listener)} ${host}${path}${query}${told}`;
}

export function requestOf({ entry, method, path, query, headers }: HttpProbe): TrafficRequest {
  const { route, listener, hostname } = entry;
  const [host, scheme] = [hostOf(hostname), schemeOf(listener)];
  return {
    gateway: {
      namespace: namespaceOf(listener.gateway),
      name: listener.gateway.metadata.name,
      listenerPort: listener.spec.port,
      scheme,
      ...(scheme === 'https' ? { tlsServerName: host } : {}),
    },
    host,
    path: `${path}${query}`,
    method,
    headers: Object.fromEntries(headers),
    ...(route.kind === 'GRPCRoute' ? { protocol: 'GRPC' as const } : {}),
  };
}

function schemeOf({ spec }: Listener): 'http' | 'https' {
  return spec.protocol === 'HTTPS' ? 'https' : 'http';
}
