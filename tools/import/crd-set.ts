/** A structural schema as it stands in a CustomResourceDefinition, prose removed. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly [keyword: string]: unknown;
}

/** One version of a kind. */
export interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  /** True if the kind has the status subresource. */
  readonly status: boolean;
  readonly schema: JsonSchema;
}

/** One kind of a set. */
export interface CrdKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly versions: readonly CrdVersion[];
}

/** The CRDs of one source at one tag (and channel): what a file below `imports/schemas/` holds. */
export interface CrdSet {
  /** Folder below `imports/schemas/`. */
  readonly source: string;
  readonly tag: string;
  readonly channel?: string;
  readonly kinds: readonly CrdKind[];
}

/** `v1.6.1-standard`: the file's name without `.json`. */
export function setName(set: Pick<CrdSet, 'tag' | 'channel'>): string {
  return set.channel === undefined ? set.tag : `${set.tag}-${set.channel}`;
}

/** `v1` before `v1beta1` before `v1alpha3` before `v1alpha2`, as Kubernetes sorts versions. */
export function byStability(a: string, b: string): number {
  return rank(b) - rank(a);
}

function rank(version: string): number {
  const [, major = '0', stage, minor = '0'] = /^v(\d+)(alpha|beta)?(\d+)?$/.exec(version) ?? [];
  return (stage === undefined ? 2e6 : stage === 'beta' ? 1e6 : 0) + Number(major) * 1e3 + Number(minor);
}

/** The newest and most stable version that is served. */
export function preferredVersion(kind: CrdKind): CrdVersion | undefined {
  return kind.versions.filter((version) => version.served).sort((a, b) => byStability(a.name, b.name))[0];
}
