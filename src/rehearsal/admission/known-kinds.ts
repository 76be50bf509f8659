import type { Platform } from '../../platform';
import { groupOf } from '../manifest';
import { builtInKind, isBuiltInGroup } from './built-in-kinds';
import { ciliumKind, gatewayApiKind, otherKind, type ServedKind } from './crd-sets';
import type { Schema } from './schema';
import type { UserKinds } from './user-kinds';

/** What is known of a kind. */
export type KnownKind =
  /**
   * Its schema; `status`: if an object loses its status when it is created; `storedAs`: the apiVersion in which objects of a custom kind are
   * kept, where that is known.
   */
  | {
      readonly known: true;
      readonly schema: Schema;
      readonly custom: boolean;
      readonly status: boolean;
      readonly storedAs?: string;
    }
  /** `group`: what the group belongs to, if it is one that is known here; the kind then does not exist in it. */
  | { readonly known: false; readonly group?: string; readonly missing?: string };

const MALFORMED = 'Write apiVersion as a group and a version, such as apps/v1, or as v1.';

/** The kind on a platform: of the CRDs that the user brings, the Gateway API, Cilium, LoxiLB, Argo CD, the helm-controller or Kubernetes itself. */
export function knownKind(platform: Platform, apiVersion: string, kind: string, crds?: UserKinds): KnownKind {
  const group = groupOf(apiVersion);
  if (!/^(?:[^/]+\/)?[^/]+$/.test(apiVersion)) return { known: false, group: 'Kubernetes', missing: MALFORMED };
  const own = crds?.find(apiVersion, kind);
  if (own) return custom(own);
  if (crds?.hasKind(group, kind)) return { known: false, group: 'the CustomResourceDefinition given' };
  if (group === 'gateway.networking.k8s.io' || group === 'gateway.networking.x-k8s.io') {
    const served = gatewayApiKind(platform.gatewayApi, apiVersion, kind);
    if (served) return custom(served);
    // Only names of kinds may be looked up: any other could be one that objects of JavaScript have by themselves.
    const missing = /^[A-Z]/.test(kind) ? platform.gatewayApi.missingKind(kind) : undefined;
    return { known: false, group: String(platform.gatewayApi), ...(missing === undefined ? {} : { missing }) };
  }
  if (group === 'cilium.io') {
    // Of Cilium's many kinds only one is imported, so that nothing can be said of the others.
    if (kind !== 'CiliumGatewayClassConfig') return { known: false };
    const tag = platform.gatewayClassConfigTag;
    const served = tag === undefined ? undefined : ciliumKind(tag, apiVersion, kind);
    if (served) return custom(served);
    return {
      known: false,
      group: `Cilium ${platform.cilium}`,
      missing: 'Cilium 1.18.0 and newer have it, as cilium.io/v2alpha1.',
    };
  }
  const source = OTHER_GROUPS.find(([suffix]) => group === suffix || group.endsWith(`.${suffix}`));
  if (source) {
    const [, name, title] = source;
    const served = otherKind(name, apiVersion, kind);
    return served ? custom(served) : { known: false, group: title };
  }
  const schema = builtInKind(platform.kubernetes, apiVersion, kind);
  if (schema) return { known: true, schema, custom: false, status: true };
  return isBuiltInGroup(platform.kubernetes, group)
    ? { known: false, group: `Kubernetes ${platform.kubernetes}` }
    : { known: false };
}

function custom({ schema, status, storedAs }: ServedKind): KnownKind {
  return { known: true, schema, custom: true, status, ...(storedAs === undefined ? {} : { storedAs }) };
}

const OTHER_GROUPS = [
  ['loxilb.io', 'kube-loxilb', 'kube-loxilb v0.9.8.4'],
  ['argoproj.io', 'argo-cd', 'Argo CD v3.5.1'],
  ['helm.cattle.io', 'helm-controller', "RKE2's helm-controller"],
] as const;
