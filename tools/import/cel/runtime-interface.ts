/**
 * What compiled rules call: the operators and functions of CEL. Values are those of JSON, numbers of either kind are numbers.
 * A closure is an operand that may not be needed, or whose error may not count.
 */
export interface CelRuntime {
  and(a: () => unknown, b: () => unknown): boolean;
  or(a: () => unknown, b: () => unknown): boolean;
  not(a: unknown): boolean;
  /** The condition of `? :`. */
  condition(a: unknown): boolean;
  equals(a: unknown, b: unknown): boolean;
  /** Below 0, 0 or above. */
  compare(a: unknown, b: unknown): number;
  in(a: unknown, container: unknown): boolean;
  add(a: unknown, b: unknown): unknown;
  negate(a: unknown): unknown;
  index(container: unknown, key: unknown): unknown;
  get(object: unknown, field: string): unknown;
  has(object: unknown, field: string): boolean;
  size(a: unknown): number;
  matches(text: unknown, pattern: unknown): boolean;
  contains(text: unknown, part: unknown): boolean;
  startsWith(text: unknown, part: unknown): boolean;
  endsWith(text: unknown, part: unknown): boolean;
  split(text: unknown, separator: unknown): string[];
  substring(text: unknown, start: unknown, end?: unknown): string;
  duration(text: unknown): unknown;
  isIP(text: unknown): boolean;
  validateDns1123Label(text: unknown): unknown;
  all(range: unknown, predicate: (item: unknown) => unknown): boolean;
  exists(range: unknown, predicate: (item: unknown) => unknown): boolean;
  existsOne(range: unknown, predicate: (item: unknown) => unknown): boolean;
  filter(range: unknown, predicate: (item: unknown) => unknown): unknown[];
  map(range: unknown, transform: (item: unknown) => unknown): unknown[];
}

/** A compiled rule: what it comes to for a value, and the value before. Throws where CEL has an error. */
export type CelRule = (cel: CelRuntime, self: unknown, oldSelf: unknown) => unknown;
