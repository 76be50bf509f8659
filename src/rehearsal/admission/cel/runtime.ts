import { isIPv4, isIPv6 } from 'node:net';
import type { CelRuntime } from '../../../../imports/cel-rules';
import { isObject } from '../defaults';
import { CelError } from './cel-error';
import { found } from './matches';
import { celCompare, celEquals, Duration } from './values';

/**
 * An optional value of CEL, as `format.….validate()` gives it. It equals nothing, `null` neither: the rule of XBackend that
 * compares it with null refuses every name, in Kubernetes as here.
 */
class Optional {}

function fail(what: string): never {
  throw new CelError(`no such overload: ${what}`);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : fail('a text was expected');
}

function boolean(value: unknown): boolean {
  return typeof value === 'boolean' ? value : fail('a boolean was expected');
}

/** Items of a list, or keys of a map. */
function itemsOf(range: unknown): readonly unknown[] {
  if (Array.isArray(range)) return range;
  return isObject(range) ? Object.keys(range) : fail('a list or map was expected');
}

/** Runs an operand; what it throws is a value, of which the other operand may make nothing. */
function attempt(operand: () => unknown): unknown {
  try {
    return operand();
  } catch (error) {
    if (error instanceof CelError) return error;
    throw error;
  }
}

/**
 * `&&` (`decisive` false) and `||` (true): the decisive value on either side decides, whatever the other comes to, be it an
 * error.
 */
function decide(decisive: boolean, a: () => unknown, b: () => unknown): boolean {
  const left = attempt(a);
  if (left === decisive) return decisive;
  const right = attempt(b);
  if (right === decisive) return decisive;
  if (left instanceof CelError) throw left;
  if (right instanceof CelError) throw right;
  boolean(left);
  return boolean(right);
}

function decideAll(decisive: boolean, range: unknown, predicate: (item: unknown) => unknown): boolean {
  let error: CelError | undefined;
  for (const item of itemsOf(range)) {
    const value = attempt(() => predicate(item));
    if (value === decisive) return decisive;
    if (value instanceof CelError) error ??= value;
    else boolean(value);
  }
  if (error) throw error;
  return !decisive;
}

/** The runtime of compiled rules: cel-go as the API server of Kubernetes 1.36 sets it up. */
export const CEL_RUNTIME: CelRuntime = {
  and: (a, b) => decide(false, a, b),
  or: (a, b) => decide(true, a, b),
  not: (a) => !boolean(a),
  condition: boolean,
  equals: celEquals,
  compare: celCompare,
  in(a, container) {
    if (Array.isArray(container)) return container.some((item) => celEquals(item, a));
    return isObject(container)
      ? typeof a === 'string' && Object.hasOwn(container, a)
      : fail('a list or map was expected');
  },
  add(a, b) {
    if (typeof a === 'number' && typeof b === 'number') return a + b;
    if (typeof a === 'string' && typeof b === 'string') return a + b;
    if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
    return fail('numbers, texts or lists were expected');
  },
  negate: (a) => (typeof a === 'number' ? -a : fail('a number was expected')),
  index(container, key) {
    if (Array.isArray(container)) {
      if (typeof key !== 'number' || !Number.isInteger(key)) return fail('an index was expected');
      if (key < 0 || key >= container.length) throw new CelError(`index out of bounds: ${key}`);
      return container[key];
    }
    return CEL_RUNTIME.get(container, text(key));
  },
  get(object, field) {
    if (!isObject(object)) return fail(`a map with the key ${field} was expected`);
    const value = Object.hasOwn(object, field) ? object[field] : undefined;
    if (value === undefined) throw new CelError(`no such key: ${field}`);
    return value;
  },
  has(object, field) {
    if (!isObject(object)) return fail(`a map with the key ${field} was expected`);
    return Object.hasOwn(object, field) && object[field] !== undefined;
  },
  size(a) {
    if (typeof a === 'string') return [...a].length;
    if (Array.isArray(a)) return a.length;
    return isObject(a) ? Object.keys(a).length : fail('a text, list or map was expected');
  },
  matches: (a, pattern) => found(text(pattern), text(a)),
  contains: (a, part) => text(a).includes(text(part)),
  startsWith: (a, part) => text(a).startsWith(text(part)),
  endsWith: (a, part) => text(a).endsWith(text(part)),
  split: (a, separator) => (text(separator) === '' ? [...text(a)] : text(a).split(text(separator))),
  substring(a, start, end) {
    const characters = [...text(a)];
    const [from, to] = [start, end ?? characters.length];
    if (typeof from !== 'number' || typeof to !== 'number') return fail('an index was expected');
    if (from < 0 || to > characters.length || from > to) throw new CelError(`index out of range: ${from}, ${to}`);
    return characters.slice(from, to).join('');
  },
  duration: (a) => Duration.parse(text(a)),
  isIP(a) {
    const address = text(a);
    // As netip.ParseAddr of Go, less zones and IPv4 in IPv6: Kubernetes takes neither.
    return (
      isIPv4(address) ||
      (isIPv6(address) && !address.includes('%') && !/^::ffff:\d+\./i.test(address) && !isMapped(address))
    );
  },
  validateDns1123Label(a) {
    text(a);
    return new Optional();
  },
  all: (range, predicate) => decideAll(false, range, predicate),
  exists: (range, predicate) => decideAll(true, range, predicate),
  existsOne: (range, predicate) => itemsOf(range).filter((item) => boolean(predicate(item))).length === 1,
  filter: (range, predicate) => itemsOf(range).filter((item) => boolean(predicate(item))),
  map: (range, transform) => itemsOf(range).map(transform),
};

/** `::ffff:102:304`: an IPv4 address in IPv6, in hexadecimal. */
function isMapped(address: string): boolean {
  return (
    /^(?:0{0,4}:){0,5}:?(?:0{1,4}:)*:?ffff:[0-9a-f]{1,4}:[0-9a-f]{1,4}$/i.test(address) &&
    !/[1-9a-e]/i.test(address.split(/ffff/i)[0] ?? '')
  );
}
