import fc from 'fast-check';
import type { TrafficRequest } from '../../../src';
import { gateway } from '../controller/cluster';
import { httpRoute, rehearse, WEB } from './web';

/*
 * A slow and obvious reading of the specification (HTTPRouteRule.matches, HTTPRouteSpec.hostnames, Listener.hostname): go through all
 * matches of all routes on all listeners, keep those that fit the request, and sort them by precedence.
 */

interface Match {
  readonly path: { readonly type: 'Exact' | 'PathPrefix'; readonly value: string };
  readonly method?: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly queryParams: readonly { readonly name: string; readonly value: string }[];
}

interface Route {
  readonly name: string;
  readonly age: number;
  readonly hostnames: readonly string[];
  readonly rules: readonly { readonly matches: readonly Match[] }[];
}

interface Scene {
  readonly listeners: readonly string[];
  readonly routes: readonly Route[];
}

const isOf = (host: string, hostname: string): boolean =>
  hostname === '' || hostname === host || (hostname.startsWith('*.') && host.endsWith(hostname.slice(1)));

const fits = (
  match: Match,
  method: string,
  path: string,
  query: URLSearchParams,
  headers: Record<string, string>,
): boolean => {
  const { type, value } = match.path;
  const elements = (text: string): string[] =>
    text.split('/').filter((part, index, all) => part !== '' || index < all.length - 1);
  const isPrefix = elements(value).every((part, index) => part === elements(path)[index]);
  return (
    (type === 'Exact' ? path === value : isPrefix) &&
    (match.method === undefined || match.method === method) &&
    match.headers.every((each) => headers[each.name] === each.value) &&
    match.queryParams.every((each) => query.get(each.name) === each.value)
  );
};

/** `route rule match` of the winner. */
function naive(
  { listeners, routes }: Scene,
  { host = '', method = 'GET', path = '/', headers = {} }: TrafficRequest,
): string {
  const [bare = '', query = ''] = path.split('?');
  const found = routes.flatMap((route) =>
    route.rules.flatMap(({ matches }, rule) =>
      matches.flatMap((match, index) => {
        const hosts = listeners
          .flatMap((listener) => (route.hostnames.length > 0 ? route.hostnames : ['']).map((own) => [listener, own]))
          .filter((pair) => pair.every((hostname) => isOf(host, hostname ?? '')))
          // What both are for: the one without a wildcard, else the longer.
          .map((pair) => pair.find((each) => each !== '' && !each?.startsWith('*')) ?? longer(pair))
          .map((hostname) => [hostname.startsWith('*') || hostname === '' ? 0 : hostname.length, hostname.length]);
        const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
        if (hosts.length === 0 || !fits(match, method, bare, new URLSearchParams(query), texts)) return [];
        const best = hosts.sort((a, b) => (b[0] ?? 0) - (a[0] ?? 0) || (b[1] ?? 0) - (a[1] ?? 0))[0] ?? [];
        const { path: asked, method: verb } = match;
        const rank = [
          ...best,
          asked.type === 'Exact' ? 1 : 0,
          asked.value.length,
          verb === undefined ? 0 : 1,
          match.headers.length,
          match.queryParams.length,
          -route.age,
        ];
        return [{ rank, route, rule, index }];
      }),
    ),
  );
  found.sort((a, b) => {
    for (const [place, value] of a.rank.entries()) {
      const difference = (b.rank[place] ?? 0) - value;
      if (difference !== 0) return difference;
    }
    if (a.route.name !== b.route.name) return a.route.name < b.route.name ? -1 : 1;
    return a.rule - b.rule || a.index - b.index;
  });
  const [winner] = found;
  return winner ? `${winner.route.name} ${winner.rule} ${winner.index}` : 'none';
}

function longer(hostnames: readonly (string | undefined)[]): string {
  return hostnames.reduce<string>((best, each = '') => (each.length > best.length ? each : best), '');
}

