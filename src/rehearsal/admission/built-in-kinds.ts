import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonSchema } from '../../../imports/schemas/crd-set';
import { atLeast, type Version } from '../../platform/version';
import { QUANTITY } from './formats';
import { Schema } from './schema';

/** Releases whose definitions are there, newest first. A platform takes the nearest one that is not newer than itself. */
const RELEASES = ['1.36', '1.32', '1.28'] as const;

type Definitions = Readonly<Record<string, JsonSchema>>;

/** The built-in kinds of a Kubernetes release, from its OpenAPI definitions. Schemas are put together when asked for. */
class BuiltInKinds {
  private readonly names = new Map<string, string>();
  private readonly schemas = new Map<string, Schema>();
  readonly groups = new Set<string>();

  constructor(private readonly definitions: Definitions) {
    for (const [name, definition] of Object.entries(definitions)) {
      const kinds = definition['x-kubernetes-group-version-kind'];
      // A definition of several kinds is one that all groups share, such as DeleteOptions: no object of a file.
      if (!Array.isArray(kinds) || kinds.length !== 1) continue;
      const [{ group, version, kind }] = kinds;
      this.names.set(`${group === '' ? version : `${group}/${version}`} ${kind}`, name);
      this.groups.add(String(group));
    }
  }

  find(apiVersion: string, kind: string): Schema | undefined {
    const name = this.names.get(`${apiVersion} ${kind}`);
    return name === undefined ? undefined : this.schemaOf(name);
  }

  /** A schema by the name of its definition. */
  schemaOf(name: string): Schema {
    const known = this.schemas.get(name);
    if (known) return known;
    const schema = new Schema(structural(this.definitions, { $ref: `#/definitions/${name}` }, []));
    this.schemas.set(name, schema);
    return schema;
  }
}

/** Keywords that say something of how objects are merged, or of lists whose keys have defaults that no definition names. */
const LEFT_OUT = /^x-kubernetes-(list|map|patch|unions|group)/;

/** A definition in the form of CRDs: references put in place, alternatives of types as int-or-string, open where it says nothing. */
function structural(definitions: Definitions, schema: JsonSchema, within: readonly string[]): JsonSchema {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.slice('#/definitions/'.length);
    const target = definitions[name];
    // A schema inside of itself (of CRDs) is not followed.
    if (!target || within.includes(name)) return { 'x-kubernetes-preserve-unknown-fields': true };
    return structural(definitions, enforced(name, target), [...within, name]);
  }
  if (within[within.length - 1]?.endsWith('.api.resource.Quantity')) return { format: QUANTITY };
  if (schema.oneOf) return isIntOrString(schema) ? INT_OR_STRING : {};
  const copy: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) if (!LEFT_OUT.test(keyword)) copy[keyword] = value;
  if (schema.properties) {
    copy.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, member]) => [name, structural(definitions, member, within)]),
    );
  }
  if (schema.items) copy.items = structural(definitions, schema.items, within);
  if (typeof schema.additionalProperties === 'object')
    copy.additionalProperties = structural(definitions, schema.additionalProperties, within);
  if (schema.type === 'object' && !schema.properties && schema.additionalProperties === undefined) {
    copy['x-kubernetes-preserve-unknown-fields'] = true;
  }
  return copy;
}

/**
 * Fields that older definitions call required, although the API server never asked for them: later definitions say so.
 * Source: the definitions of Kubernetes 1.32 and 1.36.
 */
const NEVER_REQUIRED: readonly (readonly [definition: string, field: string])[] = [
  ['io.k8s.api.apps.v1.StatefulSetSpec', 'serviceName'],
  ['io.k8s.api.discovery.v1.EndpointSlice', 'endpoints'],
  ['io.k8s.api.networking.v1.NetworkPolicySpec', 'podSelector'],
];

function enforced(name: string, definition: JsonSchema): JsonSchema {
  const optional = NEVER_REQUIRED.filter(([each]) => each === name).map(([, field]) => field);
  if (optional.length === 0 || !definition.required) return definition;
  return { ...definition, required: definition.required.filter((field) => !optional.includes(field)) };
}

/** Its numbers are of 32 bits; those of a CRD are not. */
const INT_OR_STRING: JsonSchema = { 'x-kubernetes-int-or-string': true, format: 'int32' };

function isIntOrString({ oneOf }: JsonSchema): boolean {
  return Array.isArray(oneOf) && oneOf.some((each) => each.type === 'integer');
}

const releases = new Map<string, BuiltInKinds>();

const nearest = new Map<Version, BuiltInKinds>();

/** The built-in kinds of the nearest release that is not newer. */
function builtIn(kubernetes: Version): BuiltInKinds {
  const known = nearest.get(kubernetes);
  if (known) return known;
  const found = released(kubernetes);
  nearest.set(kubernetes, found);
  return found;
}

function released(kubernetes: Version): BuiltInKinds {
  const release = RELEASES.find((each) => atLeast(kubernetes, each)) ?? '1.28';
  const known = releases.get(release);
  if (known) return known;
  const { definitions }: { definitions: Definitions } = JSON.parse(
    readFileSync(join(__dirname, `../../../imports/schemas/kubernetes/v${release}.0.json`), 'utf8'),
  );
  const kinds = new BuiltInKinds(definitions);
  releases.set(release, kinds);
  return kinds;
}

/**
 * The schema of a built-in kind; undefined if the release has it not. Between two releases whose definitions are there nothing
 * says when a kind came: then that of the newer one is taken.
 */
export function builtInKind(kubernetes: Version, apiVersion: string, kind: string): Schema | undefined {
  const known = builtIn(kubernetes).find(apiVersion, kind);
  if (known || RELEASES.some((each) => each === kubernetes)) return known;
  const next = [...RELEASES].reverse().find((each) => !atLeast(kubernetes, each));
  return next === undefined ? undefined : builtIn(next).find(apiVersion, kind);
}

/** True for an API group of Kubernetes itself. */
export function isBuiltInGroup(kubernetes: Version, group: string): boolean {
  return builtIn(kubernetes).groups.has(group);
}

/** The schema of `metadata`, the same for all kinds. */
export function metadataSchema(kubernetes: Version): Schema {
  return builtIn(kubernetes).schemaOf('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta');
}
