import type { Platform } from '../platform';
import { knownKind } from '../rehearsal/admission/known-kinds';
import type { Schema } from '../rehearsal/admission/schema';
import { isManifest, type Manifest } from '../rehearsal/manifest';
import { isFields } from './json';

/**
 * The object without fields that say null where null is no value: the API server takes them for absent. Those of maps, such as annotations, and of kinds
 * whose schema is not known stay.
 */
export function withoutNulls(manifest: Manifest, platform: Platform): Manifest {
  const kind = knownKind(platform, manifest.apiVersion, manifest.kind);
  const { metadata } = manifest;
  const named = isFields(metadata) ? { ...manifest, metadata: givenOf(metadata) } : manifest;
  const cleaned = kind.known ? cleanedOf(kind.schema, named) : named;
  return isManifest(cleaned) ? cleaned : manifest;
}

/** The fields of metadata that are known take no null in any kind. */
function givenOf(metadata: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));
}

function cleanedOf(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item) => cleanedOf(items, item)) : value;
  }
  if (!isFields(value)) return value;
  const { properties, values } = schema;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
      const property = properties.get(name);
      if (member === null && property && !property.nullable) return [];
      const below = property ?? values;
      return [[name, below ? cleanedOf(below, member) : member]];
    }),
  );
}
