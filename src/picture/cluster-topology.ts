import type { Rehearsal } from '../rehearsal';
import {
  GATEWAY,
  GATEWAY_API_GROUP,
  type Gateway,
  type ListenerSpec,
  ROUTE_KINDS,
  type Route,
} from '../rehearsal/controller/api-kinds';
import type { ControlledGateway } from '../rehearsal/controller/controlled-gateways';
import type { Grants } from '../rehearsal/controller/grants';
import type { Listener } from '../rehearsal/controller/listener';
import { namespaceOf, type StoredObject } from '../rehearsal/inventory';
import { FindingMarks, joined } from './finding-marks';
import { type RoutePlace, routeTopology } from './route-topology';
import {
  type CertificateTopology,
  compareText,
  type GatewayTopology,
  type ListenerTopology,
  type Mark,
  routeTitle,
} from './topology';

/** What a topology is made of. */
export type Played = Pick<Rehearsal, 'cluster' | 'findings'>;

/**
 * The Gateways of a rehearsal in the order of names, the same on every machine: those of the platform's controller, those of others, and those
 * that routes name without their being there.
 */
export function topologyOf(played: Played): readonly GatewayTopology[] {
  const topology = new ClusterTopology(played);
  return [...topology.playedGateways(), ...topology.otherGateways()].sort((a, b) =>
    compareText(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`),
  );
}

class ClusterTopology {
  private readonly marks: FindingMarks;
  private readonly grants: Grants;

  constructor(private readonly played: Played) {
    this.marks = new FindingMarks(played.findings);
    this.grants = played.cluster.controller.grants;
  }

  playedGateways(): readonly GatewayTopology[] {
    const { controller, loadBalancer } = this.played.cluster;
    const places = this.places();
    return controller.gateways.all.map((controlled): GatewayTopology => {
      const { gateway, listeners } = controlled;
      return {
        namespace: namespaceOf(gateway),
        name: gateway.metadata.name,
        standing: 'played',
        vip: loadBalancer?.vipOf(gateway) ?? staticAddress(gateway),
        asksForVip: staticAddress(gateway) !== undefined,
        marks: this.marks.of(gateway),
        listenersFrom: gateway.spec.allowedListeners?.namespaces?.from ?? 'None',
        listeners: listeners.map((each) => this.listener(nameOf(each), each.spec, each.owner)),
        routes: this.routes(places.get(gateway) ?? []),
      };
    });
  }

  /** Gateways that the controller of the platform does not know, with the routes that name them. */
  otherGateways(): readonly GatewayTopology[] {
    const { inventory } = this.played.cluster;
    const { gateways } = this.played.cluster.controller;
    const own = new Set(gateways.all.map(({ gateway }) => keyOf(gateway)));
    const others = new Map<string, Stranger>();
    for (const gateway of inventory.all(GATEWAY)) {
      const key = keyOf(gateway);
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
        const stranger = others.get(key) ?? { namespace, name, gateway: undefined, places: new Map() };
        others.set(key, stranger);
        stranger.places.set(route, [
          ...(stranger.places.get(route) ?? []),
          ...listenersNamed(stranger.gateway, sectionName),
        ]);
      }
    }
    return [...others.values()].map((each) => this.strangerTopology(each));
  }

  private strangerTopology({ namespace, name, gateway, places }: Stranger): GatewayTopology {
    const named = [...new Set([...places.values()].flat())].sort(compareText);
    const listeners = gateway
      ? (gateway.spec.listeners ?? []).map((spec) => this.listener(spec.name, spec, gateway))
      : named.map(
          (listener): ListenerTopology => ({
            name: listener,
            port: undefined,
            protocol: undefined,
            hostname: '*',
            certificates: [],
            routesFrom: 'Same',
            marks: [],
          }),
        );
    return {
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

  /** Where each route is attached, and where it would be, by Gateway. */
  private places(): ReadonlyMap<Gateway, readonly RoutePlace[]> {
    const { controller } = this.played.cluster;
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
        for (const listener of listeners) of(listener.gateway).listeners.add(nameOf(listener));
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

  private routes(places: readonly RoutePlace[]): GatewayTopology['routes'] {
    const routes = places.map((place) => routeTopology(place, this.grants, this.marks));
    return routes
      .map((route) => ({ route, key: `${route.namespace}/${route.name} ${route.kind}` }))
      .sort((a, b) => compareText(a.key, b.key))
      .map(({ route }) => route);
  }

  private listener(name: string, spec: ListenerSpec, owner: Listener['owner']): ListenerTopology {
    const { port, protocol, hostname = '*', tls, allowedRoutes } = spec;
    const index = (owner.spec.listeners ?? []).findIndex((each) => each.name === spec.name);
    return {
      name,
      port,
      protocol,
      hostname,
      certificates: (tls?.certificateRefs ?? []).map((ref): CertificateTopology => {
        const own = namespaceOf(owner);
        const { group = '', kind = 'Secret', namespace = own, name: secret } = ref;
        const crosses = namespace !== own;
        const from = { group: GATEWAY_API_GROUP, kind: owner.kind, namespace: own };
        const grant = crosses ? this.grants.find(from, { group, kind, namespace, name: secret }) : undefined;
        return { namespace, name: secret, crosses, grant: grant?.metadata.name };
      }),
      routesFrom: allowedRoutes?.namespaces?.from ?? 'Same',
      marks: this.marksOf(owner, index),
    };
  }

  /** What is wrong with a ListenerSet as a whole is wrong with each of its listeners: it has no node of its own. */
  private marksOf(owner: Listener['owner'], index: number): readonly Mark[] {
    const own = this.marks.of(owner, `spec.listeners[${index}]`);
    if (GATEWAY.is(owner)) return own;
    return joined(own, ...['metadata', 'spec.parentRef'].map((path) => this.marks.of(owner, path)));
  }
}

interface Stranger {
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

/** Those of a ListenerSet are told apart by its name, and by its namespace if that is another one. */
function nameOf({ owner, gateway, spec }: Listener): string {
  if (owner === gateway) return spec.name;
  const set = `${owner.metadata.name}/${spec.name}`;
  return namespaceOf(owner) === namespaceOf(gateway) ? set : `${namespaceOf(owner)}/${set}`;
}

function staticAddress({ spec }: Gateway): string | undefined {
  return spec.infrastructure?.annotations?.['loxilb.io/staticIP'];
}

function keyOf(object: StoredObject): string {
  return `${namespaceOf(object)}/${object.metadata.name}`;
}

/** What the API server refuses, and no picture has: `HTTPRoute shop/cart`, in the order of names. */
export function refusedObjects({ findings, cluster }: Played): readonly string[] {
  const drawn = ['Gateway', 'ListenerSet', 'ReferenceGrant', ...ROUTE_KINDS.map(({ kind }) => kind)];
  const refused = findings.filter(
    ({ rule, severity, resource }) =>
      rule.startsWith('admission/') && severity === 'error' && drawn.includes(resource.kind),
  );
  const stored = new Set(
    [GATEWAY, ...ROUTE_KINDS]
      .flatMap((kind) => cluster.inventory.all<StoredObject>(kind))
      .map((object) => routeTitle({ kind: object.kind, namespace: namespaceOf(object), name: object.metadata.name })),
  );
  const titles = refused.map(({ resource: { kind, namespace = 'default', name } }) =>
    routeTitle({ kind, namespace, name }),
  );
  return [...new Set(titles)].filter((title) => !stored.has(title)).sort(compareText);
}
