import { re2 } from './re2';

/** Tells if a text has what a pattern describes. */
export interface Matcher {
  test(text: string): boolean;
}

export type PatternCompiler = (source: string) => Matcher;

/**
 * Patterns of the Gateway API that a backtracking engine takes exponential time for, and the same set of texts written
 * without nested repetition. (Header values since v1.5.0: 30 characters and one that does not fit take a second.)
 */
const LINEAR: Readonly<Record<string, string>> = {
  '^[!-~]+([\\t ]?[!-~]+)*$': '^[!-~]+(?:[\\t ][!-~]+)*$',
};

/** The pattern of an imported schema as a matcher. Its work is bounded, because texts that are too long are refused before. */
export function bundledPattern(source: string): Matcher {
  return new RegExp(LINEAR[source] ?? source, 'u');
}

/**
 * The pattern of any schema as a matcher that takes time linear in the text, in the dialect of the API server.
 * @throws Re2SyntaxError for a pattern that does not parse
 */
export function anyPattern(source: string): Matcher {
  return re2(source);
}
