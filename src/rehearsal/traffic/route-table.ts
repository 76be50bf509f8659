import type { Route, RouteRule } from '../controller/api-kinds';
import type { Attachment } from '../controller/attachment';
import type { Listener } from '../controller/listener';
import { hostnameIntersection, hostnamesOf } from '../hostnames';
import { byAge, namespaceOf } from '../inventory';
import { type CompiledMatch, compileGrpcMatch, compileHttpMatch } from './match-conditions';
import type { Incoming } from './request';

/** A match of a route, on a listener, for a hostname. */
export interface Entry {
  readonly route: Route;
  readonly rule: RouteRule;
  readonly ruleIndex: number;
  readonly matchIndex: number;
  readonly listener: Listener;
  /** What listener and route have in common; `''`: every host. */
  readonly hostname: string;
  readonly match: CompiledMatch;
}

/** HTTPRoutes and GRPCRoutes of some listeners, by hostname, in the order of precedence. */
export class RouteTable {
  private readonly byHostname = new Map<string, Entry[]>();

  constructor(
    listeners: readonly Listener[],
    attached: ReadonlyMap<Listener, readonly Route[]>,
    private readonly unmatchedHostname: 'next' | 'none' = 'next',
  ) {
    for (const listener of listeners) {
      for (const route of attached.get(listener) ?? []) this.addRoute(route, listener);
    }
    for (const entries of this.byHostname.values()) entries.sort(byPrecedence);
  }

  /**
   * The match that wins: of the most specific hostname, then by precedence. One of a less specific hostname gets what no other takes, unless the
   * implementation does not look that far.
   * @param explain is told of each candidate before it, and why it lost
   */
  find(incoming: Incoming, explain?: (step: string) => void): Entry | undefined {
    for (const hostname of hostnamesOf(incoming.hostname)) {
      const entries = this.byHostname.get(hostname);
      if (!entries) continue;
      for (const entry of entries) {
        const failed = entry.match.conditions.find(({ holds }) => !holds(incoming));
        if (!failed) return entry;
        explain?.(`${titleOf(entry)} does not match: ${failed.otherwise()}`);
      }
      if (this.unmatchedHostname === 'next') continue;
      explain?.(
        `no rule of ${hostname === '' ? 'every host' : hostname} matches, and Envoy does not ask those of other hostnames`,
      );
      return undefined;
    }
    return undefined;
  }

  /** Every entry, those of one hostname in order of precedence. */
  get entries(): readonly Entry[] {
    return [...this.byHostname.values()].flat();
  }

  private addRoute(route: Route, listener: Listener): void {
    const compile = route.kind === 'GRPCRoute' ? compileGrpcMatch : compileHttpMatch;
    const { hostnames = [], rules = [] } = route.spec;
    const own = hostnames.length === 0 ? [undefined] : hostnames;
    const common = new Set(
      own.flatMap(
        (each) => hostnameIntersection(listener.spec.hostname?.toLowerCase(), each?.toLowerCase())?.hostname ?? [],
      ),
    );
    for (const [ruleIndex, rule] of rules.entries()) {
      const matches = rule.matches && rule.matches.length > 0 ? rule.matches : [{}];
      for (const [matchIndex, given] of matches.entries()) {
        const match = compile(given);
        for (const hostname of common) {
          const entry = { route, rule, ruleIndex, matchIndex, listener, hostname, match };
          const known = this.byHostname.get(hostname);
          if (known) known.push(entry);
          else this.byHostname.set(hostname, [entry]);
        }
      }
    }
  }
}

/** Routes by listener, of the two kinds that are routed by request. */
export function attachedRoutes(
  attachments: ReadonlyMap<Route, readonly Attachment[]>,
  kinds: readonly string[],
): ReadonlyMap<Listener, readonly Route[]> {
  const routes = new Map<Listener, Route[]>();
  for (const [route, all] of attachments) {
    if (!kinds.includes(route.kind)) continue;
    for (const listener of new Set(all.flatMap(({ listeners }) => listeners))) {
      const known = routes.get(listener);
      if (known) known.push(route);
      else routes.set(listener, [route]);
    }
  }
  return routes;
}

/** By the rank of the match, then the older route, then by name, then as they stand in the route. */
function byPrecedence(a: Entry, b: Entry): number {
  for (const [index, value] of a.match.rank.entries()) {
    const difference = (b.match.rank[index] ?? 0) - value;
    if (difference !== 0) return difference;
  }
  return (
    (a.route === b.route ? 0 : byAge(a.route, b.route)) || a.ruleIndex - b.ruleIndex || a.matchIndex - b.matchIndex
  );
}

/** `HTTPRoute shop/cart, rule 0, match 0`. */
export function titleOf({ route, ruleIndex, matchIndex }: Entry): string {
  return `${route.kind} ${namespaceOf(route)}/${route.metadata.name}, rule ${ruleIndex}, match ${matchIndex}`;
}
