import { stringify } from 'yaml';
import { crdSetsOf, readCrds } from '../../../tools/import/crd-files';
import type { CrdSet, JsonSchema } from '../../../tools/import/crd-set';
import type { SourceFile } from '../../../tools/import/source-files';

export interface Definition {
  readonly group?: string;
  readonly kind?: string;
  readonly channel?: string;
  readonly bundle?: string;
  readonly versions?: Record<string, { served?: boolean; spec?: JsonSchema }>;
}

const NAMED: JsonSchema = { properties: { name: { type: 'string' } } };

/** A file with one small CustomResourceDefinition, of Gateway API v1.0.0 standard if nothing else is said. */
export function crdFile(
  { group = 'gateway.networking.k8s.io', kind = 'Gadget', channel, bundle, versions = { v1: {} } }: Definition,
  origin = 'v1.0.0/gadgets.yaml',
): SourceFile {
  const text = stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${kind.toLowerCase()}s.${group}`,
      annotations: {
        'gateway.networking.k8s.io/bundle-version': bundle ?? 'v1.0.0',
        'gateway.networking.k8s.io/channel': channel ?? 'standard',
      },
    },
    spec: {
      group,
      names: { kind, plural: `${kind.toLowerCase()}s` },
      scope: 'Namespaced',
      versions: Object.entries(versions).map(([name, { served = true, spec = NAMED }], index) => ({
        name,
        served,
        storage: index === 0,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', ...spec } } } },
      })),
    },
  });
  return { origin, text, sha256: '' };
}

/** A file with one kind of version v1 whose spec has the given fields. */
export function kindWith(properties: Record<string, JsonSchema>, more: Definition = {}, origin?: string): SourceFile {
  return crdFile({ ...more, versions: { v1: { spec: { properties } } } }, origin);
}

/** The CRD sets in the files. */
export function setsOf(...files: SourceFile[]): CrdSet[] {
  return crdSetsOf(readCrds(files));
}

/** A schema of type string. */
export function text(extra: JsonSchema = {}): JsonSchema {
  return { type: 'string', ...extra };
}
