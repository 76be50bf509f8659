import type { CrdSet, JsonSchema } from '../crd-set';
import { ImportError } from '../import-error';

/** A rule's text, and every schema that has it. */
export interface RuleUses {
  readonly text: string;
  /** Distinct schemas. */
  readonly places: JsonSchema[];
  /** The first place, for messages: `HTTPRoute v1 spec.rules[]`. */
  readonly where: string;
  /** True if it runs without a previous value too, which then is an optional. */
  readonly optionalOldSelf: boolean;
}

/** What rules see of `metadata`, whatever the schema says. */
const METADATA: JsonSchema = {
  type: 'object',
  properties: { name: { type: 'string' }, generateName: { type: 'string' } },
};

/**
 * Every rule of the sets, sorted by its text.
 * @throws ImportError for a rule that cannot be read
 */
export function ruleUsesOf(sets: readonly CrdSet[]): RuleUses[] {
  const collector = new Collector();
  for (const set of sets) {
    for (const { kind, versions } of set.kinds) {
      for (const { name, schema } of versions) {
        const properties = { ...schema.properties, metadata: METADATA };
        collector.walk({ ...schema, properties }, `${kind} ${name} `, '');
      }
    }
  }
  return [...collector.uses.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
}

class Collector {
  readonly uses = new Map<string, RuleUses>();
  private readonly seen = new Set<string>();

  walk(schema: JsonSchema, kind: string, path: string): void {
    const rules = schema['x-kubernetes-validations'];
    if (Array.isArray(rules)) for (const rule of rules) this.add(rule, schema, `${kind}${path || 'root'}`);
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      this.walk(member, kind, path === '' ? name : `${path}.${name}`);
    }
    if (schema.items) this.walk(schema.items, kind, `${path}[]`);
    if (typeof schema.additionalProperties === 'object') this.walk(schema.additionalProperties, kind, `${path}{}`);
  }

  private add(rule: unknown, schema: JsonSchema, where: string): void {
    if (typeof rule !== 'object' || rule === null || !('rule' in rule) || typeof rule.rule !== 'string') {
      throw new ImportError(`${where}: has a rule without a text. Give the file as upstream released it.`);
    }
    if ('messageExpression' in rule) {
      throw new ImportError(
        `${where}: the rule ${JSON.stringify(rule.rule)} has a messageExpression, and none had one before. Teach tools/import/cel/ to compile it.`,
      );
    }
    const text = rule.rule;
    const optionalOldSelf = 'optionalOldSelf' in rule && rule.optionalOldSelf === true;
    const known = this.uses.get(text);
    const use = known ?? { text, places: [], where, optionalOldSelf };
    if (use.optionalOldSelf !== optionalOldSelf) {
      throw new ImportError(
        `${where}: the rule ${JSON.stringify(text)} has optionalOldSelf here and not at ${use.where}. Teach tools/import/cel/ to tell them apart.`,
      );
    }
    if (!known) this.uses.set(text, use);
    const key = `${text}\n${JSON.stringify(schema)}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    use.places.push(schema);
  }
}
