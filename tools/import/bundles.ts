import { stringify } from 'yaml';
import { type CrdKind, type CrdSet, type CrdVersion, type JsonSchema, preferredVersion } from './crd-set';
import { ImportError } from './import-error';

/** The kinds of one API group, for `cdk8s import`, which writes one file for a group. */
export interface Bundle {
  readonly group: string;
  readonly kinds: readonly string[];
  /** CustomResourceDefinitions with one version each, as multi-document YAML. */
  readonly yaml: string;
}

/** Kinds that nobody here authors. RKE2 makes HelmCharts itself; users override them by a HelmChartConfig. */
const LEFT_OUT = new Set(['helm.cattle.io/HelmChart']);

/**
 * One bundle for each API group, of the newest release of each source. Of the Gateway API the experimental channel is taken,
 * which must hold all that the standard channel has, so that fields of both are typed.
 * @throws ImportError if it does not, or if a kind cannot be imported without loss
 */
export function bundlesOf(sets: readonly CrdSet[]): Bundle[] {
  const groups = new Map<string, { kind: CrdKind; version: CrdVersion }[]>();
  for (const kind of newestKinds(sets)) {
    const version = preferredVersion(kind);
    if (!version || LEFT_OUT.has(`${kind.group}/${kind.kind}`)) continue;
    assertImportable(kind, version.schema);
    groups.set(kind.group, [...(groups.get(kind.group) ?? []), { kind, version }]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, entries]) => ({
      group,
      kinds: entries.map(({ kind }) => kind.kind),
      yaml: entries
        .map(({ kind, version }) => stringify(definition(kind, version), { aliasDuplicateObjects: false }))
        .join('---\n'),
    }));
}

/** Every kind of the newest release of each source. */
export function newestKinds(sets: readonly CrdSet[]): CrdKind[] {
  const sources = [...new Set(sets.map((set) => set.source))].sort();
  return sources.flatMap((source) => {
    const ofSource = sets.filter((set) => set.source === source);
    const newest = ofSource
      .map((set) => set.tag)
      .sort(byTag)
      .at(-1);
    const [standard, experimental] = ['standard', 'experimental'].map((channel) =>
      ofSource.find((set) => set.tag === newest && set.channel === channel),
    );
    if (!standard || !experimental) return ofSource.find((set) => set.tag === newest)?.kinds ?? [];
    return experimental.kinds.map((kind) =>
      withStandard(
        kind,
        standard.kinds.find((other) => other.kind === kind.kind),
      ),
    );
  });
}

/** The experimental kind in the version that the standard channel prefers. */
function withStandard(experimental: CrdKind, standard: CrdKind | undefined): CrdKind {
  const preferred = standard && preferredVersion(standard);
  if (!preferred) return experimental;
  const version = experimental.versions.find(({ name }) => name === preferred.name);
  const missing = version ? missingIn(version.schema, preferred.schema, '') : [preferred.name];
  if (!version || missing.length > 0) {
    throw new ImportError(
      `${experimental.kind}: the experimental channel lacks what the standard one has: ${missing.join(', ')}. Import from both cannot go on.`,
    );
  }
  return { ...experimental, versions: [version] };
}

/** Paths of `part` that `whole` lacks. */
function missingIn(whole: JsonSchema, part: JsonSchema, path: string): string[] {
  const missing = Object.entries(part.properties ?? {}).flatMap(([name, member]) => {
    const other = whole.properties?.[name];
    return other ? missingIn(other, member, `${path}.${name}`) : [`${path}.${name}`];
  });
  if (part.items) missing.push(...(whole.items ? missingIn(whole.items, part.items, `${path}[]`) : [`${path}[]`]));
  return missing;
}

function byTag(a: string, b: string): number {
  const numbers = (tag: string): number[] => tag.replace(/^v/, '').split('.').map(Number);
  const [x, y] = [numbers(a), numbers(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++)
    if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
  return 0;
}

/**
 * What `cdk8s import` loses without a word: two names that camel-case alike, and empty values of enumerations where they are
 * all there is.
 */
function assertImportable(kind: CrdKind, schema: JsonSchema, path = ''): void {
  const seen = new Map<string, string>();
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const folded = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    const other = seen.get(folded);
    if (other !== undefined) {
      throw new ImportError(
        `${kind.kind}: ${path}.${name} and ${path}.${other} would become one field. cdk8s import keeps only one of them.`,
      );
    }
    seen.set(folded, name);
    assertImportable(kind, member, `${path}.${name}`);
  }
  if (schema.enum?.length === 1 && schema.enum[0] === '') {
    throw new ImportError(`${kind.kind}: ${path} allows only the empty text, which cdk8s import leaves out.`);
  }
  if (schema.items) assertImportable(kind, schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === 'object') assertImportable(kind, schema.additionalProperties, `${path}{}`);
}

function definition(kind: CrdKind, version: CrdVersion): object {
  const { status: _, ...properties } = version.schema.properties ?? {};
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.plural}.${kind.group}` },
    spec: {
      group: kind.group,
      names: { kind: kind.kind, plural: kind.plural },
      scope: kind.scope,
      versions: [
        {
          name: version.name,
          served: true,
          storage: true,
          // Status is written by controllers and never authored.
          schema: { openAPIV3Schema: withoutDates({ ...version.schema, properties }) },
        },
      ],
    },
  };
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
  if (typeof schema.additionalProperties === 'object')
    copy.additionalProperties = withoutDates(schema.additionalProperties);
  return copy;
}

/** Paths of a schema that take any field, below `spec`: types of such places lose what they do not know. */
export function openPaths(schema: JsonSchema, path = ''): string[] {
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true ? [path] : [];
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (path !== '' || name !== 'status') open.push(...openPaths(member, path === '' ? name : `${path}.${name}`));
  }
  if (schema.items) open.push(...openPaths(schema.items, `${path}[]`));
  if (typeof schema.additionalProperties === 'object')
    open.push(...openPaths(schema.additionalProperties, `${path}{}`));
  return open;
}
