import type { JsonSchema } from '../../../imports/schemas/crd-set';
import { bundledRule, type Rule, type RuleCompiler, rulesOf } from './cel/rule';
import { compilePattern } from './pattern';

/**
 * A structural schema made ready for walking: names in maps, patterns compiled, and marked where defaults are below.
 * Meanings as in Kubernetes' apiextensions v1.
 */
export class Schema {
  readonly type: string | undefined;
  readonly properties: ReadonlyMap<string, Schema>;
  readonly items: Schema | undefined;
  /** Schema of the values of a map. */
  readonly values: Schema | undefined;
  /** Takes fields that no schema names: `additionalProperties: true`, or preserving unknown fields. */
  readonly open: boolean;
  readonly required: readonly string[];
  readonly nullable: boolean;
  /** A value to copy where none is given. */
  readonly default: unknown;
  readonly enum: readonly unknown[] | undefined;
  readonly pattern: RegExp | undefined;
  readonly patternSource: string | undefined;
  readonly format: string | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly minProperties: number | undefined;
  readonly maxProperties: number | undefined;
  /** `map` (keyed by `listMapKeys`), `set` or `atomic`. */
  readonly listType: string | undefined;
  readonly listMapKeys: readonly string[];
  readonly intOrString: boolean;
  readonly allOf: readonly Schema[];
  readonly anyOf: readonly Schema[];
  readonly oneOf: readonly Schema[];
  readonly not: Schema | undefined;
  /** True if this schema or one below it has a default. */
  readonly hasDefaults: boolean;
  /** CEL rules on values of this schema. */
  readonly rules: readonly Rule[];
  /** Properties with rules at or below them. */
  readonly ruled: readonly (readonly [name: string, schema: Schema])[];
  /** True if this schema or one below it has a rule. */
  readonly hasRules: boolean;

  /** @param compile finds the functions of CEL rules; those that it finds none for are not checked */
  constructor(
    readonly source: JsonSchema,
    compile: RuleCompiler = bundledRule,
  ) {
    this.type = source.type;
    this.properties = new Map(
      Object.entries(source.properties ?? {}).map(([name, member]) => [name, new Schema(member, compile)]),
    );
    this.items = source.items && new Schema(source.items, compile);
    const { additionalProperties } = source;
    this.values = typeof additionalProperties === 'object' ? new Schema(additionalProperties, compile) : undefined;
    this.open = additionalProperties === true || source['x-kubernetes-preserve-unknown-fields'] === true;
    this.required = source.required ?? [];
    this.nullable = source.nullable === true;
    this.default = source.default;
    this.enum = source.enum;
    this.patternSource = text(source.pattern);
    this.pattern = this.patternSource === undefined ? undefined : compilePattern(this.patternSource);
    this.format = source.format;
    this.minLength = number(source.minLength);
    this.maxLength = number(source.maxLength);
    this.minimum = number(source.minimum);
    this.maximum = number(source.maximum);
    this.minItems = number(source.minItems);
    this.maxItems = number(source.maxItems);
    this.minProperties = number(source.minProperties);
    this.maxProperties = number(source.maxProperties);
    this.listType = text(source['x-kubernetes-list-type']);
    this.listMapKeys = texts(source['x-kubernetes-list-map-keys']);
    this.intOrString = source['x-kubernetes-int-or-string'] === true;
    this.allOf = schemas(source.allOf);
    this.anyOf = schemas(source.anyOf);
    this.oneOf = schemas(source.oneOf);
    this.not = isSchema(source.not) ? new Schema(source.not) : undefined;
    this.rules = rulesOf(source, compile);
    this.ruled = [...this.properties].filter(([, { hasRules }]) => hasRules);
    const below = [...this.properties.values(), this.items, this.values].filter((schema) => schema !== undefined);
    this.hasDefaults = this.default !== undefined || below.some(({ hasDefaults }) => hasDefaults);
    this.hasRules = this.rules.length > 0 || below.some(({ hasRules }) => hasRules);
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function schemas(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? value.filter(isSchema).map((item) => new Schema(item)) : [];
}
