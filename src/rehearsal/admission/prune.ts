import { isObject } from './defaults';
import type { Schema } from './schema';
import { type Problem, shownPath } from './structure';

/**
 * The value as the API server takes it in: without fields that the schema does not have, and without nulls where null is no
 * value. (A null whose field has a default is replaced by it later.) Nothing of the given value is changed.
 *
 * @param unknown gets a problem for each field that the schema does not have
 */
export function prune(schema: Schema, value: unknown, unknown: Problem[], path: (string | number)[] = []): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (!items) return value;
    return value.map((item, index) => {
      path.push(index);
      const pruned = prune(items, item, unknown, path);
      path.pop();
      return pruned;
    });
  }
  if (!isObject(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const given = value[name];
    const property = schema.properties.get(name);
    const member = property ?? schema.values;
    if (given === undefined || (given === null && member && !member.nullable)) continue;
    path.push(property ? name : `[${name}]`);
    if (member) put(kept, name, prune(member, given, unknown, path));
    else if (schema.open) put(kept, name, given);
    else {
      path[path.length - 1] = name;
      unknown.push({
        type: 'Unknown',
        path: shownPath(path),
        message: `unknown field ${JSON.stringify(name)}`,
        value: given,
      });
    }
    path.pop();
  }
  return kept;
}

/** Sets a member, whatever its name is. */
function put(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  } else object[name] = value;
}
