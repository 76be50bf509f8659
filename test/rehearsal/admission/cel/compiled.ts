import type { JsonSchema } from '../../../../imports/schemas/crd-set';
import { CelError } from '../../../../src/rehearsal/admission/cel/cel-error';
import type { RuleFunction } from '../../../../src/rehearsal/admission/cel/rule';
import { runtime } from '../../../../src/rehearsal/admission/cel/runtime';
import { compileRule } from '../../../../tools/import/cel/compile-rule';
import { typeOf } from '../../../../tools/import/cel/types';

/** Compiles a rule on values of a schema, as the import does. */
export function compiledRule(text: string, schema: JsonSchema): RuleFunction {
  const { js } = compileRule(text, typeOf([schema], true), typeOf([schema], false));
  const rule = new Function('rt', 'self', 'oldSelf', `return ${js}`);
  return (self, oldSelf) => rule(runtime, self, oldSelf);
}

/** What a rule gives, or the message of its error. */
export function evaluate(text: string, self: unknown = 0, schema: JsonSchema = { type: 'integer' }): boolean | string {
  try {
    return compiledRule(text, schema)(self, undefined) === true;
  } catch (error) {
    if (error instanceof CelError) return error.message;
    throw error;
  }
}

/** An object of optional fields. */
export function objectOf(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: 'object', properties };
}
