import type { Platform } from '../../platform';
import { byAge, type Inventory, namespaceOf } from '../inventory';
import { admitsNamespace } from './admitted-namespace';
import {
  GATEWAY,
  GATEWAY_API_GROUP,
  GATEWAY_CLASS,
  type Gateway,
  type GatewayClass,
  LISTENER_SET,
  type ListenerSet,
  type ObjectReference,
} from './api-kinds';
import type { Certificates } from './certificates';
import type { Obstacle } from './condition';
import { addressesOf, type GatewayAddresses } from './gateway-addresses';
import type { Listener } from './listener';
import { reviewListeners } from './review-listeners';

/** A Gateway of one of the controller's classes. */
export interface ControlledGateway {
  readonly gateway: Gateway;
  readonly addresses: GatewayAddresses;
  /** ListenerSets that name it, the older first, with why it does not take them in. */
  readonly sets: readonly { readonly set: ListenerSet; readonly refusal: Obstacle | undefined }[];
  readonly listeners: readonly Listener[];
}

/** The Gateways of a controller, by namespace and name; and the listeners of each parent that a route can name. */
export class ControlledGateways {
  readonly classes: readonly GatewayClass[];
  private readonly byName = new Map<string, ControlledGateway>();
  private readonly listenersByOwner = new Map<object, Listener[]>();

  constructor(
    private readonly inventory: Inventory,
    private readonly platform: Platform,
    certificates: Certificates,
  ) {
    const { implementation } = platform;
    this.classes = inventory
      .all(GATEWAY_CLASS)
      .filter(({ spec }) => spec.controllerName === implementation.controllerName);
    const foreign = new Set(inventory.all(GATEWAY_CLASS).map(({ metadata }) => metadata.name));
    const names = new Set([
      ...this.classes.map(({ metadata }) => metadata.name),
      ...implementation.classes.filter((name) => !foreign.has(name)),
    ]);
    const gateways = inventory.all(GATEWAY).filter(({ spec }) => names.has(spec.gatewayClassName));
    const sets = this.setsByGateway();
    for (const [index, gateway] of gateways.entries()) {
      const key = keyOf(gateway);
      const own = (sets.get(key) ?? []).map((set) => ({ set, refusal: this.refusalOf(set, gateway) }));
      const taken = own.filter(({ refusal }) => !refusal).map(({ set }) => set);
      const listeners = reviewListeners(gateway, taken, certificates, implementation);
      const addresses = addressesOf(gateway, implementation, allocated(index));
      this.byName.set(key, { gateway, addresses, sets: own, listeners });
      for (const owner of [gateway, ...taken]) this.listenersByOwner.set(owner, []);
      for (const listener of listeners) this.listenersByOwner.get(listener.owner)?.push(listener);
    }
  }

  get all(): readonly ControlledGateway[] {
    return [...this.byName.values()];
  }

  /** Listeners of a Gateway or ListenerSet itself. */
  listenersOf(owner: Gateway | ListenerSet): readonly Listener[] {
    return this.listenersByOwner.get(owner) ?? [];
  }

  /** What a `parentRef` names; undefined if it is nothing of this controller's. */
  parentOf(
    { group = GATEWAY_API_GROUP, kind = 'Gateway', name, namespace }: ObjectReference,
    own: string,
  ): Gateway | ListenerSet | undefined {
    if (group !== GATEWAY_API_GROUP) return undefined;
    const place = namespace ?? own;
    if (kind === 'Gateway') return this.byName.get(`${place}/${name}`)?.gateway;
    if (kind !== 'ListenerSet' || !this.platform.implementation.supports('ListenerSet')) return undefined;
    const set = this.inventory.find(LISTENER_SET, place, name);
    return set && this.gatewayOf(set) ? set : undefined;
  }

  private gatewayOf(set: ListenerSet): ControlledGateway | undefined {
    return this.byName.get(gatewayKeyOf(set));
  }

  private setsByGateway(): ReadonlyMap<string, readonly ListenerSet[]> {
    const sets = new Map<string, ListenerSet[]>();
    if (!this.platform.implementation.supports('ListenerSet')) return sets;
    for (const set of [...this.inventory.all(LISTENER_SET)].sort(byAge)) {
      const key = gatewayKeyOf(set);
      const known = sets.get(key);
      if (known) known.push(set);
      else sets.set(key, [set]);
    }
    return sets;
  }

  private refusalOf(set: ListenerSet, gateway: Gateway): Obstacle | undefined {
    const { namespaces } = gateway.spec.allowedListeners ?? {};
    const namespace = namespaceOf(set);
    if (admitsNamespace(namespaces, namespaceOf(gateway), namespace, this.inventory, 'None')) return undefined;
    return {
      reason: 'NotAllowed',
      message: `Gateway ${gateway.metadata.name} takes no ListenerSets of namespace ${namespace}`,
    };
  }
}

function keyOf(gateway: Gateway): string {
  return `${namespaceOf(gateway)}/${gateway.metadata.name}`;
}

function gatewayKeyOf(set: ListenerSet): string {
  const { namespace = namespaceOf(set), name } = set.spec.parentRef;
  return `${namespace}/${name}`;
}

/** An address for each Gateway that asks for none, of the range for benchmarks (RFC 2544). */
function allocated(index: number): string {
  const place = index + 1;
  return `198.${18 + ((place >> 16) & 1)}.${(place >> 8) & 0xff}.${place & 0xff}`;
}
