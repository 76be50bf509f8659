import type { Rehearsal } from '../rehearsal';
import type { TrafficRequest } from '../rehearsal/traffic/request';
import { answerText, probesOf } from './probes';

/** A request whose answer is another one. */
export interface AnswerChange {
  readonly request: string;
  readonly before: string;
  readonly after: string;
}

/** Requests out of the matches of both sides that get another answer, in the order of their titles. */
export function answerChanges(
  before: Rehearsal,
  after: Rehearsal,
  requests: ReadonlyMap<string, TrafficRequest>,
): readonly AnswerChange[] {
  const given = [...requests].map(([title, request]) => ({ title, request }));
  const made = [...probesOf(before), ...probesOf(after), ...given];
  const probes = new Map(made.map((probe) => [probe.title, probe]));
  const changes = [...probes.values()].flatMap(({ title, request }): AnswerChange[] => {
    const [old, young] = [before, after].map((rehearsal) => answerText(rehearsal.send(request)));
    return old === young || old === undefined || young === undefined
      ? []
      : [{ request: title, before: old, after: young }];
  });
  return changes.sort((a, b) => (a.request < b.request ? -1 : 1));
}
