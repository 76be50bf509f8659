import { RULES, tryRule } from '../rehearsal/rules';
import { nearest } from '../resource/field';
import type { ExitCode } from './exit-code';
import { printable } from './output/printable';

/** Prints what a rule means, why, and how to cure it; without an id the list of rules. */
export function explain(id: string | undefined): ExitCode {
  if (id === undefined) {
    const width = Math.max(...RULES.map((rule) => rule.id.length));
    for (const rule of RULES) process.stdout.write(`${rule.id.padEnd(width)}  ${rule.title}\n`);
    return 0;
  }
  const rule = tryRule(id);
  if (!rule) {
    const near = nearest(
      id,
      RULES.map((each) => each.id),
    );
    const hint = near === undefined ? 'loxigw explain lists them all.' : `Did you mean ${near}?`;
    process.stderr.write(`error: ${printable(id)} is no rule. ${hint}\n`);
    return 2;
  }
  process.stdout.write(`${rule.id}: ${rule.title}\n\n${rule.why}\n\nCure: ${rule.cure}\nSource: ${rule.source}\n`);
  return 0;
}
