import { type CelInput, CelScalar, celEnv, celFunc, celMethod, isCelError, listType, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import type { JsonSchema } from '../../../../imports/schemas/crd-set';
import { isIP } from '../../../../src/rehearsal/admission/cel/texts';

/** What a rule gives: true, false, or an error. */
export type Outcome = boolean | 'error';

const { BOOL, STRING, DYN } = CelScalar;
const OPTIONAL = listType(DYN);

/** The engine with what Kubernetes adds. Optionals are lists of one item or none; a format is its own name. */
const env = celEnv({
  funcs: [
    ...strings,
    celFunc('isIP', [STRING], BOOL, isIP),
    celMethod('dns1123Label', STRING, [], STRING, () => 'dns1123Label'),
    // Never null, whether there is something to say or not: so it is in cel-go.
    celMethod('validate', STRING, [STRING], OPTIONAL, () => []),
    celMethod('hasValue', OPTIONAL, [], BOOL, function () {
      return this.size > 0;
    }),
    celMethod('value', OPTIONAL, [], DYN, function () {
      return this.get(0) ?? null;
    }),
  ],
  variables: { self: DYN, oldSelf: DYN, format: STRING },
});

/** Prepares the engine for a text. */
export function engineRule(text: string): (self: CelInput, oldSelf: CelInput) => Outcome {
  const run = plan(env, parse(text));
  return (self, oldSelf) => {
    const result = run({ self, oldSelf, format: '' });
    if (isCelError(result)) return 'error';
    if (typeof result !== 'boolean') throw new Error(`${text}: gave ${String(result)}`);
    return result;
  };
}

/** A value as CEL has it: integers by their schema, names of properties escaped. */
export function celInput(schema: JsonSchema, value: unknown): CelInput {
  if (typeof value === 'number') return schema.type === 'number' ? value : BigInt(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item) => celInput(schema.items ?? {}, item));
  if (typeof value !== 'object') throw new Error(`no value of JSON: ${typeof value}`);
  const { properties = {}, additionalProperties } = schema;
  const entries = Object.entries(value).map(([name, member]): [string, CelInput] => {
    const property = properties[name];
    if (property) return [escaped(name), celInput(property, member)];
    return [name, celInput(typeof additionalProperties === 'object' ? additionalProperties : {}, member)];
  });
  return new Map(entries);
}

function escaped(name: string): string {
  return name === 'namespace' ? '__namespace__' : name;
}
