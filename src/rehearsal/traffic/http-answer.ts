import type { Implementation } from '../../platform';
import type { RouteFilter } from '../controller/api-kinds';
import { namespaceOf } from '../inventory';
import type { Backend, Backends } from './backends';
import { corsHeaders, isPreflight } from './cors';
import { modifyHeaders } from './header-filters';
import { HeaderMap } from './header-map';
import { type BackendRequest, type Mirror, type Outcome, type ReachedBackend, serviceTitle } from './outcome';
import { modifiedPath } from './path-modifier';
import { locationOf, redirectOf } from './redirects';
import type { Incoming } from './request';
import type { Entry } from './route-table';
import { answerOf, patienceOf } from './upstream-answer';

/** What comes of a request that a match has won: filters, then backends. */
export function httpAnswer(
  entry: Entry,
  incoming: Incoming,
  backends: Backends,
  implementation: Implementation,
  explain: (step: string) => void,
): Partial<Outcome> {
  const { route, rule, listener, match } = entry;
  const filters = (rule.filters ?? []).filter((filter) => isDone(filter, implementation, explain));
  const cors = filters.find((filter) => filter.cors)?.cors;
  const added = cors ? corsHeaders(cors, incoming) : new HeaderMap();
  const changeResponse = (headers: HeaderMap, own: readonly RouteFilter[] = []): Record<string, string> => {
    for (const [name, value] of Object.entries(added.toObject())) headers.set(name, value);
    for (const { responseHeaderModifier } of [...filters, ...own]) {
      if (responseHeaderModifier) modifyHeaders(headers, responseHeaderModifier);
    }
    return headers.toObject();
  };
  if (cors && isPreflight(incoming)) {
    explain('the gateway answers the preflight of CORS itself');
    return { status: 204, backends: [], response: { headers: changeResponse(new HeaderMap()) } };
  }
  const redirect = filters.find((filter) => filter.requestRedirect)?.requestRedirect;
  if (redirect) {
    const to = redirectOf(redirect, incoming, match.prefix);
    const location = locationOf(to, incoming.query);
    explain(`the rule redirects to ${location}`);
    const headers = changeResponse(new HeaderMap({ Location: location }));
    return { status: to.statusCode, backends: [], redirect: to, response: { headers } };
  }
  const all = backends.of(route, rule.backendRefs ?? []).filter(({ weight }) => weight > 0);
  const usable = all.filter(({ problem }) => problem === undefined);
  for (const { problem, weight } of all)
    if (problem !== undefined) explain(`a backend of weight ${weight} gets nothing: ${problem}`);
  const mirrors = mirrorsOf(filters, entry, backends);
  const auth = filters.find((filter) => filter.externalAuth)?.externalAuth?.backendRef;
  const patience = patienceOf(rule);
  const [first, ...others] = groups(usable).map((group) => {
    const request = requestFor(group, entry, filters, incoming, backends.clientCertificateOf(listener.gateway));
    const own = group[0]?.ref.filters ?? [];
    return {
      backends: group.map(reached),
      request,
      response: { headers: changeResponse(new HeaderMap(incoming.upstream.responseHeaders), own) },
    };
  });
  const shared: Partial<Outcome> = {
    ...(mirrors.length > 0 ? { mirrors } : {}),
    ...(auth
      ? { externalAuth: { namespace: auth.namespace ?? namespaceOf(route), name: auth.name, port: auth.port } }
      : {}),
  };
  if (auth)
    explain(`Service ${auth.namespace ?? namespaceOf(route)}/${auth.name} is asked first, and taken to allow it`);
  if (!first) {
    explain(all.length === 0 ? 'the rule has no backend with a weight' : 'no backend of the rule can be used');
    return {
      ...shared,
      status: 500,
      ...(incoming.protocol === 'GRPC' ? { grpcStatus: 14 } : {}),
      backends: [],
      response: { headers: changeResponse(new HeaderMap()) },
    };
  }
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const lost = all.reduce((sum, { problem, weight }) => sum + (problem === undefined ? 0 : weight), 0);
  for (const backend of usable) explain(`Service ${serviceTitle(backend)} gets ${backend.weight} of ${total} requests`);
  const { request, backendRequest, attempts, codes } = patience;
  return {
    ...shared,
    ...first,
    ...answer(incoming, entry),
    ...(lost > 0 ? { failing: lost / total } : {}),
    ...(request !== undefined || backendRequest !== undefined
      ? {
          timeouts: {
            ...(request === undefined ? {} : { request }),
            ...(backendRequest === undefined ? {} : { backendRequest }),
          },
        }
      : {}),
    ...(attempts > 0 ? { retry: { attempts, codes } } : {}),
    ...(others.length > 0 ? { others } : {}),
  };
}

