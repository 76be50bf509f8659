import type { Cluster } from '../../cluster';
import { kindOf, type StoredObject } from '../../inventory';

/** A Role or ClusterRole. */
export interface Role extends StoredObject {
  readonly rules?: readonly {
    readonly apiGroups?: readonly string[];
    readonly resources?: readonly string[];
    readonly resourceNames?: readonly string[];
    readonly verbs: readonly string[];
  }[];
}

/** A RoleBinding or ClusterRoleBinding. */
export interface Binding extends StoredObject {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

const GROUP = 'rbac.authorization.k8s.io';
const ROLE = kindOf<Role>(GROUP, 'Role');
export const CLUSTER_ROLE = kindOf<Role>(GROUP, 'ClusterRole');
export const CLUSTER_ROLE_BINDING = kindOf<Binding>(GROUP, 'ClusterRoleBinding');

/** Roles of both kinds. */
export function roles({ inventory }: Cluster): readonly Role[] {
  return [...inventory.all(ROLE), ...inventory.all(CLUSTER_ROLE)];
}
