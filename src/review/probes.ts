import type { Rehearsal } from '../rehearsal';
import type { RouteRule } from '../rehearsal/controller/api-kinds';
import { namespaceOf } from '../rehearsal/inventory';
import type { TrafficRequest } from '../rehearsal/traffic/request';
import { type Entry, titleOf as titleOfEntry } from '../rehearsal/traffic/route-table';
import { responseHeaderNames, variantsOf } from './filter-probes';
import { type HttpProbe, matchProbes, placeOf, requestOf, titleOf } from './match-probe';
import { streamProbes } from './stream-probes';

/** A request that shows what a match does, and what to call it. */
export interface Probe {
  /** `GET http shop/web:80 shop.example.com/cart`. */
  readonly title: string;
  readonly request: TrafficRequest;
  /** Titles of simpler requests: what they show already is not said of this one again. Empty for one that stands for itself. */
  readonly of: readonly string[];
}

/** A match, or a given request, that could not be sent. */
export interface Unprobed {
  /** `HTTPRoute shop/cart, rule 0, match 0, on shop/web:80`; of a given request its name. */
  readonly match: string;
  /** As a sentence without its end. */
  readonly reason: string;
}

export interface Probes {
  readonly probes: readonly Probe[];
  /** In the order of names. */
  readonly unprobed: readonly Unprobed[];
}

/**
 * Requests that show what the matches of two rehearsals do, each once. Every match has one that it takes. Variants of it, of bounded number, are
 * made of matches only that are not the same on both sides, rule and all: what else could change the answer to a variant is a match that has
 * requests of its own, or something that the simple request shows as well.
 */
export function probesOf(before: Rehearsal, after: Rehearsal): Probes {
  const collection = new Collection();
  const texts = new Map<string, number>();
  const [old = [], young = []] = [before, after].map((side) => keyedEntries(side, texts));
  const [known, next] = [old, young].map((entries) => new Set(entries.map(({ key }) => key)));
  const isOnePlatform = before.platform.implementation === after.platform.implementation;
  for (const { entry, key } of old) collection.addMatch(entry, isOnePlatform && next?.has(key) === true);
  // One that is the same on both sides has its requests already.
  for (const { entry, key } of young) if (known?.has(key) !== true) collection.addMatch(entry, false);
  for (const rehearsal of [before, after]) {
    for (const [title, request] of streamProbes(rehearsal)) collection.addStream(title, request);
  }
  return collection.result;
}

/**
 * Matches with what tells if they are the same on both sides: where they are, what they ask for, and what their rule does.
 * @param texts numbers of texts, of both sides: the texts of rules are long
 */
function keyedEntries(
  { traffic }: Rehearsal,
  texts: Map<string, number>,
): readonly { readonly entry: Entry; readonly key: string }[] {
  const numberOf = (value: unknown): number => {
    const text = JSON.stringify(value);
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    return known;
  };
  const rules = new Map<RouteRule, number>();
  return traffic.entries.map((entry) => {
    const { route, rule, matchIndex, listener, hostname } = entry;
    const { matches = [], name: _name, ...does } = rule;
    const known = rules.get(rule) ?? numberOf([route.kind, namespaceOf(route), does]);
    rules.set(rule, known);
    const match = numberOf(matches[matchIndex] ?? {});
    return { entry, key: `${placeOf(listener)} ${listener.spec.protocol} ${hostname} ${match} ${known}` };
  });
}

interface Collected {
  readonly request: TrafficRequest;
  readonly of: string[];
  readonly responseHeaders: string[];
  isOnItsOwn: boolean;
}

class Collection {
  private readonly found = new Map<string, Collected>();
  private readonly unprobed = new Map<string, Unprobed>();

  get result(): Probes {
    const probes = [...this.found].map(([title, { request, of, responseHeaders, isOnItsOwn }]): Probe => {
      const headers = Object.fromEntries(responseHeaders.sort().map((name) => [name, 'as sent']));
      return {
        title,
        request: responseHeaders.length === 0 ? request : { ...request, upstream: { responseHeaders: headers } },
        of: isOnItsOwn ? [] : of,
      };
    });
    const unprobed = [...this.unprobed.values()].sort((a, b) => (a.match < b.match ? -1 : 1));
    return { probes, unprobed };
  }

  /** @param isSame true for one that is the same on the other side */
  addMatch(entry: Entry, isSame: boolean): void {
    const [simple, ...samples] = matchProbes(entry);
    if (!simple) {
      const match = `${titleOfEntry(entry)}, on ${placeOf(entry.listener)}`;
      this.unprobed.set(match, { match, reason: 'no request is known that it takes' });
      return;
    }
    this.add(simple);
    if (isSame) return;
    for (const sample of samples) this.add(sample, simple);
    for (const { probe, of } of variantsOf(simple)) this.add(probe, of);
  }

  addStream(title: string, request: TrafficRequest): void {
    this.found.set(title, { request, of: [], responseHeaders: [], isOnItsOwn: true });
  }

  private add(probe: HttpProbe, of?: HttpProbe): void {
    const title = titleOf(probe);
    const known = this.found.get(title) ?? {
      request: requestOf(probe),
      of: [],
      responseHeaders: [],
      isOnItsOwn: false,
    };
    this.found.set(title, known);
    if (of) known.of.push(titleOf(of));
    else known.isOnItsOwn = true;
    for (const name of responseHeaderNames(probe)) known.responseHeaders.push(name);
  }
}
