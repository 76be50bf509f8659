import { celRules } from '../../../../imports/cel-rules';
import type { RuleFunction } from './rule';
import { runtime } from './runtime';

/** The function that the import made of a rule; undefined for a text that no imported CRD has. */
export function compiledRule(text: string): RuleFunction | undefined {
  const rule = celRules.get(text);
  return rule && ((self, oldSelf) => rule(runtime, self, oldSelf));
}
