import { RULES, tryRule } from '../rehearsal/rules';
import type { ExitCode } from './exit-code';
import { noRule } from './no-rule';
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
    process.stderr.write(`error: ${printable(noRule(id) ?? id)}\n`);
    return 2;
  }
  process.stdout.write(
    `${rule.id} (${rule.severity}): ${rule.title}\n\n${rule.why}\n\nCure: ${rule.cure}\nSource: ${rule.source}\n`,
  );
  return 0;
}
