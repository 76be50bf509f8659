import type { JsonSchema } from '../../../imports/schemas/crd-set';
import { isObject } from './defaults';

type Test = (value: unknown) => boolean;

interface Shape {
  readonly title: string;
  readonly is: Test;
  readonly keywords: readonly string[];
}

/** What the values of keywords are; all others are not read. */
const SHAPES: readonly Shape[] = [
  {
    title: 'text',
    is: (value) => typeof value === 'string',
    keywords: ['type', 'format', 'pattern', 'x-kubernetes-list-type'],
  },
  {
    title: 'number',
    is: (value) => typeof value === 'number',
    keywords: [
      ...['minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength'],
      ...['minItems', 'maxItems', 'minProperties', 'maxProperties'],
    ],
  },
  {
    title: 'boolean',
    is: (value) => typeof value === 'boolean',
    keywords: ['nullable', 'exclusiveMinimum', 'exclusiveMaximum', 'x-kubernetes-int-or-string'],
  },
  {
    title: 'list of texts',
    is: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
    keywords: ['required', 'x-kubernetes-list-map-keys'],
  },
  { title: 'list', is: Array.isArray, keywords: ['enum', 'x-kubernetes-validations', 'allOf', 'anyOf', 'oneOf'] },
  { title: 'map', is: isObject, keywords: ['properties', 'items', 'not'] },
];

const KEYWORDS: ReadonlyMap<string, Shape> = new Map(
  SHAPES.flatMap((shape) => shape.keywords.map((keyword) => [keyword, shape] as const)),
);

/**
 * A schema of a CustomResourceDefinition that somebody wrote, without keywords that are null.
 * @throws Error for a keyword whose value is of another type than it takes
 */
export function readSchema(schema: unknown, at = 'openAPIV3Schema'): JsonSchema {
  if (!isObject(schema)) throw new Error(`${at} is no map`);
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(schema)) {
    if (value === null) continue;
    const shape = KEYWORDS.get(name);
    if (shape && !shape.is(value)) throw new Error(`${at}.${name} is no ${shape.title}`);
    read[name] = below(name, value, `${at}.${name}`);
  }
  return read;
}

function below(name: string, value: unknown, at: string): unknown {
  switch (name) {
    case 'properties':
      return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, readSchema(member, `${at}.${key}`)]))
        : value;
    case 'items':
    case 'not':
      return readSchema(value, at);
    case 'additionalProperties':
      return typeof value === 'boolean' ? value : readSchema(value, at);
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return Array.isArray(value) ? value.map((each, index) => readSchema(each, `${at}[${index}]`)) : value;
    default:
      return value;
  }
}
