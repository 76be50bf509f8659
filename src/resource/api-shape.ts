import type { RenamedFields } from '../../imports/renamed-fields';

/** The name that Kubernetes has for a field of the imported types (they camel-case acronyms: `loxiUrl` for `loxiURL`). */
type KubernetesName<K> = K extends keyof RenamedFields ? RenamedFields[K] : K;

/**
 * The raw API shape of an imported type: Kubernetes field names, and literal unions instead of the enums of the import.
 * `ApiShape<HttpRouteSpec>` is what stands under `spec:` in YAML.
 */
export type ApiShape<T> = T extends string
  ? `${T}`
  : T extends number
    ? number
    : T extends boolean | undefined | null
      ? T
      : T extends readonly (infer Item)[]
        ? ApiShape<Item>[]
        : T extends object
          ? { readonly [K in keyof T as KubernetesName<K>]: ApiShape<T[K]> }
          : T;
