import { type BackendRequest, type Outcome, type RedirectTo, serviceTitle } from '../rehearsal/traffic/outcome';
import type { TrafficRequest } from '../rehearsal/traffic/request';
import type { RuleSettings } from './rule-settings';

/** Something that a client or a backend would notice. */
interface Member {
  /** As people read it. */
  readonly text: string;
  /** The same for a request to `/cart` and one to `/cart/x` that differ in nothing else. */
  readonly likeness: string;
}

/** What an outcome comes to, in members that can be compared: `request header x-a`, `mirror to shop/shadow:80`. Names of routes are none. */
export interface Answer {
  /** True for 2xx, 3xx and a connection. */
  readonly isGiven: boolean;
  /** True where a backend answers, not the gateway. */
  readonly isOfBackend: boolean;
  readonly members: ReadonlyMap<string, Member>;
}

/** The member that says who answers, with what status; it needs no name. */
export const ANSWER = 'answer';
/** What a member is that one of two answers has not. */
const NONE: Member = { text: 'none', likeness: 'none' };

/** A backend with what it gets, and what the client gets of it. */
interface Reached {
  /** `shop/cart:8080`. */
  readonly title: string;
  weight: number;
  readonly request: BackendRequest | undefined;
  readonly responseHeaders: ReadonlyMap<string, string>;
  readonly requestHeaders: ReadonlyMap<string, string>;
}

export function answerOf(outcome: Outcome, { path = '/', host = '' }: TrafficRequest, settings: RuleSettings): Answer {
  const { connection, status, mirrors = [], externalAuth, timeouts = {}, retry } = outcome;
  const reached = reachedBackends(outcome);
  const members = new Map<string, Member>();
  const add = (what: string, text: string, likeness = text): void => void members.set(what, { text, likeness });
  add(
    ANSWER,
    answerText(outcome, reached, (to) => to),
    answerText(outcome, reached, (to) => likenessOf(to, path)),
  );
  const addEach = (what: string, read: (each: Reached) => string): void =>
    add(
      what,
      told(reached, read),
      told(reached, (each) => likenessOf(read(each), path)),
    );
  if (reached.some(({ request }) => request)) {
    addEach('host at the backend', ({ request }) => (request?.host === host ? 'as sent' : (request?.host ?? 'none')));
    addEach('method at the backend', ({ request }) => request?.method ?? '');
    addEach('certificate shown to the backend', ({ request }) => request?.clientCertificate ?? 'none');
  }
  if (outcome.backendTLS !== undefined) add('TLS', outcome.backendTLS ? 'passed on to the backend' : 'ended here');
  else if (reached.length > 0) addEach('TLS to the backend', ({ title }) => settings.tls[title] ?? 'plain');
  for (const name of namesOf(reached, 'requestHeaders'))
    addEach(`request header ${name}`, ({ requestHeaders }) => requestHeaders.get(name) ?? 'none');
  if (reached.length > 0) {
    for (const name of namesOf(reached, 'responseHeaders'))
      addEach(`response header ${name}`, ({ responseHeaders }) => responseHeaders.get(name) ?? 'none');
  } else {
    for (const [name, value] of headersOf(outcome.response?.headers)) {
      // The answer says where a redirect leads.
      if (name !== 'location') add(`response header ${name}`, value);
    }
  }
  for (const { percent, ...to } of mirrors) add(`mirror to ${serviceTitle(to)}`, share(percent));
  if (externalAuth) add('asked before', serviceTitle(externalAuth));
  if (timeouts.request !== undefined) add('timeout', duration(timeouts.request));
  if (timeouts.backendRequest !== undefined) add('timeout of each try', duration(timeouts.backendRequest));
  if (retry) add('retries', `${retry.attempts} on ${[...retry.codes].sort((a, b) => a - b).join(', ') || 'no status'}`);
  for (const [what, text] of Object.entries(settings.members)) add(what, text);
  return {
    isGiven: connection === undefined && (status === undefined || status < 400),
    isOfBackend: reached.length > 0,
    members,
  };
}

/** A member that is not the same. */
export interface AnswerDifference {
  /** `request header x-a`, `timeout`; `answer`: who answers, with what status. */
  readonly what: string;
  /** `none` where it is not there. */
  readonly before: string;
  readonly after: string;
  /** Of both sides, without what is only due to the path of the request. */
  readonly likeness: string;
}

