import { type CrdKind, type CrdSet, type JsonSchema, preferredVersion } from './crd-set';
import { ImportError } from './import-error';
import { compareTags } from './release-tag';

/** Places of sets in `Availability.sets`. */
type Places = number[];

/** What differs between the Gateway API releases and channels: `imports/gateway-api-availability.json`. */
export interface Availability {
  /** `v1.2.0/standard`, …, in the order of versions. */
  readonly sets: string[];
  readonly kinds: Record<string, KindAvailability>;
}

interface KindAvailability {
  readonly group: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Where each version is served. */
  readonly apiVersions: Record<string, Places>;
  /** Where a field is, for fields that are not in every set that serves the kind. Lists are `[]`, values of maps `{}`. */
  readonly fields: Record<string, Places>;
  /**
   * Where a value of an enumeration is allowed, for values that are not in every set that has the field. A set without an
   * enumeration for the field allows every value.
   */
  readonly values: Record<string, Record<string, Places>>;
  /** Where a bound has which value, for bounds that differ or are not in every set that has the field. */
  readonly limits: Record<string, Record<string, Record<string, Places>>>;
}

const BOUNDS = [
  'maxProperties',
  'maxItems',
  'maxLength',
  'maximum',
  'minimum',
  'minItems',
  'minLength',
  'minProperties',
];

/** What one schema has: every path with its schema. */
function fieldsOf(schema: JsonSchema, path: string, found: Map<string, JsonSchema>): void {
  if (path !== '') found.set(path, schema);
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    fieldsOf(member, path === '' ? name : `${path}.${name}`, found);
  }
  if (schema.items) fieldsOf(schema.items, `${path}[]`, found);
  if (typeof schema.additionalProperties === 'object') fieldsOf(schema.additionalProperties, `${path}{}`, found);
}

/**
 * The table over all sets of the Gateway API.
 * @throws ImportError for a kind that stands in two API groups, or changes its scope: the table names kinds without their group
 */
export function availabilityOf(sets: readonly CrdSet[]): Availability {
  const ordered = sets.filter((set) => set.source === 'gateway-api').sort(byRelease);
  const kinds = new Map<string, { readonly place: number; readonly kind: CrdKind }[]>();
  ordered.forEach((set, place) => {
    for (const kind of set.kinds) kinds.set(kind.kind, [...(kinds.get(kind.kind) ?? []), { place, kind }]);
  });
  return {
    sets: ordered.map((set) => `${set.tag}/${set.channel}`),
    kinds: Object.fromEntries(
      [...kinds.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, seen]) => [name, kindAvailability(seen)]),
    ),
  };
}

function kindAvailability(seen: readonly { readonly place: number; readonly kind: CrdKind }[]): KindAvailability {
  const [{ kind: first } = { kind: undefined }] = seen;
  if (!first) throw new Error('a kind that is in no set');
  const apiVersions: Record<string, Places> = {};
  const having = new Map<string, Map<number, JsonSchema>>();
  const serving: Places = [];
  for (const { place, kind } of seen) {
    if (kind.group !== first.group || kind.scope !== first.scope) {
      throw new ImportError(
        `${kind.kind}: is ${kind.scope} in ${kind.group} and ${first.scope} in ${first.group}. gateway-api-availability.json has one entry for a kind; teach tools/import/availability.ts to have two.`,
      );
    }
    for (const version of kind.versions) {
      if (version.served) apiVersions[version.name] = [...(apiVersions[version.name] ?? []), place];
    }
    const preferred = preferredVersion(kind);
    if (!preferred) continue;
    serving.push(place);
    const found = new Map<string, JsonSchema>();
    fieldsOf({ properties: { spec: preferred.schema.properties?.spec ?? {} } }, '', found);
    for (const [path, schema] of found) having.set(path, (having.get(path) ?? new Map()).set(place, schema));
  }
  const table: KindAvailability = {
    group: first.group,
    scope: first.scope,
    apiVersions,
    fields: {},
    values: {},
    limits: {},
  };
  for (const [path, schemas] of [...having].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (schemas.size < serving.length) table.fields[path] = [...schemas.keys()];
    addValues(table, path, schemas);
    addLimits(table, path, schemas);
  }
  return table;
}

function addValues(table: KindAvailability, path: string, schemas: ReadonlyMap<number, JsonSchema>): void {
  if (![...schemas.values()].some((schema) => schema.enum)) return;
  const allowed = [...schemas].map(([place, schema]) => ({ place, values: valuesOf(schema) }));
  for (const value of new Set(allowed.flatMap(({ values }) => values ?? []))) {
    const places = allowed.filter(({ values }) => !values || values.includes(value)).map(({ place }) => place);
    if (places.length < schemas.size) table.values[path] = { ...table.values[path], [value]: places };
  }
}

/** The values that a schema allows, as text; undefined where they cannot be listed. */
function valuesOf(schema: JsonSchema): string[] | undefined {
  return (schema.enum ?? (schema.type === 'boolean' ? [true, false] : undefined))?.map(String);
}

function addLimits(table: KindAvailability, path: string, schemas: ReadonlyMap<number, JsonSchema>): void {
  for (const bound of BOUNDS) {
    const places: Record<string, Places> = {};
    for (const [place, { [bound]: value }] of schemas) {
      if (value !== undefined) places[String(value)] = [...(places[String(value)] ?? []), place];
    }
    const [first, ...others] = Object.values(places);
    if (first && (others.length > 0 || first.length < schemas.size)) {
      table.limits[path] = { ...table.limits[path], [bound]: places };
    }
  }
}

function byRelease(a: CrdSet, b: CrdSet): number {
  // standard before experimental
  return compareTags(a.tag, b.tag) || ((a.channel ?? '') < (b.channel ?? '') ? 1 : -1);
}
