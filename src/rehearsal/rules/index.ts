import { cel } from './admission/cel';
import { name } from './admission/name';
import { schema } from './admission/schema';
import { unknownField } from './admission/unknown-field';
import { unknownKind } from './admission/unknown-kind';
import type { Rule } from './rule';
import { unusedAcknowledgement } from './unused-acknowledgement';

export type { Rule } from './rule';

/** Every rule, by id. */
export const RULES: readonly Rule[] = [unusedAcknowledgement, cel, name, schema, unknownField, unknownKind];

/** The rule of an id; undefined if there is none. */
export function tryRule(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id);
}