const hostname = fc.constantFrom('a.com', 'b.a.com', 'c.b.a.com', '*.a.com', '*.b.a.com', '*.com');
const segment = fc.constantFrom('a', 'b', 'ab');
const value = fc
  .tuple(fc.array(segment, { maxLength: 3 }), fc.boolean())
  .map(([parts, slash]) => `/${parts.join('/')}${slash && parts.length > 0 ? '/' : ''}`);
const pair = fc.record({ name: fc.constantFrom('x', 'y'), value: fc.constantFrom('1', '2') });
const pairs = fc.uniqueArray(pair, { maxLength: 2, selector: ({ name }) => name });

const match: fc.Arbitrary<Match> = fc.record(
  {
    path: fc.record({ type: fc.constantFrom('Exact' as const, 'PathPrefix' as const), value }),
    method: fc.constantFrom('GET', 'POST'),
    headers: pairs,
    queryParams: pairs,
  },
  { requiredKeys: ['path', 'headers', 'queryParams'] },
);

const routes: fc.Arbitrary<Route[]> = fc
  .array(
    fc.record({
      age: fc.integer({ min: 0, max: 2 }),
      hostnames: fc.uniqueArray(hostname, { maxLength: 2 }),
      rules: fc.array(fc.record({ matches: fc.array(match, { minLength: 1, maxLength: 3 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) => all.map((route, index) => ({ ...route, name: `r${index}` })));

const scene: fc.Arbitrary<Scene> = fc.record({
  listeners: fc.uniqueArray(fc.oneof(hostname, fc.constant('')), { minLength: 1, maxLength: 3 }),
  routes,
});

const request: fc.Arbitrary<TrafficRequest> = fc.record({
  host: fc.constantFrom('a.com', 'b.a.com', 'c.b.a.com', 'd.c.b.a.com', 'other.com', 'other.org'),
  method: fc.constantFrom('GET', 'POST'),
  path: fc.tuple(value, fc.constantFrom('', '?x=1', '?x=2&y=1', '?y=1&x=1')).map(([path, query]) => path + query),
  headers: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2')),
});

function decisionsOf({ listeners, routes: all }: Scene, requests: readonly TrafficRequest[]): string[] {
  const own = listeners.map((each, index) => ({
    name: `l${index}`,
    port: 80,
    protocol: 'HTTP',
    ...(each === '' ? {} : { hostname: each }),
  }));
  const rehearsal = rehearse([
    gateway('web', own),
    ...WEB.slice(1),
    ...all.map(({ name, age, hostnames, rules }) =>
      httpRoute(
        name,
        rules.map(({ matches }) => ({ matches, backendRefs: [{ name: 'a', port: 80 }] })),
        hostnames.length > 0 ? { hostnames } : {},
        { creationTimestamp: `202${age}-01-01T00:00:00Z` },
      ),
    ),
  ]);
  return requests.map((each) => {
    const { route, rule, match: index } = rehearsal.send({ gateway: { namespace: 'infra', name: 'web' }, ...each });
    return route ? `${route.name} ${rule} ${index}` : 'none';
  });
}

describe('for any routes and requests', () => {
  test('the decision is that of reading the specification slowly', () => {
    fc.assert(
      fc.property(scene, fc.array(request, { minLength: 1, maxLength: 8 }), (each, requests) => {
        expect(decisionsOf(each, requests)).toEqual(requests.map((one) => naive(each, one)));
      }),
      { numRuns: 300 },
    );
  });

  test('a route more changes nothing for requests that it does not match', () => {
    fc.assert(
      fc.property(scene, routes, fc.array(request, { minLength: 1, maxLength: 8 }), (each, [more], requests) => {
        if (!more) return;
        const added = { ...more, name: 'more' };
        const before = decisionsOf(each, requests);
        const after = decisionsOf({ ...each, routes: [...each.routes, added] }, requests);
        for (const [index, one] of requests.entries()) {
          if (naive({ ...each, routes: [added] }, one) === 'none') expect(after[index]).toBe(before[index]);
          else expect([before[index], expect.stringMatching(/^more /)]).toContainEqual(after[index]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
