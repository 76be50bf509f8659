/** Fields of something that came out of a file. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for a map of fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of what may be a map; undefined where it is none, or has not got it. */
export function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) found = isFields(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found;
}

/** A list; empty for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** True if a map has no other fields than these. */
export function hasOnly(value: unknown, ...names: readonly string[]): value is Fields {
  return isFields(value) && Object.keys(value).every((name) => names.includes(name) || value[name] === undefined);
}

/** The first field of a map that is none of these, in words; undefined where there is none. */
export function otherField(value: unknown, path: string, names: readonly string[]): string | undefined {
  if (!isFields(value)) return `${path} is no map of fields`;
  const other = Object.keys(value).find((name) => !names.includes(name) && value[name] !== undefined);
  return other === undefined ? undefined : `no construct has ${path}.${other}`;
}
