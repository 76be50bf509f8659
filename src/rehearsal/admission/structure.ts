import { isObject } from './defaults';
import { hasFormat } from './formats';
import type { Schema } from './schema';
import { hasType, isMultiple, typeName } from './value-types';

/** Kinds of problems, as the API server's error types. */
export type ProblemType =
  | 'Required'
  | 'NotSupported'
  | 'TooLong'
  | 'TooMany'
  | 'TypeInvalid'
  | 'Invalid'
  | 'Duplicate'
  | 'Unknown'
  | 'Rule';

/** One thing that the schema refuses. */
export interface Problem {
  readonly type: ProblemType;
  /** As the API server writes it: `spec.rules[0].matches[0].path.value`, map keys in brackets. */
  readonly path: string;
  readonly message: string;
  readonly value: unknown;
  /** Why, in a word of the API server, where a CEL rule gives one. */
  readonly reason?: string;
}

/** Steps from the root to the place looked at: names of fields, places in lists, or keys of maps in brackets. */
type Path = (string | number)[];

/** A path as the API server writes it. */
export function shownPath(path: readonly (string | number)[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (step.startsWith('[')) text += step;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/**
 * Everything that a structural schema refuses in a value, in the order of the API server's walk. Defaults must have been
 * applied before.
 * @param at where the value stands, e.g. `['spec']`
 */
export function checkStructure(schema: Schema, value: unknown, at: readonly string[] = []): Problem[] {
  const walk = new StructureWalk([...at]);
  walk.check(schema, value);
  return walk.problems;
}

/** One walk through a value. The path is kept as steps, and put together only where something is found. */
class StructureWalk {
  readonly problems: Problem[] = [];

  constructor(private readonly path: Path) {}

  check(schema: Schema, value: unknown): void {
    if (value === null && schema.nullable) return;
    if (!hasType(schema, value)) {
      const type = schema.intOrString ? 'integer or string' : (schema.type ?? schema.format);
      this.report('TypeInvalid', `must be of type ${type}: ${typeName(value)}`, value);
      return;
    }
    if (schema.enum && !schema.enum.includes(value)) {
      const words = schema.enum.map((word) => JSON.stringify(word)).join(', ');
      this.report('NotSupported', `supported values: ${words}`, value);
    }
    if (typeof value === 'string') this.checkText(schema, value);
    else if (typeof value === 'number') this.checkNumber(schema, value);
    else if (Array.isArray(value)) this.checkList(schema, value);
    else if (isObject(value)) this.checkObject(schema, value);
    this.checkAlternatives(schema, value);
  }

  private report(type: ProblemType, message: string, value: unknown): void {
    this.problems.push({ type, path: shownPath(this.path), message, value });
  }

  private reportAt(step: string | number, type: ProblemType, message: string, value: unknown): void {
    this.path.push(step);
    this.report(type, message, value);
    this.path.pop();
  }

  private checkAt(step: string | number, schema: Schema, value: unknown): void {
    this.path.push(step);
    this.check(schema, value);
    this.path.pop();
  }

  /** A text reports its first failure only. */
  private checkText(schema: Schema, value: string): void {
    const { minLength, maxLength, pattern, format } = schema;
    if (maxLength !== undefined && value.length > maxLength && lengthOf(value) > maxLength) {
      this.report('TooLong', `may not be more than ${maxLength} characters long`, value);
    } else if (minLength !== undefined && lengthOf(value) < minLength) {
      this.report('Invalid', `should be at least ${minLength} chars long`, value);
    } else if (pattern && !pattern.test(value)) {
      this.report('Invalid', `should match '${schema.patternSource}'`, value);
    } else if (format && !hasFormat(format, value)) {
      // What is in base64 is often secret.
      const shown = format === 'byte' ? 'not base64' : JSON.stringify(value);
      this.report('TypeInvalid', `must be of type ${format}: ${shown}`, value);
    }
  }

  private checkNumber(schema: Schema, value: number): void {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
    if (minimum !== undefined && value < minimum)
      this.report('Invalid', `should be greater than or equal to ${minimum}`, value);
    if (maximum !== undefined && value > maximum)
      this.report('Invalid', `should be less than or equal to ${maximum}`, value);
    if (exclusiveMinimum && value === minimum) this.report('Invalid', `should be greater than ${minimum}`, value);
    if (exclusiveMaximum && value === maximum) this.report('Invalid', `should be less than ${maximum}`, value);
    if (multipleOf !== undefined && !isMultiple(value, multipleOf))
      this.report('Invalid', `should be a multiple of ${multipleOf}`, value);
    const range = format === undefined ? undefined : INTEGER_RANGES[format];
    if (range !== undefined && (value >= range || value < -range))
      this.report('Invalid', `must be of type ${format}`, value);
  }

  private checkList(schema: Schema, value: readonly unknown[]): void {
    const { minItems, maxItems, items } = schema;
    if (maxItems !== undefined && value.length > maxItems)
      this.report('TooMany', `must have at most ${maxItems} items`, value);
    if (minItems !== undefined && value.length < minItems)
      this.report('Invalid', `should have at least ${minItems} items`, value);
    if (items) for (let i = 0; i < value.length; i++) this.checkAt(i, items, value[i]);
    if (value.length < 2 || (schema.listType !== 'map' && schema.listType !== 'set')) return;
    const seen = new Set<string>();
    for (const [index, item] of value.entries()) {
      const key = listKey(schema, item);
      if (key === undefined) continue;
      if (seen.has(key)) this.reportAt(index, 'Duplicate', 'is there twice', item);
      seen.add(key);
    }
  }

  private checkObject(schema: Schema, value: Record<string, unknown>): void {
    const { minProperties, maxProperties, properties, values } = schema;
    if (maxProperties !== undefined || minProperties !== undefined) {
      const count = Object.keys(value).length;
      if (maxProperties !== undefined && count > maxProperties)
        this.report('TooMany', `must have at most ${maxProperties} items`, value);
      if (minProperties !== undefined && count < minProperties)
        this.report('Invalid', `should have at least ${minProperties} properties`, value);
    }
    for (const name of schema.required) {
      if (!Object.hasOwn(value, name) || value[name] === undefined)
        this.reportAt(name, 'Required', 'is required', undefined);
    }
    for (const name of Object.keys(value)) {
      const given = value[name];
      if (given === undefined) continue;
      const member = properties.get(name);
      if (member) this.checkAt(name, member, given);
      else if (values) this.checkAt(`[${name}]`, values, given);
      else if (!schema.open) this.reportAt(name, 'Unknown', 'is no field of this kind', given);
    }
  }

  private checkAlternatives(schema: Schema, value: unknown): void {
    if (!schema.alternatives) return;
    const { allOf, anyOf, oneOf, not } = schema.alternatives;
    for (const each of allOf) this.problems.push(...this.alternative(each, value));
    if (anyOf.length > 0) {
      const found = anyOf.map((each) => this.alternative(each, value));
      if (!found.some(({ length }) => length === 0))
        this.report('Invalid', `must validate at least one schema (anyOf)${nearestOf(found)}`, value);
    }
    if (oneOf.length > 0) {
      const found = oneOf.map((each) => this.alternative(each, value));
      const fitting = found.filter(({ length }) => length === 0).length;
      if (fitting !== 1) {
        const nearest = fitting === 0 ? nearestOf(found) : '';
        this.report('Invalid', `must validate one and only one schema (oneOf)${nearest}`, value);
      }
    }
    if (not && this.alternative(not, value).length === 0)
      this.report('Invalid', 'must not validate the schema (not)', value);
  }

  /** Inside of alternatives only values are constrained; fields are named by the schema around them. */
  private alternative(schema: Schema, value: unknown): Problem[] {
    const walk = new StructureWalk([...this.path]);
    walk.check(schema, value);
    return walk.problems.filter(({ type }) => type !== 'Unknown');
  }
}

/** What keeps a value from the alternative that it comes nearest to: of all others nobody wants to hear. */
function nearestOf(found: readonly (readonly Problem[])[]): string {
  const [first, ...others] = found;
  if (!first) return '';
  const [problem] = others.reduce((least, each) => (each.length < least.length ? each : least), first);
  return problem ? `; the nearest one says ${problem.path}: ${problem.message}` : '';
}

/** Length in code points, as the API server counts. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xdc00 && unit <= 0xdfff) {
      const before = text.charCodeAt(i - 1);
      if (before >= 0xd800 && before <= 0xdbff) length--;
    }
  }
  return length;
}

const INTEGER_RANGES: Readonly<Record<string, number>> = { int32: 2 ** 31 };

function listKey(schema: Schema, item: unknown): string | undefined {
  if (schema.listType === 'set') return JSON.stringify(item);
  return isObject(item) ? JSON.stringify(schema.listMapKeys.map((key) => item[key] ?? null)) : undefined;
}
