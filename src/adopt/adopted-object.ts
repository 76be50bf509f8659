import { groupOf, isManifest, type Manifest } from '../rehearsal/manifest';
import type { FieldDifference } from './difference';
import { fieldOf, isFields, textOf } from './json';

/** A comment of a file, and the field that it stands above or beside; `''`: the object. */
export interface FieldComment {
  readonly path: string;
  /** Without `#`, a line each. */
  readonly lines: readonly string[];
}

/** An object to adopt: what somebody wrote, without what only an API server writes. */
export interface AdoptedObject {
  readonly manifest: Manifest;
  /** What a cluster has given it, and the manifest has not: it is given anew. */
  readonly allocated: readonly FieldDifference[];
  /** The file that it stands in, as messages name it. */
  readonly file: string;
  readonly comments: readonly FieldComment[];
  /** Undefined for one that lives in no namespace, or in that of the context. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** `group/kind/namespace/name`. */
  readonly identity: string;
}

const DEFAULT = 'default';

/** Kind, namespace and name as one text, the same for all versions of a kind. */
export function identityOf({ apiVersion, kind, metadata }: Manifest): string {
  return identity(groupOf(apiVersion), kind, textOf(fieldOf(metadata, 'namespace')), textOf(fieldOf(metadata, 'name')));
}

export function identity(group: string, kind: string, namespace = DEFAULT, name = ''): string {
  return `${group}/${kind}/${namespace}/${name}`;
}

/** What an API server adds to metadata. */
const SERVER_SET = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The object as somebody would write it: without status, and without what an API server adds to metadata. Fields keep their order. */
export function asWritten(manifest: Manifest): Manifest {
  const kept: unknown = Object.fromEntries(
    Object.entries(manifest)
      .filter(([name]) => name !== 'status')
      .map(([name, value]) => [name, name === 'metadata' ? writtenMetadata(value) : value]),
  );
  return isManifest(kept) ? kept : manifest;
}

function writtenMetadata(metadata: unknown): unknown {
  if (!isFields(metadata)) return metadata;
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]): [string, unknown][] => {
      if (SERVER_SET.includes(name)) return [];
      if (name !== 'annotations' || !isFields(value) || !(LAST_APPLIED in value)) return [[name, value]];
      const { [LAST_APPLIED]: _applied, ...others } = value;
      return Object.keys(others).length > 0 ? [[name, others]] : [];
    }),
  );
}
