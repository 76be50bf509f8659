import type { Rehearsal, Severity } from '../rehearsal';
import type { Change } from './change';
import { objectChanges } from './object-changes';
import { type AnswerChange, answerChanges } from './traffic-changes';

/** What a change means: for what is live, and for requests. */
export interface Review {
  /** The most severe first, then by object. */
  readonly changes: readonly Change[];
  readonly answers: readonly AnswerChange[];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Compares two rehearsals of one cluster, the older first. */
export function review(before: Rehearsal, after: Rehearsal): Review {
  const key = ({ severity, subject, rule, message }: Change): string =>
    `${SEVERITIES.indexOf(severity)} ${subject} ${rule} ${message}`;
  const changes = [...objectChanges(before, after)].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return { changes, answers: answerChanges(before, after) };
}
