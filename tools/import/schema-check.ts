import type { BundledKind } from './bundles';
import type { JsonSchema } from './crd-set';
import type { GeneratedField, GeneratedTypes } from './generated-types';
import { ImportError } from './import-error';
import { isOpen } from './open-schemas';

/** A field that has another name in the generated types than in Kubernetes. */
export interface FieldName {
  /** Where it stands, with the names of Kubernetes: `spec.statements[].conditions`. */
  readonly path: string;
  readonly jsonName: string;
  readonly name: string;
}

/** Fields of every object that are not generated from the schema. */
const OF_EVERY_OBJECT = new Set(['apiVersion', 'kind', 'metadata']);
const LIST = /^(.*)\[\]$/;
const MAP = /^\{ \[key: string\]: (.*) \}$/;
/** Types of TypeScript -> types of a schema. */
const TYPES_OF: Readonly<Record<string, readonly string[]>> = {
  string: ['string'],
  number: ['number', 'integer'],
  boolean: ['boolean'],
};

/**
 * Walks a kind's schema and its generated types side by side.
 * @returns every field below the root with both its names
 * @throws ImportError for what `cdk8s import` loses without a word: a field whose name camel-cases like another's, a value
 *   of an enumeration, a type that another one took the name of, a `Date` (which cdk8s cannot write), and an `any` where the
 *   schema is not open
 */
export function checkAgainstSchema(bundled: BundledKind, className: string, types: GeneratedTypes): FieldName[] {
  const names: FieldName[] = [];
  const refuse = (path: string, problem: string): never => {
    throw new ImportError(
      `${bundled.kind}: ${path} ${problem}. Leave the kind out (LEFT_OUT in tools/import/bundles.ts) and write it as a plain object.`,
    );
  };

  const checkFields = (schema: JsonSchema, fields: readonly GeneratedField[], path: string): void => {
    for (const [jsonName, member] of Object.entries(schema.properties ?? {})) {
      if (path === '' && OF_EVERY_OBJECT.has(jsonName)) continue;
      const at = path === '' ? jsonName : `${path}.${jsonName}`;
      const { name, type } =
        fields.find((field) => field.jsonName === jsonName) ?? refuse(at, `is lost: ${rivalOf(jsonName, fields)}`);
      names.push({ path: at, jsonName, name });
      check(member, type, at);
    }
    const foreign = fields.find(({ jsonName }) => path !== '' && schema.properties?.[jsonName] === undefined);
    if (foreign) refuse(path, `has the type of another field, which has a ${foreign.jsonName}`);
  };

  const check = (schema: JsonSchema, type: string, path: string): void => {
    const [, item] = LIST.exec(type) ?? [];
    const [, value] = MAP.exec(type) ?? [];
    const fields = types.interfaces.get(type);
    if (item !== undefined) check(schema.items ?? {}, item, `${path}[]`);
    else if (value !== undefined) check(valueSchema(schema), value, `${path}{}`);
    else if (fields) checkFields(schema, fields, path);
    else {
      const problem = leafProblem(schema, type, types);
      if (problem !== undefined) refuse(path, problem);
    }
  };

  const root = types.interfaces.get(`${className}Props`);
  checkFields(bundled.schema, root ?? refuse('the object', `has no ${className}Props`), '');
  return names;
}

/** What is wrong with the type of a field that is no list, map or object; undefined if nothing is. */
function leafProblem(schema: JsonSchema, type: string, types: GeneratedTypes): string | undefined {
  const values = types.enums.get(type);
  if (values) {
    const lost = schema.enum?.filter((value) => !values.includes(value)) ?? [];
    if (lost.length > 0) return `loses the value ${lost.map((value) => JSON.stringify(value)).join(', ')}`;
    return values.length === schema.enum?.length ? undefined : 'has the enum of another field';
  }
  if (type === 'any') return isOpen(schema) ? undefined : 'is typed any, although its schema is not open';
  if (type === 'Date') return 'is typed Date, which cdk8s cannot write';
  if (types.unions.has(type)) return undefined;
  const fits = TYPES_OF[type]?.includes(schema.type ?? '') === true;
  return fits ? undefined : `is typed ${type}, and its schema says ${schema.type ?? 'no type'}`;
}

function valueSchema({ additionalProperties }: JsonSchema): JsonSchema {
  return typeof additionalProperties === 'object' ? additionalProperties : {};
}

function rivalOf(jsonName: string, fields: readonly GeneratedField[]): string {
  const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const rival = fields.find((field) => letters(field.jsonName) === letters(jsonName));
  return rival ? `${rival.jsonName} camel-cases to the same name` : 'cdk8s import wrote no such field';
}
