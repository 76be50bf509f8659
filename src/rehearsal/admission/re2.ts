import type { Matcher } from './pattern';

/** A pattern that RE2 does not take. */
export class Re2SyntaxError extends Error {}

const compiled = new Map<string, Matcher>();

/**
 * A pattern in the dialect of RE2, whose engine takes linear time by design. It is found anywhere in a text.
 * @throws Re2SyntaxError for a pattern that does not parse
 */
export function re2(pattern: string): Matcher {
  const known = compiled.get(pattern);
  if (known) return known;
  // Loaded when needed: no imported schema needs it.
  const { RE2JS, RE2JSSyntaxException }: typeof import('re2js') = require('re2js');
  try {
    const matcher = RE2JS.compile(pattern);
    compiled.set(pattern, matcher);
    return matcher;
  } catch (error) {
    throw error instanceof RE2JSSyntaxException ? new Re2SyntaxError(error.message) : error;
  }
}
