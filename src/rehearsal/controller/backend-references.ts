import { type Inventory, namespaceOf } from '../inventory';
import {
  type BackendRef,
  GATEWAY_API_GROUP,
  type ObjectReference,
  type Route,
  type RouteFilter,
  SERVICE,
} from './api-kinds';
import type { Obstacle } from './condition';
import type { Grants } from './grants';

/** Everything that a route sends requests to, in order. */
export function backendsOf({ spec }: Route): readonly ObjectReference[] {
  return (spec.rules ?? []).flatMap(({ backendRefs = [], filters = [] }) => [
    ...filters.flatMap(backendsOfFilter),
    ...backendRefs.flatMap((ref) => [ref, ...(ref.filters ?? []).flatMap(backendsOfFilter)]),
  ]);
}

/** A backend of a route, and where it stands. */
export interface BackendPlace {
  readonly route: Route;
  readonly ref: BackendRef;
  /** `spec.rules[0].backendRefs[1]` */
  readonly path: string;
}

/** As `backendsOf`, with the places. */
export function backendPlaces(route: Route): readonly BackendPlace[] {
  const places: BackendPlace[] = [];
  const ofFilters = (filters: readonly RouteFilter[], path: string): void => {
    filters.forEach(({ requestMirror, externalAuth }, index) => {
      const at = `${path}.filters[${index}]`;
      if (requestMirror) places.push({ route, ref: requestMirror.backendRef, path: `${at}.requestMirror.backendRef` });
      if (externalAuth) places.push({ route, ref: externalAuth.backendRef, path: `${at}.externalAuth.backendRef` });
    });
  };
  (route.spec.rules ?? []).forEach(({ backendRefs = [], filters = [] }, rule) => {
    ofFilters(filters, `spec.rules[${rule}]`);
    backendRefs.forEach((ref, index) => {
      const path = `spec.rules[${rule}].backendRefs[${index}]`;
      places.push({ route, ref, path });
      ofFilters(ref.filters ?? [], path);
    });
  });
  return places;
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
