import type { Cluster } from '../rehearsal/cluster';
import { GATEWAY, GATEWAY_API_GROUP, type Gateway, ROUTE_KINDS, type Route } from '../rehearsal/controller/api-kinds';
import { namespaceOf } from '../rehearsal/inventory';

/** A Gateway of another controller, or one that is not among the manifests. */
export interface OtherGateway {
  readonly namespace: string;
  readonly name: string;
  readonly gateway: Gateway | undefined;
  /** Routes that name it, and names of listeners that they would be on. */
  readonly places: Map<Route, readonly string[]>;
}

/** The listeners of a Gateway that nobody plays on which a route may be: the one that it names, else all that are known. */
function listenersNamed(gateway: Gateway | undefined, sectionName: string | undefined): readonly string[] {
  const known = gateway?.spec.listeners?.map(({ name }) => name);
  if (sectionName === undefined) return known ?? [ANY_LISTENER];
  return known && !known.includes(sectionName) ? [] : [sectionName];
}

/** Stands for the listeners of a Gateway of which nothing is known. */
const ANY_LISTENER = 'any listener';

/** Gateways that the controller of the platform does not know, with the routes that name them. */
export function otherGateways({ inventory, controller }: Cluster): readonly OtherGateway[] {
  const { gateways } = controller;
  const own = new Set(gateways.all.map(({ gateway }) => `${namespaceOf(gateway)}/${gateway.metadata.name}`));
  const others = new Map<string, OtherGateway>();
  for (const gateway of inventory.all(GATEWAY)) {
    const key = `${namespaceOf(gateway)}/${gateway.metadata.name}`;
    if (!own.has(key))
      others.set(key, { namespace: namespaceOf(gateway), name: gateway.metadata.name, gateway, places: new Map() });
  }
  for (const route of ROUTE_KINDS.flatMap((kind) => inventory.all(kind))) {
    for (const {
      group = GATEWAY_API_GROUP,
      kind = 'Gateway',
      namespace = namespaceOf(route),
      name,
      sectionName,
    } of route.spec.parentRefs ?? []) {
      const key = `${namespace}/${name}`;
      if (group !== GATEWAY_API_GROUP || kind !== 'Gateway' || own.has(key)) continue;
      const other = others.get(key) ?? { namespace, name, gateway: undefined, places: new Map() };
      others.set(key, other);
      other.places.set(route, [...(other.places.get(route) ?? []), ...listenersNamed(other.gateway, sectionName)]);
    }
  }
  return [...others.values()];
}
