import type { JsonSchema } from '../crd-set';
import { ImportError } from '../import-error';

/**
 * Static type of an expression. `dyn` is known at run time only (int-or-string); `number` is an integer in one place and a
 * double in another. `nullable` values may be null besides.
 */
export type CelType = { readonly nullable?: boolean } & (
  | {
      readonly kind: 'bool' | 'int' | 'double' | 'number' | 'string' | 'duration' | 'null' | 'dyn' | 'format' | 'label';
    }
  /** `unordered` lists (`x-kubernetes-list-type: set` or `map`) are compared and added by rules of their own. */
  | { readonly kind: 'list'; readonly item: CelType; readonly unordered: boolean }
  | { readonly kind: 'map'; readonly value: CelType }
  /** An object in every place where a rule stands. `sound` if required fields and defaults are sure to be there. */
  | { readonly kind: 'object'; readonly places: readonly JsonSchema[]; readonly sound: boolean }
  | { readonly kind: 'optional'; readonly value: CelType }
);

export const BOOL: CelType = { kind: 'bool' };
export const INT: CelType = { kind: 'int' };
export const DOUBLE: CelType = { kind: 'double' };
export const STRING: CelType = { kind: 'string' };
export const DURATION: CelType = { kind: 'duration' };
export const NULL: CelType = { kind: 'null' };
export const DYN: CelType = { kind: 'dyn' };

/** A field as rules see it. */
export interface Field {
  /** In the object, unescaped. */
  readonly name: string;
  readonly type: CelType;
  /** True if it is sure to be there once the structure was found whole. */
  readonly sure: boolean;
}

/**
 * Type of the values that the schemas of all places of a rule describe.
 * @param sound false for previous values, which an older schema may have let through
 * @throws ImportError for types of which no rule is compiled
 */
export function typeOf(places: readonly JsonSchema[], sound: boolean): CelType {
  const [first, ...others] = places.map((schema) => typeOfOne(schema, places, sound));
  if (!first) throw new Error('a rule that stands nowhere');
  const nullable = places.some((schema) => schema.nullable === true);
  if (others.every(({ kind }) => kind === first.kind)) return { ...first, nullable };
  const kinds = new Set([first, ...others].map(({ kind }) => kind));
  const isNumber = [...kinds].every((kind) => kind === 'int' || kind === 'double');
  return { kind: isNumber ? 'number' : 'dyn', nullable };
}

function typeOfOne(schema: JsonSchema, places: readonly JsonSchema[], sound: boolean): CelType {
  if (schema['x-kubernetes-int-or-string'] === true) return DYN;
  switch (schema.type) {
    case 'boolean':
      return BOOL;
    case 'integer':
      return INT;
    case 'number':
      return DOUBLE;
    case 'string':
      return typeOfText(schema.format);
    case 'array': {
      const items = places.map((place) => place.items).filter((each) => each !== undefined);
      const unordered = places.some((place) => /^(set|map)$/.test(String(place['x-kubernetes-list-type'])));
      return { kind: 'list', item: typeOf(items, sound), unordered };
    }
    case 'object': {
      const values = places.map((place) => place.additionalProperties).filter((each) => typeof each === 'object');
      if (values.length === places.length) return { kind: 'map', value: typeOf(values, sound) };
      return { kind: 'object', places, sound };
    }
    default:
      throw new ImportError(`is on a value of ${schema.type ?? 'no type'}`);
  }
}

function typeOfText(format: string | undefined): CelType {
  // These are no texts to the API server.
  if (/^(date|date-time|duration|byte)$/.test(format ?? '')) throw new ImportError(`is on a text of format ${format}`);
  return STRING;
}

/**
 * A field by the name that rules have for it.
 * @throws ImportError for a field that none of the places has
 */
export function fieldOf(places: readonly JsonSchema[], sound: boolean, escaped: string): Field {
  const name = unescapeName(escaped);
  const members = places.map((place) => place.properties?.[name]).filter((each) => each !== undefined);
  if (members.length === 0 || RESERVED.has(escaped)) {
    const known = [...new Set(places.flatMap((place) => Object.keys(place.properties ?? {})))].sort();
    throw new ImportError(`reads the field ${escaped}, and there are ${known.join(', ') || 'none'}`);
  }
  const sure =
    sound &&
    places.every((place) => place.required?.includes(name) === true || place.properties?.[name]?.default !== undefined);
  return { name, type: typeOf(members, sound), sure };
}

/** Words of CEL that no field can be named by. */
const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);
const ESCAPES: Readonly<Record<string, string>> = { underscores: '__', dot: '.', dash: '-', slash: '/' };

/**
 * The name of a property by its name in rules: `__namespace__` is namespace, `a__dash__b` is a-b. (Kubernetes: property
 * names in CEL.)
 */
export function unescapeName(escaped: string): string {
  const [, word = ''] = /^__([a-z]+)__$/.exec(escaped) ?? [];
  if (RESERVED.has(word)) return word;
  return escaped.replace(/__(underscores|dot|dash|slash)__/g, (_, name: string) => ESCAPES[name] ?? '');
}
