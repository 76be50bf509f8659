import { CelError, noOverload } from './cel-error';
import { list } from './values';

const BEYOND_INT64 = 2 ** 63;

/** Integers are exact up to 2^53, as everywhere in JSON here; beyond 2^63 they overflow as CEL's do. */
export function int(result: number): number {
  if (result >= BEYOND_INT64 || result < -BEYOND_INT64) throw new CelError('integer overflow');
  // -0 is a double only.
  return result === 0 ? 0 : result;
}

export function divide(left: number, right: number): number {
  if (right === 0) throw new CelError('division by zero');
  return int(Math.trunc(left / right));
}

export function modulo(left: number, right: number): number {
  if (right === 0) throw new CelError('modulus by zero');
  return int(left % right);
}

/** Numbers of unknown type are integers: the only such values are those of int-or-string. */
export function add(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return int(left + right);
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  return Array.isArray(left) && Array.isArray(right) ? [...list(left), ...list(right)] : noOverload();
}
