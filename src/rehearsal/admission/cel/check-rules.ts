import { CEL_RULES, type CelRule } from '../../../../imports/cel-rules';
import { isObject } from '../defaults';
import type { CelValidation, Schema } from '../schema';
import { type Problem, shownPath } from '../structure';
import { CelError } from './cel-error';
import { CEL_RUNTIME } from './runtime';

/**
 * What the CEL rules of a schema refuse in a value that has its defaults.
 *
 * @param broken paths of what the structure refuses: a rule is not asked of a value with something broken at or below it
 * @param previous the object as it is in the cluster, for rules that compare with `oldSelf`; undefined on creation
 * @param ruleOf the function of a rule; a rule without one is not asked
 */
export function checkRules(
  schema: Schema,
  value: unknown,
  broken: readonly string[],
  previous?: unknown,
  ruleOf: RuleLookup = compiledRule,
): Problem[] {
  if (!schema.hasRules) return [];
  const walk = new RuleWalk(broken, ruleOf);
  walk.check(schema, value, previous);
  return walk.problems;
}

/** Finds the function of a rule by its text. */
export type RuleLookup = (rule: string) => CelRule | undefined;

/** The rules of the imported CRDs. */
export function compiledRule(rule: string): CelRule | undefined {
  return Object.hasOwn(CEL_RULES, rule) ? CEL_RULES[rule] : undefined;
}

class RuleWalk {
  readonly problems: Problem[] = [];
  private readonly path: (string | number)[] = [];

  constructor(
    private readonly broken: readonly string[],
    private readonly ruleOf: RuleLookup,
  ) {}

  check(schema: Schema, value: unknown, previous: unknown): void {
    if (!schema.hasRules || value === undefined || value === null) return;
    if (schema.rules.length > 0 && !this.isBroken()) for (const rule of schema.rules) this.ask(rule, value, previous);
    if (Array.isArray(value)) {
      // Items of lists have no counterpart before, unless the list is a map; no rule of the CRDs asks for one.
      if (schema.items?.hasRules)
        for (const [index, item] of value.entries()) this.checkAt(index, schema.items, item, undefined);
    } else if (isObject(value)) {
      const before = isObject(previous) ? previous : {};
      for (const [name, member] of schema.properties) {
        if (member.hasRules && value[name] !== undefined) this.checkAt(name, member, value[name], before[name]);
      }
      if (schema.values?.hasRules) {
        for (const name of Object.keys(value)) {
          if (!schema.properties.has(name)) this.checkAt(`[${name}]`, schema.values, value[name], before[name]);
        }
      }
    }
  }

  private checkAt(step: string | number, schema: Schema, value: unknown, previous: unknown): void {
    this.path.push(step);
    this.check(schema, value, previous);
    this.path.pop();
  }

  private isBroken(): boolean {
    if (this.broken.length === 0) return false;
    const here = shownPath(this.path);
    return this.broken.some(
      (path) => path === here || here === '' || path.startsWith(`${here}.`) || path.startsWith(`${here}[`),
    );
  }

  private ask({ rule, message, transition }: CelValidation, value: unknown, previous: unknown): void {
    if (transition && previous === undefined) return;
    const compiled = this.ruleOf(rule);
    if (!compiled) return;
    try {
      if (compiled(CEL_RUNTIME, value, previous) === true) return;
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
      this.report(`${message} (the rule failed: ${error.message})`, value);
      return;
    }
    this.report(message, value);
  }

  private report(message: string, value: unknown): void {
    this.problems.push({ type: 'Rule', path: shownPath(this.path), message, value });
  }
}
