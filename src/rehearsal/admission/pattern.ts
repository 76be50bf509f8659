/**
 * Patterns of the Gateway API that a backtracking engine takes exponential time for, and the same set of texts written
 * without nested repetition. (Header values since v1.5.0: 30 characters and one that does not fit take a second.)
 */
const LINEAR: Readonly<Record<string, string>> = {
  '^[!-~]+([\\t ]?[!-~]+)*$': '^[!-~]+(?:[\\t ][!-~]+)*$',
};

/** The pattern of a schema as a matcher. Its work is bounded, because texts that are too long are refused before. */
export function compilePattern(source: string): RegExp {
  return new RegExp(LINEAR[source] ?? source, 'u');
}
