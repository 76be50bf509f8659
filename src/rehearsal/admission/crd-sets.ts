import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrdKind, CrdSet, JsonSchema } from '../../../imports/schemas/crd-set';
import type { GatewayApiSet } from '../../platform';
import { Schema } from './schema';

const SCHEMAS = join(__dirname, '../../../imports/schemas');

/** A served version of a kind. */
export interface ServedKind {
  readonly scope: 'Namespaced' | 'Cluster';
  readonly schema: Schema;
  /** True if the status is a resource of its own: then objects lose theirs when they are created or updated. */
  readonly status: boolean;
  /** The version in which the API server keeps objects of the kind, whichever they come in; undefined: not known. */
  readonly storedAs?: string;
}

/** The CRDs of a file, indexed; schemas are compiled when they are asked for. */
class IndexedSet {
  private readonly kinds = new Map<string, CrdKind>();
  private readonly served = new Map<string, ServedKind | undefined>();

  constructor(set: CrdSet) {
    for (const kind of set.kinds) this.kinds.set(`${kind.group}/${kind.kind}`, kind);
  }

  find(apiVersion: string, kind: string): ServedKind | undefined {
    const key = `${apiVersion}/${kind}`;
    if (this.served.has(key)) return this.served.get(key);
    const slash = apiVersion.indexOf('/');
    const found = this.kinds.get(`${apiVersion.slice(0, slash)}/${kind}`);
    const version = found?.versions.find((each) => each.served && each.name === apiVersion.slice(slash + 1));
    const stored = found?.versions.find((each) => each.storage) ?? version;
    const served =
      found && version && stored
        ? {
            scope: found.scope,
            schema: new Schema(withObjectFields(version.schema)),
            status: version.status,
            storedAs: `${found.group}/${stored.name}`,
          }
        : undefined;
    this.served.set(key, served);
    return served;
  }
}

/** What every object has, whether its CRD says so or not. `metadata` is checked by rules of its own. */
export function withObjectFields(schema: JsonSchema): JsonSchema {
  const metadata: JsonSchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const text: JsonSchema = { type: 'string' };
  return { ...schema, properties: { ...schema.properties, apiVersion: text, kind: text, metadata } };
}

const sets = new Map<string, IndexedSet>();

/** A set, read on first use. @param path below `imports/schemas/`, without `.json` */
function indexed(path: string): IndexedSet {
  const known = sets.get(path);
  if (known) return known;
  const set: CrdSet = JSON.parse(readFileSync(join(SCHEMAS, `${path}.json`), 'utf8'));
  const index = new IndexedSet(set);
  sets.set(path, index);
  return index;
}

/** A Gateway API kind in a release and channel; undefined if that version of it is not served there. */
export function gatewayApiKind(set: GatewayApiSet, apiVersion: string, kind: string): ServedKind | undefined {
  return indexed(`gateway-api/v${set.version}-${set.channel}`).find(apiVersion, kind);
}

/** A Cilium kind. @param tag one that has a file, e.g. `v1.20.0` */
export function ciliumKind(tag: string, apiVersion: string, kind: string): ServedKind | undefined {
  return indexed(`cilium/${tag}`).find(apiVersion, kind);
}

/** A kind of LoxiLB, Argo CD or RKE2's helm-controller, of the one release that is known of each. */
export function otherKind(
  source: 'kube-loxilb' | 'argo-cd' | 'helm-controller',
  apiVersion: string,
  kind: string,
): ServedKind | undefined {
  return indexed(OTHER_SETS[source]).find(apiVersion, kind);
}

const OTHER_SETS = {
  'kube-loxilb': 'kube-loxilb/v0.9.8.4',
  'argo-cd': 'argo-cd/v3.5.1',
  'helm-controller': 'helm-controller/unversioned',
} as const;
