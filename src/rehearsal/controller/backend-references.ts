import { type Inventory, namespaceOf } from '../inventory';
import { GATEWAY_API_GROUP, type ObjectReference, type Route, type RouteFilter, SERVICE } from './api-kinds';
import type { Obstacle } from './condition';
import type { Grants } from './grants';

/** Everything that a route sends requests to, in order. */
export function backendsOf({ spec }: Route): readonly ObjectReference[] {
  return (spec.rules ?? []).flatMap(({ backendRefs = [], filters = [] }) => [
    ...filters.flatMap(backendsOfFilter),
    ...backendRefs.flatMap((ref) => [ref, ...(ref.filters ?? []).flatMap(backendsOfFilter)]),
  ]);
}

function backendsOfFilter({ requestMirror, externalAuth }: RouteFilter): readonly ObjectReference[] {
  return [requestMirror?.backendRef, externalAuth?.backendRef].filter((ref) => ref !== undefined);
}

/**
 * What is wrong with the first backend of a route that cannot be used. A reference that no grant allows says nothing of what is
 * behind it, not even if it is there.
 */
export function backendProblem(route: Route, inventory: Inventory, grants: Grants): Obstacle | undefined {
  const from = { group: GATEWAY_API_GROUP, kind: route.kind, namespace: namespaceOf(route) };
  for (const { group = '', kind = 'Service', name, namespace = from.namespace } of backendsOf(route)) {
    if (group !== '' || kind !== 'Service') {
      return { reason: 'InvalidKind', message: `${kind} of group "${group}" is no backend: use a Service` };
    }
    if (!grants.allow(from, { group, kind, namespace, name })) {
      return {
        reason: 'RefNotPermitted',
        message: `no ReferenceGrant in ${namespace} allows the reference to Service ${name}`,
      };
    }
    if (!inventory.find(SERVICE, namespace, name)) {
      return { reason: 'BackendNotFound', message: `Service ${namespace}/${name} is not there` };
    }
  }
  return undefined;
}
