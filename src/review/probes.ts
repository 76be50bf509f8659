import type { Rehearsal } from '../rehearsal';
import { namespaceOf } from '../rehearsal/inventory';
import type { Outcome } from '../rehearsal/traffic/outcome';
import type { TrafficRequest } from '../rehearsal/traffic/request';
import type { Entry } from '../rehearsal/traffic/route-table';

/** A request that shows what a match does, and what to call it. */
export interface Probe {
  /** `GET http shop/web:80 shop.example.com/cart`. */
  readonly title: string;
  readonly request: TrafficRequest;
}

/** One request for each match of a rehearsal, each once: what a client would send to be matched. */
export function probesOf({ traffic }: Rehearsal): readonly Probe[] {
  return [...new Map(traffic.entries.map((entry) => probeOf(entry)).map((probe) => [probe.title, probe])).values()];
}

function probeOf({ route, rule, matchIndex, listener, hostname }: Entry): Probe {
  const { path, method, headers = [], queryParams = [] } = rule.matches?.[matchIndex] ?? {};
  const { gateway, spec } = listener;
  const scheme = spec.protocol === 'HTTPS' ? 'https' : 'http';
  const host = hostname.startsWith('*.') ? `any${hostname.slice(1)}` : hostname;
  const isGrpc = route.kind === 'GRPCRoute';
  const rpc =
    typeof method === 'object' ? `/${method.service ?? 'any.Service'}/${method.method ?? 'Any'}` : '/any.Service/Any';
  const query = queryParams
    .map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const target = `${isGrpc ? rpc : (path?.value ?? '/')}${query === '' ? '' : `?${query}`}`;
  const verb = isGrpc ? 'POST' : typeof method === 'string' ? method : 'GET';
  const at = `${namespaceOf(gateway)}/${gateway.metadata.name}:${spec.port}`;
  const told = headers.map(({ name, value }) => ` ${name}: ${value}`).join('');
  return {
    title: `${isGrpc ? 'gRPC' : verb} ${scheme} ${at} ${host === '' ? 'any host' : host}${target}${told}`,
    request: {
      gateway: {
        namespace: namespaceOf(gateway),
        name: gateway.metadata.name,
        listenerPort: spec.port,
        scheme,
        ...(scheme === 'https' ? { tlsServerName: host } : {}),
      },
      host,
      path: target,
      method: verb,
      headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      ...(isGrpc ? { protocol: 'GRPC' as const } : {}),
    },
  };
}

/** What a client would notice of an outcome, in a line. */
export function answerText({
  connection,
  status,
  redirect,
  backends,
  others = [],
  failing = 0,
  request,
}: Outcome): string {
  if (connection !== undefined) return connection === 'failed' ? 'no connection' : 'connection closed';
  if (redirect)
    return `${redirect.statusCode} to ${redirect.scheme}://${redirect.host}${redirect.port === '' ? '' : `:${redirect.port}`}${redirect.path}`;
  const all = [...backends, ...others.flatMap((other) => other.backends)];
  if (all.length === 0) return `${status}`;
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const shares = all.map(({ namespace, name, port, weight }) => {
    const share = all.length === 1 ? '' : ` ${Number(((100 * weight) / total).toFixed(1))} %`;
    return `${namespace}/${name}${port === undefined ? '' : `:${port}`}${share}`;
  });
  const lost = failing > 0 ? `, ${Number((100 * failing).toFixed(1))} % 500` : '';
  return `${status} from ${shares.join(', ')}${lost}${request && request.path !== '' ? ` as ${request.path}` : ''}`;
}