/** False for what the implementation ignores. */
function isDone({ type }: RouteFilter, implementation: Implementation, explain: (step: string) => void): boolean {
  const feature = type === 'CORS' ? 'HTTPRouteCORS' : type === 'ExternalAuth' ? 'HTTPRouteExternalAuth' : undefined;
  if (type !== 'ExtensionRef' && (feature === undefined || implementation.supports(feature))) return true;
  explain(`the filter ${type} is ignored`);
  return false;
}

function answer(incoming: Incoming, { rule }: Entry): Pick<Outcome, 'status' | 'grpcStatus'> {
  if (incoming.protocol === 'WEBSOCKET') return { status: 101 };
  const status = answerOf(incoming.upstream, patienceOf(rule));
  return incoming.protocol === 'GRPC' ? { status, grpcStatus: status === 200 ? 0 : 14 } : { status };
}

/** Backends that get the same request: without filters of their own, and each that has some. */
function groups(usable: readonly Backend[]): readonly (readonly Backend[])[] {
  const found = new Map<string, Backend[]>();
  for (const backend of usable) {
    const filters = backend.ref.filters ?? [];
    const key = JSON.stringify([filters, backend.tls?.sni ?? '']);
    const known = found.get(key);
    if (known) known.push(backend);
    else found.set(key, [backend]);
  }
  return [...found.values()];
}

function reached({ namespace, name, port, weight }: Backend): ReachedBackend {
  return { namespace, name, port, weight };
}

function requestFor(
  [backend]: readonly Backend[],
  { match }: Entry,
  filters: readonly RouteFilter[],
  incoming: Incoming,
  clientCertificate: string | undefined,
): BackendRequest {
  const headers = incoming.headers.copy();
  let { host, path } = incoming;
  for (const { requestHeaderModifier, urlRewrite } of [...filters, ...(backend?.ref.filters ?? [])]) {
    if (requestHeaderModifier) modifyHeaders(headers, requestHeaderModifier);
    if (!urlRewrite) continue;
    host = urlRewrite.hostname ?? host;
    path = modifiedPath(path, urlRewrite.path, match.prefix);
  }
  return {
    method: incoming.method,
    path: `${path}${incoming.query}`,
    host,
    headers: headers.toObject(),
    ...(backend?.tls ? { sni: backend.tls.sni } : {}),
    ...(backend?.tls && clientCertificate !== undefined ? { clientCertificate } : {}),
  };
}

function mirrorsOf(filters: readonly RouteFilter[], { route }: Entry, backends: Backends): readonly Mirror[] {
  return filters.flatMap(({ requestMirror }): readonly Mirror[] => {
    if (!requestMirror) return [];
    const { backendRef, percent, fraction } = requestMirror;
    const [backend] = backends.of(route, [backendRef]);
    if (!backend || backend.problem !== undefined) return [];
    const share = fraction ? (100 * fraction.numerator) / (fraction.denominator ?? 100) : (percent ?? 100);
    return [{ namespace: backend.namespace, name: backend.name, port: backend.port, percent: share }];
  });
}
