import type { StructureChange } from '../../review/structure';
import { type ClusterReview, isEmpty, type ReviewSummary, summaryOf } from '../cluster-review';
import { printable } from './printable';

/**
 * What a change means, in lines for people: by cluster, where there are several.
 * @param notes on how the sides were read
 */
export function reviewText(reviews: readonly ClusterReview[], notes: readonly string[] = []): string {
  const changed = reviews.filter((each) => !isEmpty(each));
  const lines = notes.map((note) => `note: ${note}`);
  if (reviews.length === 1) lines.push(...changed.flatMap(linesOf));
  else for (const each of changed) lines.push(...(lines.length > 0 ? [''] : []), each.name, ...linesOf(each));
  if (reviews.length > 1) lines.push(...(lines.length > 0 ? [''] : []), fleetSummary(reviews));
  else if (changed.length === 0) lines.push('no change for traffic');
  return `${lines.map(printable).join('\n')}\n`;
}

/** `3 clusters, 1 with changes: 1 error, 0 warnings; 3 requests get another answer` */
export function fleetSummary(reviews: readonly ClusterReview[]): string {
  const changed = reviews.filter((each) => !isEmpty(each));
  const clusters = counted(reviews.length, 'cluster');
  if (changed.length === 0) return `${clusters}, no change for traffic`;
  return `${clusters}, ${changed.length} with changes: ${summaryText(summaryOf(reviews))}`;
}

/** `1 error, 2 warnings, 1 accepted; 3 requests get another answer` */
export function summaryText({ errors, warnings, accepted, answers }: ReviewSummary): string {
  const found = [
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
  ];
  return `${found.join(', ')}${answers > 0 ? `; ${answersText(answers)}` : ''}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function answersText(count: number): string {
  return `${count} ${count === 1 ? 'request gets' : 'requests get'} another answer`;
}

function linesOf({ review: { changes, answers, structure }, accepted, notes }: ClusterReview): readonly string[] {
  const lines = [
    ...notes.map((note) => `note: ${note}`),
    ...changes.map(({ severity, subject, message, rule }) => `${severity} ${subject} ${message} (${rule})`),
    ...accepted.map(
      ({ change: { subject, message, rule }, reason }) => `accepted ${subject} ${message} (${rule}: ${reason})`,
    ),
  ];
  for (const [subject, parts] of bySubject(structure)) {
    lines.push(subject);
    for (const part of parts) lines.push(`  ${structureLine(part)}`);
  }
  if (answers.length > 0) lines.push(answersText(answers.length));
  for (const { request, before, after } of answers)
    lines.push(`  ${request}`, `    before  ${before}`, `    after   ${after}`);
  return lines;
}

/** `+ listener https: HTTPS 443 for every host`, `~ HTTPRoute shop/cart to shop/cart:8080: / 90 % -> / 75 %`. */
function structureLine({ part, before, after }: StructureChange): string {
  const name = part === '' ? '' : `${part}: `;
  if (before === undefined) return `+ ${name}${after}`;
  return after === undefined ? `- ${name}${before}` : `~ ${name}${before} -> ${after}`;
}

/** Those of one Gateway together. */
export function bySubject(structure: readonly StructureChange[]): ReadonlyMap<string, readonly StructureChange[]> {
  const found = new Map<string, StructureChange[]>();
  for (const change of structure) {
    const known = found.get(change.subject);
    if (known) known.push(change);
    else found.set(change.subject, [change]);
  }
  return found;
}
