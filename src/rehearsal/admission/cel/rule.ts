import type { JsonSchema } from '../../../../imports/schemas/crd-set';
import { isObject } from '../defaults';

/** A rule of a schema: one entry of `x-kubernetes-validations`. */
export interface Rule {
  readonly text: string;
  /** What stands for it in messages of errors: its own message, or its text. */
  readonly title: string;
  /** What is told where it does not hold. */
  readonly message: string;
  /** Makes a message that is told instead, if it can. */
  readonly tell: RuleFunction | undefined;
  /** Where it is told, below the value: `.spec.field`; undefined for the value itself. */
  readonly fieldPath: string | undefined;
  /** A word of the API server, such as FieldValueForbidden. */
  readonly reason: string | undefined;
  /** True if it needs a previous value. */
  readonly isTransition: boolean;
  /** Gives true if the value passes. */
  readonly holds: RuleFunction;
}

/** An expression of CEL as a function. Throws a CelError where it has no value. */
export type RuleFunction = (self: unknown, oldSelf: unknown) => unknown;

/**
 * Finds the function of a rule or of a message; undefined if there is none: then the rule is not checked.
 * @param schema where the rule stands
 */
export type RuleCompiler = (text: string, schema: JsonSchema) => RuleFunction | undefined;

/** The functions that came with the imported CRDs. A rule of any other CRD has none. */
export function bundledRule(text: string): RuleFunction | undefined {
  // Loaded when the first rule is met: most kinds have none.
  const { compiledRule }: typeof import('./compiled-rules') = require('./compiled-rules');
  return compiledRule(text);
}

/** The rules of a schema that can be checked, in its order. */
export function rulesOf(schema: JsonSchema, compile: RuleCompiler): readonly Rule[] {
  const declared = schema['x-kubernetes-validations'];
  if (!Array.isArray(declared)) return [];
  return declared.filter(isObject).flatMap((each) => {
    const text = textOf(each.rule) ?? '';
    const holds = compile(text, schema);
    if (!holds) return [];
    const message = textOf(each.message)?.trim();
    const messageExpression = textOf(each.messageExpression);
    return {
      text,
      title: message ?? text.trim(),
      message: message ?? `failed rule: ${text.trim()}`,
      tell: messageExpression === undefined ? undefined : compile(messageExpression, schema),
      fieldPath: textOf(each.fieldPath),
      reason: textOf(each.reason),
      isTransition: /\boldSelf\b/.test(text) && each.optionalOldSelf !== true,
      holds,
    };
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
