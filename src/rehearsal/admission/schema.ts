import type { JsonSchema } from '../../../imports/schemas/crd-set';
import { bundledRule, type Rule, type RuleCompiler, rulesOf } from './cel/rule';
import { bundledPattern, type Matcher, type PatternCompiler } from './pattern';

/**
 * A structural schema made ready for walking: names in maps, patterns and rules as functions, and marked where defaults and
 * rules are below. What is below is made when a value first reaches it, for most objects use little of their kind's schema.
 * Meanings as in Kubernetes' apiextensions v1.
 */
export class Schema {
  readonly type: string | undefined;
  /** Takes fields that no schema names: `additionalProperties: true`, or preserving unknown fields. */
  readonly open: boolean;
  readonly required: readonly string[];
  readonly nullable: boolean;
  /** A value to copy where none is given. */
  readonly default: unknown;
  readonly enum: readonly unknown[] | undefined;
  readonly patternSource: string | undefined;
  readonly format: string | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly exclusiveMinimum: boolean;
  readonly exclusiveMaximum: boolean;
  readonly multipleOf: number | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly minProperties: number | undefined;
  readonly maxProperties: number | undefined;
  /** `map` (keyed by `listMapKeys`), `set` or `atomic`. */
  readonly listType: string | undefined;
  readonly listMapKeys: readonly string[];
  readonly intOrString: boolean;
  /** True if this schema or one below it has a default. */
  readonly hasDefaults: boolean;
  /** True if this schema or one below it has a CEL rule. */
  readonly hasRules: boolean;
  private made: SchemaParts | undefined;

  readonly source: JsonSchema;

  /**
   * @param compileRule finds the functions of CEL rules; those that it finds none for are not checked
   * @param compilePattern makes matchers of `pattern`
   */
  constructor(
    given: JsonSchema,
    private readonly compileRule: RuleCompiler = bundledRule,
    private readonly compilePattern: PatternCompiler = bundledPattern,
  ) {
    const source = given['x-kubernetes-embedded-resource'] === true ? embedded(given) : given;
    this.source = source;
    this.type = source.type;
    this.open = source.additionalProperties === true || source['x-kubernetes-preserve-unknown-fields'] === true;
    this.required = source.required ?? [];
    this.nullable = source.nullable === true;
    this.default = source.default;
    this.enum = source.enum;
    this.patternSource = text(source.pattern);
    this.format = source.format;
    this.minLength = number(source.minLength);
    this.maxLength = number(source.maxLength);
    this.minimum = number(source.minimum);
    this.maximum = number(source.maximum);
    this.exclusiveMinimum = source.exclusiveMinimum === true;
    this.exclusiveMaximum = source.exclusiveMaximum === true;
    this.multipleOf = number(source.multipleOf);
    this.minItems = number(source.minItems);
    this.maxItems = number(source.maxItems);
    this.minProperties = number(source.minProperties);
    this.maxProperties = number(source.maxProperties);
    this.listType = text(source['x-kubernetes-list-type']);
    this.listMapKeys = texts(source['x-kubernetes-list-map-keys']);
    this.intOrString = source['x-kubernetes-int-or-string'] === true;
    const { hasDefaults, hasRules } = contentsOf(source);
    this.hasDefaults = hasDefaults;
    this.hasRules = hasRules;
  }

  get properties(): ReadonlyMap<string, Schema> {
    return this.parts.properties;
  }

  get items(): Schema | undefined {
    return this.parts.items;
  }

  /** Schema of the values of a map. */
  get values(): Schema | undefined {
    return this.parts.values;
  }

  get pattern(): Matcher | undefined {
    return this.parts.pattern;
  }

  /** CEL rules on values of this schema. */
  get rules(): readonly Rule[] {
    return this.parts.rules;
  }

  /** Properties with defaults at or below them. */
  get defaulted(): readonly (readonly [name: string, schema: Schema])[] {
    return this.parts.defaulted;
  }

  /** Properties with rules at or below them. */
  get ruled(): readonly (readonly [name: string, schema: Schema])[] {
    return this.parts.ruled;
  }

