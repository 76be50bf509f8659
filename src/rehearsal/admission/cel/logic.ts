import { isObject } from '../defaults';
import { CelError, noOverload } from './cel-error';
import { keysOf } from './values';

type Test = (item: unknown) => boolean;

export function and(left: () => boolean, right: () => boolean): boolean {
  return !decides(false, left, right);
}

export function or(left: () => boolean, right: () => boolean): boolean {
  return decides(true, left, right);
}

/** True if one side is `decisive`. An error of the other side is of no matter then. */
function decides(decisive: boolean, left: () => boolean, right: () => boolean): boolean {
  try {
    if (left() === decisive) return true;
  } catch (error) {
    if (rightDecides(decisive, right, error)) return true;
    throw error;
  }
  return right() === decisive;
}

/** Both sides failed: the first error is the one that is told. */
function rightDecides(decisive: boolean, right: () => boolean, before: unknown): boolean {
  if (!(before instanceof CelError)) throw before;
  try {
    return right() === decisive;
  } catch (error) {
    throw error instanceof CelError ? before : error;
  }
}

export function all(range: unknown, test: Test): boolean {
  return !anyDecides(false, items(range), test);
}

export function exists(range: unknown, test: Test): boolean {
  return anyDecides(true, items(range), test);
}

/** As `decides`, over all items. */
function anyDecides(decisive: boolean, range: readonly unknown[], test: Test): boolean {
  let failure: unknown;
  for (let i = 0; i < range.length; i++) {
    try {
      if (test(range[i]) === decisive) return true;
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return false;
}

/** Every item is tried, for an error in any of them is one of the whole. */
export function existsOne(range: unknown, test: Test): boolean {
  let count = 0;
  for (const item of items(range)) if (test(item)) count++;
  return count === 1;
}

export function filter(range: unknown, test: Test): readonly unknown[] {
  return items(range).filter((item) => test(item));
}

export function map(range: unknown, to: (item: unknown) => unknown): readonly unknown[] {
  return items(range).map((item) => to(item));
}

function items(range: unknown): readonly unknown[] {
  if (Array.isArray(range)) return range;
  return isObject(range) ? keysOf(range) : noOverload();
}
