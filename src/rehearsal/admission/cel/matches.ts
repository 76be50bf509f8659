import { RE2JS } from 're2js';
import { CelError } from './cel-error';

/**
 * Patterns in rules of the Gateway API that JavaScript matches as RE2 does, in time linear in their input (no part can be
 * matched in two ways; the hostname of a text that the schema bounds to 253 characters at most squared). Any other pattern
 * goes to RE2.
 */
const SAME_IN_JAVASCRIPT: ReadonlySet<string> = new Set([
  "^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$",
  '^[A-Za-z_][A-Za-z_0-9]*$',
  '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$',
]);

/** What a compiled pattern is asked. */
interface Matcher {
  test(text: string): boolean;
}

const compiled = new Map<string, Matcher>();

/** True if the pattern is found in the text. @throws CelError for what is no RE2 pattern */
export function found(pattern: string, text: string): boolean {
  let matcher = compiled.get(pattern);
  if (!matcher) {
    matcher = SAME_IN_JAVASCRIPT.has(pattern) ? new RegExp(pattern, 'u') : re2(pattern);
    compiled.set(pattern, matcher);
  }
  return matcher.test(text);
}

function re2(pattern: string): Matcher {
  try {
    const expression = RE2JS.compile(pattern);
    return { test: (text) => expression.matcher(text).find() };
  } catch (error) {
    throw new CelError(`invalid pattern ${JSON.stringify(pattern)}: ${error instanceof Error ? error.message : error}`);
  }
}
