import { isObject } from '../defaults';
import { lengthOf } from '../structure';
import { CelError, noOverload } from './cel-error';

/** A field of an object. Members that are undefined are not there, as in JSON. */
export function field(object: unknown, name: string): unknown {
  if (!isObject(object)) return noOverload();
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  if (value !== undefined) return value;
  throw new CelError(`no such key: ${name}`);
}

export function has(object: unknown, name: string): boolean {
  if (!isObject(object)) return noOverload();
  return Object.hasOwn(object, name) && object[name] !== undefined;
}

export function at(container: unknown, key: unknown): unknown {
  if (!Array.isArray(container)) return typeof key === 'string' ? field(container, key) : noOverload();
  if (typeof key !== 'number' || !Number.isInteger(key)) return noOverload();
  if (key < 0 || key >= container.length) throw new CelError(`index out of bounds: ${key}`);
  return container[key];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : noOverload();
}

export function number(value: unknown): number {
  return typeof value === 'number' ? value : noOverload();
}

export function bool(value: unknown): boolean {
  return typeof value === 'boolean' ? value : noOverload();
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : noOverload();
}

export function size(value: unknown): number {
  if (typeof value === 'string') return lengthOf(value);
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? keysOf(value).length : noOverload();
}

/** Keys of a map that have a value. */
export function keysOf(value: Record<string, unknown>): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined);
}

export function isIn(item: unknown, container: unknown): boolean {
  if (!Array.isArray(container)) return typeof item === 'string' ? has(container, item) : noOverload();
  for (const each of container) if (equals(each, item)) return true;
  return false;
}

export function equals(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => equals(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = keysOf(left);
  return keys.length === keysOf(right).length && keys.every((key) => has(right, key) && equals(left[key], right[key]));
}

export function compare(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  return noOverload();
}

/** By code points, as the bytes of UTF-8 sort. JavaScript sorts by units, where U+FFFD is after U+1F600. */
function compareTexts(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let i = 0; i < shorter; i++) {
    const difference = rank(left.charCodeAt(i)) - rank(right.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Surrogates, which are parts of the highest code points, after all other units. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
