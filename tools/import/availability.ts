import { type CrdKind, type CrdSet, type JsonSchema, preferredVersion } from './crd-set';

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
  /** Where a value of an enumeration is, for values that are not in every set that has the field. */
  readonly values: Record<string, Record<string, Places>>;
  /** Where a bound has which value, for bounds that differ. */
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

/** The table over all sets of the Gateway API. */
export function availabilityOf(sets: readonly CrdSet[]): Availability {
  const ordered = sets.filter((set) => set.source === 'gateway-api').sort(byVersion);
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
  const places = new Map<string, Places>();
  for (const [place, schema] of schemas) {
    for (const value of schema.enum ?? []) places.set(String(value), [...(places.get(String(value)) ?? []), place]);
  }
  const differing = [...places].filter(([, having]) => having.length < schemas.size);
  if (differing.length > 0) table.values[path] = Object.fromEntries(differing);
}

function addLimits(table: KindAvailability, path: string, schemas: ReadonlyMap<number, JsonSchema>): void {
  for (const bound of BOUNDS) {
    const places = new Map<string, Places>();
    for (const [place, schema] of schemas) {
      if (schema[bound] !== undefined)
        places.set(String(schema[bound]), [...(places.get(String(schema[bound])) ?? []), place]);
    }
    if (places.size > 1) table.limits[path] = { ...table.limits[path], [bound]: Object.fromEntries(places) };
  }
}

function byVersion(a: CrdSet, b: CrdSet): number {
  const numbers = (tag: string): number[] => tag.replace(/^v/, '').split('.').map(Number);
  const [x, y] = [numbers(a.tag), numbers(b.tag)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  // standard before experimental
  return (a.channel ?? '') < (b.channel ?? '') ? 1 : -1;
}
