import type { Rehearsal } from '../rehearsal';
import { compareText } from '../rehearsal/canonical-text';
import type { Gateway } from '../rehearsal/controller/api-kinds';
import type { Grants } from '../rehearsal/controller/grants';
import { namespaceOf } from '../rehearsal/inventory';
import { FindingMarks } from './finding-marks';
import { listenerName, listenerTopology, unknownListener } from './listener-topology';
import { type OtherGateway, otherGateways } from './other-gateways';
import { routePlaces } from './route-places';
import { type RoutePlace, routeTopology } from './route-topology';
import type { GatewayTopology } from './topology';

/** What a topology is made of. */
export type Played = Pick<Rehearsal, 'cluster' | 'findings'>;

/**
 * The Gateways of a rehearsal in the order of names, the same on every machine: those of the platform's controller, those of others, and those
 * that routes name without their being there.
 * @param vipOf the VIP of a Gateway. @default that of a cluster that is made anew
 * @param name of the cluster, where there are several. @default none
 */
export function topologyOf(
  played: Played,
  vipOf: VipOf = (gateway) => played.cluster.loadBalancer?.vipOf(gateway),
  name?: string,
): readonly GatewayTopology[] {
  const topology = new ClusterTopology(played, vipOf, name);
  return [...topology.playedGateways(), ...topology.strangers()].sort((a, b) =>
    compareText(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`),
  );
}

/** Tells the VIP of a Gateway. */
export type VipOf = (gateway: Gateway) => string | undefined;

class ClusterTopology {
  readonly marks: FindingMarks;
  readonly grants: Grants;

  constructor(
    private readonly played: Played,
    private readonly vipOf: VipOf,
    private readonly name: string | undefined,
  ) {
    this.marks = new FindingMarks(played.findings);
    this.grants = played.cluster.controller.grants;
  }

  playedGateways(): readonly GatewayTopology[] {
    const { controller } = this.played.cluster;
    const places = routePlaces(this.played.cluster);
    return controller.gateways.all.map((controlled): GatewayTopology => {
      const { gateway, listeners } = controlled;
      return {
        cluster: this.name,
        namespace: namespaceOf(gateway),
        name: gateway.metadata.name,
        standing: 'played',
        vip: this.vipOf(gateway) ?? staticAddress(gateway),
        asksForVip: staticAddress(gateway) !== undefined,
        marks: this.marks.of(gateway),
        listenersFrom: gateway.spec.allowedListeners?.namespaces?.from ?? 'None',
        listeners: listeners.map((each) => listenerTopology(listenerName(each), each.spec, each.owner, this)),
        routes: this.routes(places.get(gateway) ?? []),
      };
    });
  }

  strangers(): readonly GatewayTopology[] {
    return otherGateways(this.played.cluster).map((each) => this.stranger(each));
  }

  private stranger({ namespace, name, gateway, places }: OtherGateway): GatewayTopology {
    const named = [...new Set([...places.values()].flat())].sort(compareText);
    const listeners = gateway
      ? (gateway.spec.listeners ?? []).map((spec) => listenerTopology(spec.name, spec, gateway, this))
      : named.map(unknownListener);
    return {
      cluster: this.name,
      namespace,
      name,
      standing: gateway ? 'foreign' : 'absent',
      vip: gateway && staticAddress(gateway),
      asksForVip: gateway !== undefined && staticAddress(gateway) !== undefined,
      marks: gateway ? this.marks.of(gateway) : [],
      listenersFrom: gateway?.spec.allowedListeners?.namespaces?.from ?? 'None',
      listeners,
      routes: this.routes([...places].map(([route, at]) => ({ route, listeners: [...new Set(at)], refusals: [] }))),
    };
  }

  private routes(places: readonly RoutePlace[]): GatewayTopology['routes'] {
    const routes = places.map((place) => routeTopology(place, this.grants, this.marks));
    return routes
      .map((route) => ({ route, key: `${route.namespace}/${route.name} ${route.kind}` }))
      .sort((a, b) => compareText(a.key, b.key))
      .map(({ route }) => route);
  }
}

function staticAddress({ spec }: Gateway): string | undefined {
  return spec.infrastructure?.annotations?.['loxilb.io/staticIP'];
}
