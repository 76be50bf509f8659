import { stringify } from 'yaml';
import type { CrdKind, JsonSchema } from './crd-set';
import type { NewestKind } from './newest-kinds';

/** The kinds of one API group, for `cdk8s import`, which writes one file for a group. */
export interface Bundle {
  readonly group: string;
  readonly kinds: readonly BundledKind[];
  /** CustomResourceDefinitions with one version each, as multi-document YAML. */
  readonly yaml: string;
}

/** A kind in the one version that is typed. */
export interface BundledKind {
  readonly kind: string;
  /** E.g. `v1`. */
  readonly version: string;
  /** What `cdk8s import` is given: without status and dates. */
  readonly schema: JsonSchema;
}

/** Kinds that nobody here authors. RKE2 makes HelmCharts itself; users override them by a HelmChartConfig. */
const LEFT_OUT = new Set(['helm.cattle.io/HelmChart']);

/** One bundle for each API group. A kind of which no version is served has no type: no cluster would take it. */
export function bundlesOf(newest: readonly NewestKind[]): Bundle[] {
  const groups = new Map<string, { readonly definition: object; readonly bundled: BundledKind }[]>();
  for (const { kind, version } of newest) {
    if (!version || LEFT_OUT.has(`${kind.group}/${kind.kind}`)) continue;
    const bundled = { kind: kind.kind, version: version.name, schema: authored(version.schema) };
    const entry = { definition: definition(kind, bundled), bundled };
    groups.set(kind.group, [...(groups.get(kind.group) ?? []), entry]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, entries]) => ({
      group,
      kinds: entries.map(({ bundled }) => bundled),
      yaml: entries.map((entry) => stringify(entry.definition, { aliasDuplicateObjects: false })).join('---\n'),
    }));
}

function definition(kind: CrdKind, { version, schema }: BundledKind): object {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.plural}.${kind.group}` },
    spec: {
      group: kind.group,
      names: { kind: kind.kind, plural: kind.plural },
      scope: kind.scope,
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };
}

/** The part that people write: the status is the controllers'. */
function authored(schema: JsonSchema): JsonSchema {
  const { status: _, ...properties } = schema.properties ?? {};
  return withoutDates({ ...schema, properties });
}

/** Without `format: date-time`, which becomes a `Date` that cdk8s cannot write. */
function withoutDates(schema: JsonSchema): JsonSchema {
  const copy: Record<string, unknown> = { ...schema };
  if (copy.format === 'date-time') delete copy.format;
  if (schema.properties) {
    copy.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, member]) => [name, withoutDates(member)]),
    );
  }
  if (schema.items) copy.items = withoutDates(schema.items);
  if (typeof schema.additionalProperties === 'object') {
    copy.additionalProperties = withoutDates(schema.additionalProperties);
  }
  return copy;
}
