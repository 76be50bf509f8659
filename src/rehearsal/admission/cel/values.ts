import { isObject } from '../defaults';
import { CelError } from './cel-error';

/** A length of time. Nanoseconds of days do not fit a number. */
export class Duration {
  /** A duration as Go writes it: `1h30m`, `1.5s`, `-10ms`. @throws CelError */
  static parse(text: string): Duration {
    const [, sign = '', rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
    if (rest === '0') return new Duration(0n);
    if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest))
      throw new CelError(`invalid duration ${JSON.stringify(text)}`);
    let nanoseconds = 0n;
    for (const [, whole = '', fraction = '', unit = ''] of rest.matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g)) {
      const scale = UNITS[unit] ?? 0n;
      const digits = fraction.slice(0, 18);
      nanoseconds +=
        BigInt(whole === '' ? 0 : whole) * scale +
        (BigInt(digits === '' ? 0 : digits) * scale) / 10n ** BigInt(digits.length);
    }
    return new Duration(sign === '-' ? -nanoseconds : nanoseconds);
  }

  private constructor(readonly nanoseconds: bigint) {}
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** Equality over all types: values of different types are unequal, numbers are compared as numbers. */
export function celEquals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Duration || b instanceof Duration) {
    return a instanceof Duration && b instanceof Duration && a.nanoseconds === b.nanoseconds;
  }
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => celEquals(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && celEquals(a[key], b[key]))
  );
}

/** Order of numbers, texts (by code points), booleans and durations. @throws CelError for other types, and a mixture */
export function celCompare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (a instanceof Duration && b instanceof Duration) {
    return a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0;
  }
  throw new CelError('no such overload: values of these types have no order');
}

function compareTexts(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
