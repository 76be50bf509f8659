import type { Review } from '../../review/review';
import type { StructureChange } from '../../review/structure';
import { printable } from './printable';

/** What a change means, in lines for people. */
export function reviewText({ changes, answers, structure }: Review): string {
  if (changes.length + answers.length + structure.length === 0) return 'no change for traffic\n';
  const lines = changes.map(({ severity, subject, message, rule }) => `${severity} ${subject} ${message} (${rule})`);
  for (const [subject, parts] of bySubject(structure)) {
    lines.push(subject);
    for (const part of parts) lines.push(`  ${structureLine(part)}`);
  }
  if (answers.length > 0)
    lines.push(`${answers.length} ${answers.length === 1 ? 'request gets' : 'requests get'} another answer`);
  for (const { request, before, after } of answers)
    lines.push(`  ${request}`, `    before  ${before}`, `    after   ${after}`);
  return `${lines.map(printable).join('\n')}\n`;
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
