import { isIPv4, isIPv6 } from 'node:net';
import { isObject } from './defaults';
import type { Schema } from './schema';

/** Kinds of problems, as the API server's error types. */
export type ProblemType =
  | 'Required'
  | 'NotSupported'
  | 'TooLong'
  | 'TooMany'
  | 'TypeInvalid'
  | 'Invalid'
  | 'Duplicate'
  | 'Unknown';

/** One thing that the schema refuses. */
export interface Problem {
  readonly type: ProblemType;
  /** As the API server writes it: `spec.rules[0].matches[0].path.value`, map keys in brackets. */
  readonly path: string;
  readonly message: string;
  readonly value: unknown;
}

/** Steps from the root to the place looked at: names of fields, places in lists, or keys of maps in brackets. */
type Path = (string | number)[];

function shown(path: Path): string {
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
  const problems: Problem[] = [];
  walk(schema, value, [...at], problems);
  return problems;
}

function walk(schema: Schema, value: unknown, path: Path, problems: Problem[]): void {
  const report = (type: ProblemType, message: string): void => {
    problems.push({ type, path: shown(path), message, value });
  };
  if (value === null && schema.nullable) return;
  if (!hasType(schema, value)) {
    report(
      'TypeInvalid',
      `must be of type ${schema.intOrString ? 'integer or string' : schema.type}: ${typeName(value)}`,
    );
    return;
  }
  if (schema.enum && !schema.enum.includes(value)) {
    report('NotSupported', `supported values: ${schema.enum.map((word) => JSON.stringify(word)).join(', ')}`);
  }
  if (typeof value === 'string') checkText(schema, value, report);
  else if (typeof value === 'number') checkNumber(schema, value, report);
  else if (Array.isArray(value)) checkList(schema, value, path, problems, report);
  else if (isObject(value)) checkObject(schema, value, path, problems, report);
  checkAlternatives(schema, value, path, problems, report);
}

type Report = (type: ProblemType, message: string) => void;

function hasType(schema: Schema, value: unknown): boolean {
  if (schema.intOrString) return typeof value === 'string' || Number.isInteger(value);
  switch (schema.type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      // 1e21 is no integer to the API server: it is written with an exponent.
      return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21;
    case 'number':
      return typeof value === 'number';
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return true;
  }
}

function typeName(value: unknown): string {
  if (value === null) return '"null"';
  if (Array.isArray(value)) return '"array"';
  if (typeof value === 'number') return Number.isInteger(value) ? '"integer"' : '"number"';
  return `"${typeof value}"`;
}

