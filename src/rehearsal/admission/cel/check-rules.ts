import { isObject } from '../defaults';
import type { Schema } from '../schema';
import { type Problem, type ProblemType, shownPath } from '../structure';
import { CelError } from './cel-error';
import type { Rule } from './rule';

/** Problems of structure after which a value cannot be reasoned about: the API server then leaves all rules unchecked. */
const BLOCKING: ReadonlySet<ProblemType> = new Set(['Required', 'NotSupported', 'TooLong', 'TooMany', 'TypeInvalid']);

/** How a value is checked. */
export interface RuleCheckOptions {
  /** Where the value stands, e.g. `['spec']`. */
  readonly at?: readonly (string | number)[];
  /**
   * What was found of its structure. A rule is left out where something at or below its value is broken: rules are compiled
   * for values that have their required fields and types.
   */
  readonly structure?: readonly Problem[];
  /** The value before an update. Rules of transitions run only where it has a counterpart. */
  readonly old?: unknown;
}

/**
 * What the rules (`x-kubernetes-validations`) of a schema refuse in a value, in the order of the API server: those of a value
 * before those of its fields. Defaults must have been applied before.
 */
export function checkRules(schema: Schema, value: unknown, options: RuleCheckOptions = {}): Problem[] {
  if (!schema.hasRules) return [];
  const walk = new RuleWalk([...(options.at ?? [])], brokenPaths(options.structure ?? []));
  walk.check(schema, value, options.old);
  return walk.problems;
}

/** Every path at or above a blocking problem. */
function brokenPaths(problems: readonly Problem[]): ReadonlySet<string> {
  const broken = new Set<string>();
  for (const { type, path } of problems) {
    if (!BLOCKING.has(type)) continue;
    broken.add('').add(path);
    for (let i = 1; i < path.length; i++) {
      if (path[i] === '.' || path[i] === '[') broken.add(path.slice(0, i));
    }
  }
  return broken;
}

/** One walk through a value. The path is kept as steps, and put together only where it is needed. */
class RuleWalk {
  readonly problems: Problem[] = [];

  constructor(
    private readonly path: (string | number)[],
    private readonly broken: ReadonlySet<string>,
  ) {}

  check(schema: Schema, value: unknown, old: unknown): void {
    // A nullable value that is null has nothing to say; rules of it stand on its parent.
    if (value === null) return;
    const { rules } = schema;
    if (rules.length > 0 && !this.isBroken()) {
      for (let i = 0; i < rules.length; i++) {
        const rule = rules[i];
        if (rule) this.checkRule(rule, value, old);
      }
    }
    if (Array.isArray(value)) this.checkItems(schema, value, old);
    else if (isObject(value)) this.checkMembers(schema, value, old);
  }

  private isBroken(): boolean {
    return this.broken.size > 0 && this.broken.has(shownPath(this.path));
  }

  private checkRule(rule: Rule, value: unknown, old: unknown): void {
    if (rule.isTransition && old === undefined) return;
    try {
      if (rule.holds(value, old) !== true) this.report(rule, messageOf(rule, value, old), value);
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
      this.report(rule, failureOf(rule, error), value);
    }
  }

  private report({ fieldPath, reason }: Rule, message: string, value: unknown): void {
    const path = shownPath(this.path) + (fieldPath ?? '');
    const told = path.startsWith('.') ? path.slice(1) : path;
    this.problems.push({ type: 'Rule', path: told, message, value, ...(reason === undefined ? {} : { reason }) });
  }

  private checkItems({ items, listType, listMapKeys }: Schema, value: readonly unknown[], old: unknown): void {
    if (!items?.hasRules) return;
    // Only items that are named by keys have a counterpart.
    const before = listType === 'map' && Array.isArray(old) ? byKeys(old, listMapKeys) : undefined;
    for (let i = 0; i < value.length; i++) {
      this.path.push(i);
      this.check(items, value[i], before?.get(keyOf(value[i], listMapKeys)));
      this.path.pop();
    }
  }

  private checkMembers(schema: Schema, value: Record<string, unknown>, old: unknown): void {
    const before = isObject(old) ? old : undefined;
    for (const [name, member] of schema.ruled) {
      const given = ownOf(value, name);
      if (given === undefined) continue;
      this.path.push(name);
      this.check(member, given, ownOf(before, name));
      this.path.pop();
    }
    const { values } = schema;
    if (!values?.hasRules) return;
    for (const name of Object.keys(value)) {
      if (schema.properties.has(name) || value[name] === undefined) continue;
      this.path.push(`[${name}]`);
      this.check(values, value[name], ownOf(before, name));
      this.path.pop();
    }
  }
}

/** A member, and none of those that objects of JavaScript have by themselves. */
function ownOf(object: Record<string, unknown> | undefined, name: string): unknown {
  return object && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** As the API server, which takes the fixed message where the computed one is no line. */
function messageOf({ tell, message }: Rule, value: unknown, old: unknown): string {
  try {
    const told = tell?.(value, old);
    const line = typeof told === 'string' ? told.trim() : '';
    return line === '' || line.includes('\n') ? message : line;
  } catch (error) {
    if (error instanceof CelError) return message;
    throw error;
  }
}

function failureOf({ title }: Rule, { message }: CelError): string {
  return message.startsWith('no such overload')
    ? `'${message}': call arguments did not match a supported operator, function or macro signature for rule: ${title}`
    : `${message} evaluating rule: ${title}`;
}

function byKeys(items: readonly unknown[], keys: readonly string[]): ReadonlyMap<string, unknown> {
  return new Map(items.map((item) => [keyOf(item, keys), item]));
}

function keyOf(item: unknown, keys: readonly string[]): string {
  return JSON.stringify(isObject(item) ? keys.map((key) => item[key] ?? null) : item);
}
