import type { Schema } from './schema';

/** Objects of JSON, by which values are told from lists. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Fills in the defaults of a schema, in place, as the API server does: where a field is absent, or null and not nullable. An
 * optional object that is absent and has no default itself stays absent.
 */
export function applyDefaults(schema: Schema, value: unknown): void {
  if (!schema.hasDefaults) return;
  if (Array.isArray(value)) {
    if (schema.items) for (const item of value) applyDefaults(schema.items, item);
    return;
  }
  if (!isObject(value)) return;
  for (const [name, member] of schema.defaulted) {
    const given = value[name];
    if (given === undefined || (given === null && !member.nullable)) {
      if (member.default === undefined) continue;
      value[name] = cloneJson(member.default);
    }
    applyDefaults(member, value[name]);
  }
  if (schema.values?.hasDefaults) {
    for (const name of Object.keys(value)) if (!schema.properties.has(name)) applyDefaults(schema.values, value[name]);
  }
}

/** A deep copy of lists and objects of JSON, without members that are undefined; anything else is taken as it is. */
export function cloneJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneJson);
  return isPlain(value) ? cloneObject(value) : value;
}

/** As `cloneJson`, of an object. */
export function cloneObject(value: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    // An assignment to this key would set the prototype, and the key would be gone.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: cloneJson(member), enumerable: true });
    else copy[key] = cloneJson(member);
  }
  return copy;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
