/** A Kubernetes object as it stands in a file: plain data, of any source. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** What tells an object from others. */
export interface ResourceReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** True for an object with a group and version, and a kind: the least that an API server asks for. */
export function isManifest(value: unknown): value is Manifest {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    'apiVersion' in value &&
    typeof value.apiVersion === 'string' &&
    value.apiVersion !== '' &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    value.kind !== ''
  );
}

/** The group of an apiVersion: `gateway.networking.k8s.io` of `gateway.networking.k8s.io/v1`, `''` of `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** How people name an object: `HTTPRoute shop/cart`; `Namespace shop` for one that names no namespace. */
export function titleOf({ kind, namespace, name }: Omit<ResourceReference, 'apiVersion'>): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Kind, namespace and name of a manifest; the name is `''` where it has none. */
export function referenceTo({ apiVersion, kind, metadata }: Manifest): ResourceReference {
  const { name, namespace } =
    typeof metadata === 'object' && metadata !== null ? { name: undefined, namespace: undefined, ...metadata } : {};
  return {
    apiVersion,
    kind,
    ...(typeof namespace === 'string' ? { namespace } : {}),
    name: typeof name === 'string' ? name : '',
  };
}
