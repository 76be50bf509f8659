import { type EngineRules, loadEngine } from './cel/engine';
import { bundledRule, type RuleCompiler } from './cel/rule';
import { readSchema } from './crd-schema';
import { type ServedKind, withObjectFields } from './crd-sets';
import { isObject } from './defaults';
import { anyPattern } from './pattern';
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
  /** Undefined until a rule is met, null if there is none to load. */
  private engine: EngineRules | null | undefined;

  private constructor() {}

  /** A served version of a kind. */
  find(apiVersion: string, kind: string): ServedKind | undefined {
    return this.served.get(`${apiVersion}/${kind}`);
  }

  /** True if the group has the kind, in whatever version. */
  hasKind(group: string, kind: string): boolean {
    return this.kinds.has(`${group}/${kind}`);
  }

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
      this.served.set(`${spec.group}/${version.name}/${names.kind}`, {
        scope: spec.scope === 'Cluster' ? 'Cluster' : 'Namespaced',
        schema: schemaOf(schema, name, this.compilerFor(names.kind)),
        status: isObject(version.subresources) && isObject(version.subresources.status),
      });
    }
  }

  /** Rules are the engine's: the compiled ones are for the schemas that they were compiled on, and stand in without it. */
  private compilerFor(kind: string): RuleCompiler {
    return (rule, schema) => {
      if (this.engine === undefined) this.engine = loadEngine() ?? null;
      const found = this.engine ? this.engine(rule, schema) : bundledRule(rule);
      if (!found) this.unasked.add(kind);
      return found;
    };
  }
}

function schemaOf(schema: unknown, name: string, compile: RuleCompiler): Schema {
  try {
    const made = new Schema(withObjectFields(readSchema(schema)), compile, anyPattern);
    made.prepare();
    return made;
  } catch (error) {
    const message =
      typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
    throw new CrdError(
      `CustomResourceDefinition ${name}: its schema cannot be read (${message}). Check it with the API server.`,
    );
  }
}
