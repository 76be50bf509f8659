import { isObject } from './defaults';
import { QUANTITY } from './formats';
import type { Schema } from './schema';

/** True if a value has the type of a schema. */
export function hasType(schema: Schema, value: unknown): boolean {
  if (schema.intOrString) return typeof value === 'string' || isInteger(value);
  switch (schema.type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return schema.format !== QUANTITY || typeof value === 'string' || typeof value === 'number';
  }
}

export function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  // 0.3 / 0.1 is not quite 3.
  return Math.abs(times - Math.round(times)) <= Number.EPSILON * Math.max(1, Math.abs(times));
}

/** Of 64 bits: the API server reads anything larger as a number with a fraction. */
function isInteger(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** 63;
}

/** The type of a value, as messages have it. */
export function typeName(value: unknown): string {
  if (value === null) return '"null"';
  if (Array.isArray(value)) return '"array"';
  if (typeof value === 'number') return Number.isInteger(value) ? '"integer"' : '"number"';
  return `"${typeof value}"`;
}