  /** What else a value must, or must not, fit; undefined if there is nothing. */
  get alternatives(): SchemaAlternatives | undefined {
    return this.parts.alternatives;
  }

  /** Makes all that is below at once, to have its errors now. @throws what the compilers throw */
  prepare(): void {
    const { properties, items, values } = this.parts;
    for (const member of [...properties.values(), items, values]) member?.prepare();
  }

  private get parts(): SchemaParts {
    this.made ??= this.makeParts();
    return this.made;
  }

  private makeParts(): SchemaParts {
    const { source, patternSource } = this;
    const below = (schema: JsonSchema): Schema => new Schema(schema, this.compileRule, this.compilePattern);
    const properties = new Map(Object.entries(source.properties ?? {}).map(([name, member]) => [name, below(member)]));
    return {
      properties,
      items: source.items && below(source.items),
      values: typeof source.additionalProperties === 'object' ? below(source.additionalProperties) : undefined,
      pattern: patternSource === undefined ? undefined : this.compilePattern(patternSource),
      rules: rulesOf(source, this.compileRule),
      defaulted: [...properties].filter(([, { hasDefaults }]) => hasDefaults),
      ruled: [...properties].filter(([, { hasRules }]) => hasRules),
      alternatives: alternativesOf(source, below),
    };
  }
}

/** `allOf`, `anyOf`, `oneOf` and `not` of a schema. */
export interface SchemaAlternatives {
  readonly allOf: readonly Schema[];
  readonly anyOf: readonly Schema[];
  readonly oneOf: readonly Schema[];
  readonly not: Schema | undefined;
}

interface SchemaParts {
  readonly properties: ReadonlyMap<string, Schema>;
  readonly items: Schema | undefined;
  readonly values: Schema | undefined;
  readonly pattern: Matcher | undefined;
  readonly rules: readonly Rule[];
  readonly defaulted: readonly (readonly [name: string, schema: Schema])[];
  readonly ruled: readonly (readonly [name: string, schema: Schema])[];
  readonly alternatives: SchemaAlternatives | undefined;
}

/** An object inside of an object has the fields of every object, and needs those that say what it is. */
function embedded(schema: JsonSchema): JsonSchema {
  const text: JsonSchema = { type: 'string', minLength: 1 };
  const metadata: JsonSchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    ...schema,
    properties: { ...schema.properties, apiVersion: text, kind: text, metadata },
    required: [...new Set([...(schema.required ?? []), 'apiVersion', 'kind'])],
  };
}

function alternativesOf(
  { allOf, anyOf, oneOf, not }: JsonSchema,
  below: (schema: JsonSchema) => Schema,
): SchemaAlternatives | undefined {
  if (allOf === undefined && anyOf === undefined && oneOf === undefined && not === undefined) return undefined;
  const schemas = (value: unknown): readonly Schema[] =>
    Array.isArray(value) ? value.filter(isSchema).map(below) : [];
  return { allOf: schemas(allOf), anyOf: schemas(anyOf), oneOf: schemas(oneOf), not: schemas([not])[0] };
}

interface Contents {
  readonly hasDefaults: boolean;
  readonly hasRules: boolean;
}

const contents = new WeakMap<JsonSchema, Contents>();

/** What is at or below a schema, read off its source so that nothing has to be made. */
function contentsOf(source: JsonSchema): Contents {
  const known = contents.get(source);
  if (known) return known;
  const { properties, items, additionalProperties } = source;
  let hasDefaults = source.default !== undefined;
  let hasRules = Array.isArray(source['x-kubernetes-validations']);
  const include = (schema: JsonSchema): void => {
    const below = contentsOf(schema);
    hasDefaults ||= below.hasDefaults;
    hasRules ||= below.hasRules;
  };
  if (properties) for (const member of Object.values(properties)) include(member);
  if (items) include(items);
  if (typeof additionalProperties === 'object') include(additionalProperties);
  const found = { hasDefaults, hasRules };
  contents.set(source, found);
  return found;
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
