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
  for (const [name, member] of schema.properties) {
    if (!member.hasDefaults) continue;
    const given = value[name];
    if (given === undefined || (given === null && !member.nullable)) {
      if (member.default === undefined) continue;
      value[name] = structuredClone(member.default);
    }
    applyDefaults(member, value[name]);
  }
  if (schema.values?.hasDefaults) {
    for (const name of Object.keys(value)) if (!schema.properties.has(name)) applyDefaults(schema.values, value[name]);
  }
}
