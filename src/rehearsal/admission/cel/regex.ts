import type { Matcher } from '../pattern';
import { Re2SyntaxError, re2 } from '../re2';
import { CelError } from './cel-error';

/**
 * Patterns of the bundled rules, as the same set of texts for JavaScript's engine. In each of them the next character
 * decides how to go on, so that going back costs one step for each character: time is linear in the text.
 *
 * Any other pattern is left to an engine that is linear by design, which takes longer to load and to compile.
 */
const LABELS = '[a-z0-9]+(?:-+[a-z0-9]+)*(?:\\.[a-z0-9]+(?:-+[a-z0-9]+)*)*';
const DETERMINISTIC: ReadonlyMap<string, RegExp> = new Map([
  ['^[A-Za-z_][A-Za-z_0-9]*$', /^[A-Za-z_][A-Za-z_0-9]*$/u],
  ['^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$', /^\.?[a-z_][a-z_0-9]*(?:\.[a-z_][a-z_0-9]*)*$/iu],
  ["^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$", /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/u],
  ['^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$', new RegExp(`^${LABELS}$`, 'u')],
  [
    '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
    new RegExp(`^(?:\\*\\.)?${LABELS}$`, 'u'),
  ],
  [
    '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$',
    // The name after the slash is of 63 characters at most.
    new RegExp(`^(?:${LABELS}/)?(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$`, 'u'),
  ],
]);

/** JavaScript's engine keeps a stack of the places to go back to, which overflows after some millions. */
const LONGEST_FOR_JAVASCRIPT = 100_000;

/** The engine that runs a pattern over texts of usual length. */
export function engineOf(pattern: string): 'javascript' | 're2' {
  return DETERMINISTIC.has(pattern) ? 'javascript' : 're2';
}

/** True if the pattern, in the dialect of RE2, is found in the text. @throws CelError for a pattern that does not parse */
export function matches(text: string, pattern: string): boolean {
  const fast = text.length > LONGEST_FOR_JAVASCRIPT ? undefined : DETERMINISTIC.get(pattern);
  return (fast ?? linear(pattern)).test(text);
}

function linear(pattern: string): Matcher {
  try {
    return re2(pattern);
  } catch (error) {
    throw error instanceof Re2SyntaxError ? new CelError(error.message) : error;
  }
}
