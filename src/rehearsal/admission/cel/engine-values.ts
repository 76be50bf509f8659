import type { CelInput } from '@bufbuild/cel';
import type { JsonSchema } from '../../../../imports/schemas/crd-set';
import { isObject } from '../defaults';

/** A value of JSON as the engine takes it, by its schema: numbers as integers or doubles, names of properties escaped. */
export function celInput(schema: JsonSchema, value: unknown): CelInput {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    return schema.type !== 'number' && Number.isInteger(value) ? BigInt(value) : value;
  }
  if (Array.isArray(value)) return value.map((item) => celInput(schema.items ?? {}, item));
  if (!isObject(value)) return null;
  const { properties = {}, additionalProperties } = schema;
  const valueSchema = typeof additionalProperties === 'object' ? additionalProperties : {};
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return new Map(
    members.map(([name, member]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return property ? [escapeName(name), celInput(property, member)] : [name, celInput(valueSchema, member)];
    }),
  );
}

/** Words that CEL keeps for itself. */
const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);
const ESCAPES: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
};

/** The name that rules have for a property. */
function escapeName(name: string): string {
  if (RESERVED.has(name)) return `__${name}__`;
  return name.replace(/__|[./-]/g, (part) => ESCAPES[part] ?? part);
}
