/**
 * What a compiled rule asks of the run time. Values are JSON; durations are nanoseconds, optional values undefined where
 * there is none. Whatever cannot be computed is thrown as an error of CEL.
 */
export interface CelRuntime {
  /** A field of an object. Error: no such key. */
  field(object: unknown, name: string): unknown;
  /** True if the object has the field. */
  has(object: unknown, name: string): boolean;
  /** An item of a list, or the value of a key of a map. Error: index out of bounds, no such key. */
  at(container: unknown, key: unknown): unknown;
  /** The value as a text, number, boolean or list. Error: no such overload. */
  text(value: unknown): string;
  number(value: unknown): number;
  bool(value: unknown): boolean;
  list(value: unknown): readonly unknown[];
  /** Logic of CEL: a side that decides makes up for an error of the other, in either order. */
  and(left: () => boolean, right: () => boolean): boolean;
  or(left: () => boolean, right: () => boolean): boolean;
  /** The macros, over the items of a list or the keys of a map. */
  all(range: unknown, test: (item: unknown) => boolean): boolean;
  exists(range: unknown, test: (item: unknown) => boolean): boolean;
  existsOne(range: unknown, test: (item: unknown) => boolean): boolean;
  filter(range: unknown, test: (item: unknown) => boolean): readonly unknown[];
  map(range: unknown, to: (item: unknown) => unknown): readonly unknown[];
  /** Code points of a text, items of a list, keys of a map. */
  size(value: unknown): number;
  /** True if a list has the item, or a map the key. */
  in(item: unknown, container: unknown): boolean;
  /** Deep equality across types: values of different types differ, 1 and 1.0 do not. */
  equals(left: unknown, right: unknown): boolean;
  /** Below, at or above zero; texts by code points. Error: no such overload. */
  compare(left: unknown, right: unknown): number;
  /** The result of arithmetic of integers. Error: integer overflow. */
  int(result: number): number;
  /** Division and remainder of integers, towards zero. Error: division by zero, modulus by zero. */
  divide(left: number, right: number): number;
  modulo(left: number, right: number): number;
  /** `+` of values whose type is known at run time only. Error: no such overload. */
  add(left: unknown, right: unknown): unknown;
  /** True if RE2 finds the pattern in the text. Error: a pattern that does not parse. */
  matches(text: string, pattern: string): boolean;
  /** Parts between separators; at most `limit` where it is not negative. */
  split(text: string, separator: string, limit?: number): readonly string[];
  /** From a code point, up to before another one. Error: index out of range. */
  substring(text: string, start: number, end?: number): string;
  /** Nanoseconds of a duration as Go writes it, `1h30m`. Error: type conversion error. */
  duration(text: string): bigint;
  /** True for an IP address as Kubernetes takes it. */
  isIP(text: string): boolean;
  /** What is wrong with a DNS label of RFC 1123; undefined if nothing is. */
  dns1123Label(text: string): readonly string[] | undefined;
  /** The value of an optional. Error: there is none. */
  value<T>(optional: T | undefined): T;
}

/** True if the rule holds. `oldSelf` is undefined where there is no previous value. */
export type CelRule = (rt: CelRuntime, self: unknown, oldSelf: unknown) => boolean;
