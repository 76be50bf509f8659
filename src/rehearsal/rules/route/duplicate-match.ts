import type { Cluster } from '../../cluster';
import type { Route, RouteMatch } from '../../controller/api-kinds';
import type { Listener } from '../../controller/listener';
import { byAge, namespaceOf } from '../../inventory';
import type { Rule, Violation } from '../rule';

export const duplicateMatch: Rule = {
  id: 'route/duplicate-match',
  severity: 'warning',
  title: 'A match stands in two routes of one hostname',
  why: 'Of two equal matches that meet on one listener and hostname, the older route wins, then the first by name; the other never gets a request. Both routes are accepted, and no status says so. Weights are shared within one rule, not between routes.',
  cure: 'Put the backends into one rule with weights, or tell the matches apart.',
  source: 'Gateway API v1.6.1, HTTPRouteRule.matches: precedence',
  check: ({ controller }) => {
    const routes = [...controller.attachments.keys()].filter(({ kind }) => kind === 'HTTPRoute').sort(byAge);
    if (routes.length === 0) return undefined;
    const taken = new Map<Listener, Map<string, string>>();
    return routes.flatMap((route) => ofRoute(route, controller, taken));
  },
};

/** One violation for each match, however many listeners and hostnames it meets another on. */
function ofRoute(
  route: Route,
  { attachments }: Cluster['controller'],
  taken: Map<Listener, Map<string, string>>,
): readonly Violation[] {
  const listeners = (attachments.get(route) ?? []).flatMap((attachment) => attachment.listeners);
  const own = `${namespaceOf(route)}/${route.metadata.name}`;
  const { hostnames = [''], rules = [] } = route.spec;
  return rules.flatMap(({ matches = [] }, rule) =>
    matches.flatMap((match, index): Violation[] => {
      const text = canonical(withoutSlash(match));
      const path = `spec.rules[${rule}].matches[${index}]`;
      let winner: string | undefined;
      for (const listener of new Set(listeners)) {
        const known = taken.get(listener) ?? new Map<string, string>();
        taken.set(listener, known);
        for (const hostname of hostnames) {
          const key = `${hostname} ${text}`;
          const before = known.get(key);
          if (before === undefined) known.set(key, `${own} ${path}`);
          else winner ??= before;
        }
      }
      if (winner === undefined) return [];
      const [name = '', at = ''] = winner.split(' ');
      const who = name === own ? at : `${at} of HTTPRoute ${name}`;
      return [{ object: route, path, message: `is the same as ${who}, which gets all the requests` }];
    }),
  );
}

/** Conditions of a match count without order. */
function canonical(match: object): string {
  return JSON.stringify(match, (_, value: unknown) => {
    if (Array.isArray(value)) return value.map((item) => JSON.stringify(item)).sort();
    return value;
  });
}

/** A prefix is the same with a slash at its end. */
function withoutSlash(match: RouteMatch): RouteMatch {
  const { type = 'PathPrefix', value = '/' } = match.path ?? {};
  if (type !== 'PathPrefix' || value === '/' || !value.endsWith('/')) return match;
  return { ...match, path: { type, value: value.slice(0, -1) } };
}
