import type { CelRule } from '../../../imports/cel-rules';
import type { JsonSchema } from '../../../imports/schemas/crd-set';
import { compiledRule } from './cel/check-rules';
import { type EngineRules, loadEngine } from './cel/engine';
import { type ServedKind, withObjectFields } from './crd-sets';
import { isObject } from './defaults';
import { Schema } from './schema';

/** A CustomResourceDefinition that cannot be used. The message says which, and what is wrong. */
export class CrdError extends Error {}

/**
 * The kinds of CustomResourceDefinitions that a user brings. Their CEL rules are asked by `@bufbuild/cel`, if it is installed;
 * it is no dependency of this package, because the rules of the known CRDs need no engine.
 */
export class UserKinds {
  /**
   * @param definitions objects of kind CustomResourceDefinition, apiextensions.k8s.io/v1; others are passed over
   * @throws CrdError for a definition without group, names or versions
   */
  static of(definitions: readonly unknown[]): UserKinds {
    const kinds = new UserKinds();
    for (const definition of definitions) {
      if (isObject(definition) && definition.kind === 'CustomResourceDefinition') kinds.add(definition);
    }
    return kinds;
  }

  private readonly served = new Map<string, ServedKind>();
  private readonly kinds = new Set<string>();
  private readonly unasked = new Set<string>();
  private engine: EngineRules | undefined;

  private constructor() {}

  /** A served version of a kind. */
  find(apiVersion: string, kind: string): ServedKind | undefined {
    return this.served.get(`${apiVersion}/${kind}`);
  }

  /** True if the group has the kind, in whatever version. */
  hasKind(group: string, kind: string): boolean {
    return this.kinds.has(`${group}/${kind}`);
  }

  /** The function of a rule, compiled or by the engine. */
  readonly ruleOf = (rule: string): CelRule | undefined => compiledRule(rule) ?? this.engine?.(rule);

  /** What cannot be checked, as a sentence with the cure; undefined if all can. */
  get warning(): string | undefined {
    if (this.unasked.size === 0) return undefined;
    return `The CEL rules of ${[...this.unasked].join(', ')} are not checked, because @bufbuild/cel is not installed: npm install @bufbuild/cel @bufbuild/protobuf`;
  }

  private add({ metadata, spec }: Record<string, unknown>): void {
    const name = isObject(metadata) && typeof metadata.name === 'string' ? metadata.name : '(no name)';
    const names = isObject(spec) ? spec.names : undefined;
    if (
      !isObject(spec) ||
      typeof spec.group !== 'string' ||
      !isObject(names) ||
      typeof names.kind !== 'string' ||
      !Array.isArray(spec.versions)
    ) {
      throw new CrdError(
        `CustomResourceDefinition ${name}: has no group, names.kind or versions. Give a definition of apiextensions.k8s.io/v1.`,
      );
    }
    this.kinds.add(`${spec.group}/${names.kind}`);
    for (const version of spec.versions) {
      const schema = isObject(version) && isObject(version.schema) ? version.schema.openAPIV3Schema : undefined;
      if (!isObject(version) || typeof version.name !== 'string' || !isObject(schema)) {
        throw new CrdError(
          `CustomResourceDefinition ${name}: a version has no name or no schema.openAPIV3Schema. Add it.`,
        );
      }
      if (version.served === false) continue;
      const compiled = schemaOf(schema, name);
      this.served.set(`${spec.group}/${version.name}/${names.kind}`, {
        scope: spec.scope === 'Cluster' ? 'Cluster' : 'Namespaced',
        schema: compiled,
      });
      if (!hasUnknownRules(compiled)) continue;
      this.engine ??= loadEngine();
      if (!this.engine) this.unasked.add(names.kind);
    }
  }
}

function schemaOf(schema: JsonSchema, name: string): Schema {
  try {
    return new Schema(withObjectFields(schema));
  } catch (error) {
    const message =
      typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
    throw new CrdError(
      `CustomResourceDefinition ${name}: its schema cannot be read (${message}). Check it with the API server.`,
    );
  }
}

function hasUnknownRules(schema: Schema): boolean {
  if (!schema.hasRules) return false;
  if (schema.rules.some(({ rule }) => compiledRule(rule) === undefined)) return true;
  return [...schema.properties.values(), schema.items, schema.values].some(
    (below) => below !== undefined && hasUnknownRules(below),
  );
}
