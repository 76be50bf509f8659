import type { Rehearsal } from '../rehearsal';
import type { Outcome } from '../rehearsal/traffic/outcome';
import { RequestError, type TrafficRequest } from '../rehearsal/traffic/request';
import type { Entry } from '../rehearsal/traffic/route-table';
import { ANSWER, type Answer, type AnswerDifference, answerDifferences, answerOf } from './answer';
import type { Change } from './change';
import { type LostAnswer, lostChanges } from './lost-answers';
import { type Probe, probesOf, type Unprobed } from './probes';
import { NO_SETTINGS, type RuleSettings, SettingsOfRules } from './rule-settings';

/** A request whose answer is another one. */
export interface AnswerChange {
  /** What is sent: `GET http shop/web:80 shop.example.com/cart x-canary: 1`; of a given request its name. */
  readonly request: string;
  /** `lost`: there was an answer (2xx, 3xx, a connection), and there is none; `gained`: the other way round. */
  readonly kind: 'lost' | 'changed' | 'gained';
  /** What differs, in a line: `200 from shop/cart:8080 as /cart; timeout: 10s`. */
  readonly before: string;
  /** The same members as `before`. */
  readonly after: string;
  /** The same, one by one; at least one. */
  readonly differences: readonly { readonly what: string; readonly before: string; readonly after: string }[];
  /** The rule of the change that counts it; undefined where none does. */
  readonly rule?: 'diff/answer-lost';
}

/** What becomes of requests. */
export interface TrafficChanges {
  /** Lost ones first, then those that are otherwise, then those that are gained; each in the order of their names. */
  readonly answers: readonly AnswerChange[];
  /** What is lost, a change for each Gateway and hostname. */
  readonly changes: readonly Change[];
  /** What could not be sent; also where nothing has changed. */
  readonly unprobed: readonly Unprobed[];
}

const KINDS: readonly AnswerChange['kind'][] = ['lost', 'changed', 'gained'];

/**
 * Requests out of the matches of both sides that get another answer.
 * @param requests to send besides, by their names
 */
export function trafficChanges(
  before: Rehearsal,
  after: Rehearsal,
  requests: ReadonlyMap<string, TrafficRequest>,
): TrafficChanges {
  const { probes, unprobed } = probesOf(before, after);
  const given = [...requests].map(([title, request]): Probe => ({ title, request, of: [] }));
  const all = new Map([...probes, ...given].map((probe) => [probe.title, probe]));
  const [old, young] = [new Side(before), new Side(after)];
  const compared = new Map<string, Compared>();
  const unsent: Unprobed[] = [];
  for (const probe of all.values()) {
    try {
      const one = comparedBy(probe, old, young);
      if (one) compared.set(probe.title, one);
    } catch (error) {
      // One that was given, and does not say what it needs to: made ones are known to.
      if (!(error instanceof RequestError)) throw error;
      unsent.push({ match: probe.title, reason: error.message });
    }
  }
  const lost: LostAnswer[] = [];
  const answers = [...compared.values()].flatMap((one): AnswerChange[] => {
    const differences = newDifferences(one, compared);
    if (differences.length === 0) return [];
    const change = changeOf(one, differences);
    if (change.kind === 'lost') lost.push({ change, request: one.probe.request, sent: one.old });
    return [change];
  });
  const rank = ({ kind, request }: AnswerChange): string => `${KINDS.indexOf(kind)} ${request}`;
  return {
    answers: answers.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)),
    changes: lostChanges(lost, after),
    unprobed: [...unprobed, ...unsent.sort((a, b) => (a.match < b.match ? -1 : 1))],
  };
}

/** A request, and what is not the same of its answers. */
interface Compared {
  readonly probe: Probe;
  readonly old: Sent;
  readonly isGiven: { readonly before: boolean; readonly after: boolean };
  readonly differences: readonly AnswerDifference[];
}

/** Undefined where nothing differs. @throws RequestError */
function comparedBy(probe: Probe, before: Side, after: Side): Compared | undefined {
  const [old, young] = [before.send(probe.request), after.send(probe.request)];
  if (old.key === young.key) return undefined;
  const [was, is] = [before.answer(old, probe.request), after.answer(young, probe.request)];
  const differences = answerDifferences(was, is);
  return differences.length === 0
    ? undefined
    : { probe, old, isGiven: { before: was.isGiven, after: is.isGiven }, differences };
}

/** What simpler requests do not show already. */
function newDifferences(
  { probe, differences }: Compared,
  all: ReadonlyMap<string, Compared>,
): readonly AnswerDifference[] {
  const simpler = probe.of.flatMap((title) => all.get(title)?.differences ?? []);
  return differences.filter(
    ({ what, likeness }) =>
      !simpler.some((each) => each.what === what && (what !== ANSWER || each.likeness === likeness)),
  );
}

function changeOf({ probe, isGiven }: Compared, all: readonly AnswerDifference[]): AnswerChange {
  const isAnother = all.some(({ what }) => what === ANSWER) && isGiven.before !== isGiven.after;
  const kind = !isAnother ? 'changed' : isGiven.before ? 'lost' : 'gained';
  const differences = all.map(({ what, before, after }) => ({ what, before, after }));
  const line = (side: 'before' | 'after'): string =>
    differences.map((each) => (each.what === ANSWER ? each[side] : `${each.what}: ${each[side]}`)).join('; ');
  return {
    request: probe.title,
    kind,
    before: line('before'),
    after: line('after'),
    differences,
    ...(kind === 'lost' ? { rule: 'diff/answer-lost' as const } : {}),
  };
}

/** A request that was sent. */
interface Sent {
  readonly outcome: Outcome;
  /** The match that won. */
  readonly entry: Entry | undefined;
  readonly settings: RuleSettings;
  /** Of two sides the same where nothing can differ. */
  readonly key: string;
}

class Side {
  private readonly settings: SettingsOfRules;

  constructor(private readonly rehearsal: Rehearsal) {
    this.settings = new SettingsOfRules(rehearsal);
  }

  send(request: TrafficRequest): Sent {
    const won: Entry[] = [];
    const outcome = this.rehearsal.send(request, { onMatch: (match) => void won.push(match) });
    const [entry] = won;
    const settings = entry ? this.settings.of(entry) : NO_SETTINGS;
    // A renamed route that does the same is no other answer.
    const {
      explain: _steps,
      gateway: _gateway,
      listener: _listener,
      route: _route,
      rule: _rule,
      match: _match,
      ...does
    } = outcome;
    return { outcome, entry, settings, key: JSON.stringify([does, settings]) };
  }

  answer({ outcome, settings }: Sent, request: TrafficRequest): Answer {
    return answerOf(outcome, request, settings);
  }
}