/** Length in code points, as the API server counts. */
function lengthOf(text: string): number {
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

/** A text reports its first failure only. */
function checkText(schema: Schema, value: string, report: Report): void {
  const { minLength, maxLength, pattern } = schema;
  if (maxLength !== undefined && value.length > maxLength && lengthOf(value) > maxLength) {
    report('TooLong', `may not be more than ${maxLength} characters long`);
  } else if (minLength !== undefined && lengthOf(value) < minLength) {
    report('Invalid', `should be at least ${minLength} chars long`);
  } else if (pattern && !pattern.test(value)) {
    report('Invalid', `should match '${schema.patternSource}'`);
  } else if (schema.format && !hasFormat(schema.format, value)) {
    report('TypeInvalid', `must be of type ${schema.format}: ${JSON.stringify(value)}`);
  }
}

function hasFormat(format: string, value: string): boolean {
  switch (format) {
    case 'ipv4':
      return isIPv4(value);
    case 'ipv6':
      return isIPv6(value);
    default:
      return true;
  }
}

const INTEGER_RANGES: Readonly<Record<string, number>> = { int32: 2 ** 31 };

function checkNumber(schema: Schema, value: number, report: Report): void {
  const { minimum, maximum, format } = schema;
  if (minimum !== undefined && value < minimum) report('Invalid', `should be greater than or equal to ${minimum}`);
  if (maximum !== undefined && value > maximum) report('Invalid', `should be less than or equal to ${maximum}`);
  const range = format === undefined ? undefined : INTEGER_RANGES[format];
  if (range !== undefined && (value >= range || value < -range)) report('Invalid', `must be of type ${format}`);
}

function checkList(schema: Schema, value: readonly unknown[], path: Path, problems: Problem[], report: Report): void {
  const { minItems, maxItems, items } = schema;
  if (maxItems !== undefined && value.length > maxItems) report('TooMany', `must have at most ${maxItems} items`);
  if (minItems !== undefined && value.length < minItems) report('Invalid', `should have at least ${minItems} items`);
  if (items) {
    for (let i = 0; i < value.length; i++) {
      path.push(i);
      walk(items, value[i], path, problems);
      path.pop();
    }
  }
  if (schema.listType === 'map') checkKeys(value, (item) => mapKey(schema, item), path, problems);
  else if (schema.listType === 'set') checkKeys(value, (item) => JSON.stringify(item), path, problems);
}

function mapKey(schema: Schema, item: unknown): string | undefined {
  if (!isObject(item)) return undefined;
  return JSON.stringify(schema.listMapKeys.map((key) => item[key] ?? null));
}

function checkKeys(
  list: readonly unknown[],
  keyOf: (item: unknown) => string | undefined,
  path: Path,
  problems: Problem[],
): void {
  if (list.length < 2) return;
  const seen = new Set<string>();
  list.forEach((item, index) => {
    const key = keyOf(item);
    if (key === undefined) return;
    if (seen.has(key))
      problems.push({ type: 'Duplicate', path: shown([...path, index]), message: 'is there twice', value: item });
    seen.add(key);
  });
}

function checkObject(
  schema: Schema,
  value: Record<string, unknown>,
  path: Path,
  problems: Problem[],
  report: Report,
): void {
  const { minProperties, maxProperties, required, properties, values } = schema;
  if (maxProperties !== undefined || minProperties !== undefined) {
    const count = Object.keys(value).length;
    if (maxProperties !== undefined && count > maxProperties)
      report('TooMany', `must have at most ${maxProperties} items`);
    if (minProperties !== undefined && count < minProperties)
      report('Invalid', `should have at least ${minProperties} properties`);
  }
  for (const name of required) {
    if (value[name] === undefined) {
      problems.push({ type: 'Required', path: shown([...path, name]), message: 'is required', value: undefined });
    }
  }
  for (const name in value) {
    const given = value[name];
    if (given === undefined) continue;
    const member = properties.get(name);
    if (member) {
      path.push(name);
      walk(member, given, path, problems);
      path.pop();
    } else if (values) {
      path.push(`[${name}]`);
      walk(values, given, path, problems);
      path.pop();
    } else if (!schema.open) {
      problems.push({
        type: 'Unknown',
        path: shown([...path, name]),
        message: 'is no field of this kind',
        value: given,
      });
    }
  }
}

function checkAlternatives(schema: Schema, value: unknown, path: Path, problems: Problem[], report: Report): void {
  for (const each of schema.allOf) problems.push(...alternative(each, value, path));
  if (schema.anyOf.length > 0 && !schema.anyOf.some((each) => alternative(each, value, path).length === 0)) {
    report('Invalid', 'must validate at least one schema (anyOf)');
  }
  if (
    schema.oneOf.length > 0 &&
    schema.oneOf.filter((each) => alternative(each, value, path).length === 0).length !== 1
  ) {
    report('Invalid', 'must validate one and only one schema (oneOf)');
  }
  if (schema.not && alternative(schema.not, value, path).length === 0)
    report('Invalid', 'must not validate the schema (not)');
}

/** Inside of alternatives only values are constrained; fields are named by the schema around them. */
function alternative(schema: Schema, value: unknown, path: Path): Problem[] {
  const problems: Problem[] = [];
  walk(schema, value, [...path], problems);
  return problems.filter(({ type }) => type !== 'Unknown');
}