/** What differs, the answer itself first and then by name; of answers by the gateway and by a backend nothing else can be compared. */
export function answerDifferences(before: Answer, after: Answer): readonly AnswerDifference[] {
  const isLike = before.isOfBackend === after.isOfBackend;
  const names = new Set([...before.members.keys(), ...after.members.keys()]);
  names.delete(ANSWER);
  return [ANSWER, ...(isLike ? [...names].sort() : [])].flatMap((what): AnswerDifference[] => {
    const [old, young] = [before, after].map(({ members }) => members.get(what) ?? NONE);
    if (!old || !young || old.text === young.text) return [];
    return [{ what, before: old.text, after: young.text, likeness: `${old.likeness}\n${young.likeness}` }];
  });
}

function reachedBackends({ backends, request, response, others = [] }: Outcome): readonly Reached[] {
  const found = new Map<string, Reached>();
  for (const group of [{ backends, request, response }, ...others]) {
    const requestHeaders = headersOf(group.request?.headers);
    const responseHeaders = headersOf(group.response?.headers);
    // A backend that stands in a rule twice has the sum, unless it gets different requests.
    const gets = JSON.stringify([group.request?.path, group.request?.host, [...requestHeaders], [...responseHeaders]]);
    for (const backend of group.backends) {
      const key = `${serviceTitle(backend)} ${gets}`;
      const known = found.get(key);
      if (known) known.weight += backend.weight;
      else
        found.set(key, {
          title: serviceTitle(backend),
          weight: backend.weight,
          request: group.request,
          requestHeaders,
          responseHeaders,
        });
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** By name in lower case, in the order of names. */
function headersOf(headers: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function namesOf(reached: readonly Reached[], headers: 'requestHeaders' | 'responseHeaders'): readonly string[] {
  return [...new Set(reached.flatMap((each) => [...each[headers].keys()]))];
}

/** What all backends have; where they differ, what each has. */
function told(reached: readonly Reached[], read: (each: Reached) => string): string {
  const values = reached.map((each) => ({ title: each.title, value: read(each) }));
  if (new Set(values.map(({ value }) => value)).size <= 1) return values[0]?.value ?? 'none';
  return [...new Set(values.map(({ title, value }) => `${value} at ${title}`))].join(', ');
}

/** `200 from shop/cart:8080 75 %, shop/next:8080 25 % as /cart`, `404`, `301 to https://shop.example.com/`, `no connection`. */
function answerText(
  { connection, status, grpcStatus = 0, redirect, failing = 0 }: Outcome,
  reached: readonly Reached[],
  pathText: (path: string) => string,
): string {
  if (connection !== undefined) return connection === 'failed' ? 'no connection' : 'connection closed';
  if (redirect) return `${redirect.statusCode} to ${locationText(redirect, pathText)}`;
  const code = `${status ?? 'connected'}${grpcStatus === 0 ? '' : ` (gRPC ${grpcStatus})`}`;
  if (reached.length === 0) return code;
  const total = reached.reduce((sum, { weight }) => sum + weight, 0);
  const isAll = reached.length === 1 && failing === 0;
  const shares = reached.map(({ title, weight }) =>
    isAll ? title : `${title} ${share((100 * (1 - failing) * weight) / total)}`,
  );
  const lost = failing > 0 ? `, ${share(100 * failing)} ${status === undefined ? 'closed' : '500'}` : '';
  const path = told(reached, ({ request }) => pathText(request?.path ?? ''));
  return `${code} ${status === undefined ? 'to' : 'from'} ${shares.join(', ')}${lost}${path === '' ? '' : ` as ${path}`}`;
}

/** A client that names no host is sent to the same one. */
function locationText({ scheme, host, port, path }: RedirectTo, pathText: (path: string) => string): string {
  return `${scheme}://${host === '' ? '<same host>' : host}${port === '' ? '' : `:${port}`}${pathText(path)}`;
}

/** `75 %`, `0.013 %`: small ones are not rounded to nothing. */
function share(percent: number): string {
  return `${Number(percent >= 1 ? percent.toFixed(1) : percent.toPrecision(2))} %`;
}

function duration(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

function likenessOf(text: string, path: string): string {
  return text === path ? '' : text.replace(/\/x?$/, '');
}
