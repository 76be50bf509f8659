import { applyDefaults, cloneJson, isObject } from './defaults';
import type { Schema } from './schema';
import { type Problem, shownPath } from './structure';

/**
 * The value as the API server takes it in: without fields that the schema does not have, without nulls where null is no
 * value, and with all defaults. Nothing of the given value is changed, and what stays as it is is not copied: the result may
 * be the value itself.
 *
 * @param unknown gets a problem for each field that the schema does not have
 */
export function takenIn(schema: Schema, value: unknown, unknown: Problem[], path: (string | number)[] = []): unknown {
  if (Array.isArray(value)) return takenList(schema, value, unknown, path);
  return isObject(value) ? takenObject(schema, value, unknown, path) : value;
}

function takenList(
  { items }: Schema,
  value: readonly unknown[],
  unknown: Problem[],
  path: (string | number)[],
): readonly unknown[] {
  if (!items) return value;
  let copy: unknown[] | undefined;
  for (let i = 0; i < value.length; i++) {
    path.push(i);
    const item = value[i] === null ? inPlaceOfNull(items) : takenIn(items, value[i], unknown, path);
    path.pop();
    if (item === value[i]) continue;
    copy ??= [...value];
    copy[i] = item;
  }
  return copy ?? value;
}

function takenObject(
  schema: Schema,
  value: Record<string, unknown>,
  unknown: Problem[],
  path: (string | number)[],
): Record<string, unknown> {
  const { properties, values } = schema;
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const given = value[name];
    const property = properties.get(name);
    const member = property ?? values;
    let taken: unknown;
    if (given === undefined) taken = undefined;
    else if (given === null && member && !member.nullable)
      taken = property ? undefined : (inPlaceOfNull(member) ?? undefined);
    else if (!member) taken = schema.open ? given : refused(name, given, unknown, path);
    else if (typeof given !== 'object') taken = given;
    else {
      path.push(property ? name : `[${name}]`);
      taken = takenIn(member, given, unknown, path);
      path.pop();
    }
    if (taken === given) continue;
    copy ??= copyOf(value);
    if (taken === undefined) delete copy[name];
    else put(copy, name, taken);
  }
  for (const [name, member] of schema.defaulted) {
    const present = copy ?? value;
    if (member.default === undefined || (Object.hasOwn(present, name) && present[name] !== undefined)) continue;
    copy ??= copyOf(value);
    put(copy, name, defaultOf(member));
  }
  return copy ?? value;
}

/** Null, or the default where null is no value and there is one. */
function inPlaceOfNull(schema: Schema): unknown {
  return schema.nullable || schema.default === undefined ? null : defaultOf(schema);
}

function defaultOf(schema: Schema): unknown {
  const added = cloneJson(schema.default);
  applyDefaults(schema, added);
  return added;
}

function refused(name: string, value: unknown, unknown: Problem[], path: readonly (string | number)[]): undefined {
  const message = `unknown field ${JSON.stringify(name)}`;
  unknown.push({ type: 'Unknown', path: shownPath([...path, name]), message, value });
}

function copyOf(value: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) put(copy, name, value[name]);
  return copy;
}

/** Sets a member, whatever its name is. */
function put(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  } else object[name] = value;
}
