import { compareText } from '../rehearsal/canonical-text';
import type { Cluster } from '../rehearsal/cluster';
import { GATEWAY, type Gateway } from '../rehearsal/controller/api-kinds';
import type { ControlledGateway } from '../rehearsal/controller/controlled-gateways';
import { namespaceOf, type StoredObject } from '../rehearsal/inventory';
import { listenerName } from './listener-topology';
import type { RoutePlace } from './route-topology';

/** Where each route is attached, and which Gateway does not take it, by Gateway. */
export function routePlaces({ controller }: Cluster): ReadonlyMap<Gateway, readonly RoutePlace[]> {
  const places = new Map<Gateway, RoutePlace[]>();
  const setOwners = new Map<StoredObject, Gateway>(
    controller.gateways.all.flatMap((controlled: ControlledGateway) =>
      controlled.sets.map(({ set }): [StoredObject, Gateway] => [set, controlled.gateway]),
    ),
  );
  for (const [route, attachments] of controller.attachments) {
    const found = new Map<Gateway, { readonly listeners: Set<string>; readonly refusals: Set<string> }>();
    const of = (gateway: Gateway): { readonly listeners: Set<string>; readonly refusals: Set<string> } => {
      const known = found.get(gateway) ?? { listeners: new Set(), refusals: new Set() };
      found.set(gateway, known);
      return known;
    };
    for (const { parentRef, listeners, obstacle } of attachments) {
      for (const listener of listeners) of(listener.gateway).listeners.add(listenerName(listener));
      const parent = controller.gateways.parentOf(parentRef, namespaceOf(route));
      const gateway = parent && (GATEWAY.is(parent) ? parent : setOwners.get(parent));
      if (obstacle && gateway) of(gateway).refusals.add(obstacle.reason);
    }
    for (const [gateway, { listeners, refusals }] of found) {
      const known = places.get(gateway) ?? [];
      places.set(gateway, known);
      known.push({ route, listeners: [...listeners], refusals: [...refusals].sort(compareText) });
    }
  }
  return places;
}
