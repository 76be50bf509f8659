import type { Rehearsal } from '../rehearsal';
import { ROUTE_KINDS, type Route, type RouteMatch, type ValueMatch } from '../rehearsal/controller/api-kinds';
import { hostnamesOf } from '../rehearsal/hostnames';
import { namespaceOf } from '../rehearsal/inventory';
import { answerLost } from '../rehearsal/rules/diff/answer-lost';
import type { Outcome } from '../rehearsal/traffic/outcome';
import { incomingOf, type TrafficRequest } from '../rehearsal/traffic/request';
import type { Entry } from '../rehearsal/traffic/route-table';
import { type Change, changeOf } from './change';

/** A request that had an answer and has none. */
export interface LostAnswer {
  /** Name of the request, and what it got. */
  readonly change: { readonly request: string; readonly before: string; readonly after: string };
  readonly request: TrafficRequest;
  /** What became of it before. */
  readonly sent: { readonly outcome: Outcome; readonly entry: Entry | undefined };
}

/**
 * A change for each Gateway and hostname that loses answers. It is an error where some route still has the match, so that somebody means it to be
 * answered; else the match was taken out on purpose.
 */
export function lostChanges(lost: readonly LostAnswer[], after: Rehearsal): readonly Change[] {
  if (lost.length === 0) return [];
  const meant = meantMatches(after);
  const groups = new Map<string, Group>();
  for (const each of [...lost].sort((a, b) => (a.change.request < b.change.request ? -1 : 1))) {
    const { outcome, entry } = each.sent;
    const { sni, hostname } = incomingOf(each.request);
    const host = sni ?? hostname;
    const { namespace = '', name = '' } = outcome.gateway ?? {};
    const subject = `Gateway ${namespace}/${name}`;
    const served = entry?.hostname ?? host;
    const key = matchKey(entry, outcome);
    const isMeant = hostnamesOf(host).some((own) => meant.has(`${key} ${own}`));
    const known = groups.get(`${subject} ${served}`) ?? { subject, hostname: served, meant: [], removed: [] };
    groups.set(`${subject} ${served}`, known);
    known[isMeant ? 'meant' : 'removed'].push(each);
  }
  return [...groups.values()].map(groupChange);
}

interface Group {
  readonly subject: string;
  readonly hostname: string;
  readonly meant: LostAnswer[];
  readonly removed: LostAnswer[];
}

function groupChange({ subject, hostname, meant, removed }: Group): Change {
  const [first, ...others] = [...meant, ...removed];
  const { request = '', before = '', after = '' } = first?.change ?? {};
  const of = hostname === '' ? 'for every host' : `for ${hostname}`;
  const more =
    others.length === 0
      ? ''
      : `; ${others.length} more ${of} ${others.length === 1 ? 'loses its' : 'lose their'} answer`;
  const why = meant.length === 0 ? '' : ', and a route still has its match';
  const message = `${request} gets ${after} in place of ${before}${why}${more}`;
  return changeOf(answerLost, subject, message, meant.length === 0 ? 'warning' : answerLost.severity);
}

/** What matches of all routes ask for, attached or not, each with the hostnames of its route. */
function meantMatches({ cluster }: Rehearsal): ReadonlySet<string> {
  const found = new Set<string>();
  for (const route of ROUTE_KINDS.flatMap((kind) => cluster.inventory.all(kind))) {
    const { hostnames = [], rules = [] } = route.spec;
    const keys = hasMatches(route)
      ? rules.flatMap(({ matches = [{}] }) => matches.map((match) => conditionsText(route.kind, match)))
      : [streamText(route.kind, namespaceOf(route), route.metadata.name)];
    for (const own of hostnames.length === 0 ? [''] : hostnames) {
      for (const key of keys) found.add(`${key} ${own.toLowerCase()}`);
    }
  }
  return found;
}

function hasMatches({ kind }: Route): boolean {
  return kind === 'HTTPRoute' || kind === 'GRPCRoute';
}

function matchKey(entry: Entry | undefined, { route }: Outcome): string {
  if (!entry) return route ? streamText(route.kind, route.namespace, route.name) : '';
  return conditionsText(entry.route.kind, entry.rule.matches?.[entry.matchIndex] ?? {});
}

/** A TLSRoute is what it is by its hostnames, a TCPRoute or UDPRoute by its name. */
function streamText(kind: string, namespace: string, name: string): string {
  return kind === 'TLSRoute' ? kind : `${kind} ${namespace}/${name}`;
}

/** Without types: who makes an exact path of a prefix still means the path to be answered, and may not see what is lost below it. */
function conditionsText(kind: string, { path, method, headers = [], queryParams = [] }: RouteMatch): string {
  const values = (matches: readonly ValueMatch[]): readonly string[] =>
    matches.map(({ name, value }) => `${name.toLowerCase()}=${value}`).sort();
  const call = typeof method === 'object' ? [method.service, method.method] : method;
  return JSON.stringify([kind, path?.value ?? '/', call, values(headers), values(queryParams)]);
}
