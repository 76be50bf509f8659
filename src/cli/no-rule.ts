import { nearest } from '../platform/nearest';
import { RULES, tryRule } from '../rehearsal/rules';

/** What to say of an id that no rule has, with a cure; undefined if there is the rule. */
export function noRule(id: string): string | undefined {
  if (tryRule(id)) return undefined;
  const near = nearest(
    id,
    RULES.map((each) => each.id),
  );
  const hint = near === undefined ? 'loxigw explain lists them all.' : `Did you mean ${near}?`;
  return `${id === '' ? 'an empty text' : id} is no rule. ${hint}`;
}
