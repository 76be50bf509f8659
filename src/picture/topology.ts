import type { Finding, Rehearsal, Severity } from '../rehearsal';
import type { Route, RouteRule } from '../rehearsal/controller/api-kinds';
import type { ControlledGateway } from '../rehearsal/controller/controlled-gateways';
import type { Listener } from '../rehearsal/controller/listener';
import { namespaceOf, type StoredObject } from '../rehearsal/inventory';

/** A Gateway with everything behind it. */
export interface GatewayTopology {
  readonly namespace: string;
  readonly name: string;
  /** Undefined where nothing gives it one, or nothing is known. */
  readonly vip: string | undefined;
  readonly worst: Severity | undefined;
  readonly listeners: readonly ListenerTopology[];
  /** In the order of names. */
  readonly routes: readonly RouteTopology[];
}

export interface ListenerTopology {
  /** Of a ListenerSet: `set/name`. */
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  /** `*` for every host. */
  readonly hostname: string;
  /** Secrets with the certificates, as `namespace/name`. */
  readonly certificates: readonly string[];
}

export interface RouteTopology {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly hostnames: readonly string[];
  /** Names of listeners that it is attached to. */
  readonly listeners: readonly string[];
  readonly worst: Severity | undefined;
  readonly backends: readonly BackendTopology[];
  /** Where it redirects to, for each rule that does. */
  readonly redirects: readonly string[];
}

/** A Service that a route sends to. */
export interface BackendTopology {
  readonly namespace: string;
  readonly name: string;
  readonly port: number | undefined;
  /** What goes there, for each rule: its first match, with the share unless that is all. */
  readonly labels: readonly string[];
  /** True for another namespace than that of the route: a ReferenceGrant allows it. */
  readonly granted: boolean;
}

/** What a topology is made of. */
export type Played = Pick<Rehearsal, 'cluster' | 'findings'>;

/** What a rehearsal has, Gateway by Gateway, in the order of names: the same on every machine. */
export function topologyOf(rehearsal: Played): readonly GatewayTopology[] {
  const { controller } = rehearsal.cluster;
  const worst = worstByObject(rehearsal.findings);
  return [...controller.gateways.all]
    .map((controlled) => gatewayTopology(controlled, rehearsal, worst))
    .sort((a, b) => compare(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`));
}

type Worst = ReadonlyMap<string, Severity>;

function gatewayTopology(
  { gateway, listeners }: ControlledGateway,
  { cluster }: Played,
  worst: Worst,
): GatewayTopology {
  const own = new Set(listeners);
  const routes = [...cluster.controller.attachments].flatMap(([route, attachments]): RouteTopology[] => {
    const attached = attachments.flatMap((each) => each.listeners).filter((listener) => own.has(listener));
    if (attached.length === 0) return [];
    return [routeTopology(route, [...new Set(attached.map(nameOf))], worst)];
  });
  return {
    namespace: namespaceOf(gateway),
    name: gateway.metadata.name,
    vip: cluster.loadBalancer?.vipOf(gateway) ?? gateway.spec.infrastructure?.annotations?.['loxilb.io/staticIP'],
    worst: worst.get(keyOf(gateway)),
    listeners: listeners.map(listenerTopology),
    routes: routes.sort((a, b) => compare(titleOf(a), titleOf(b))),
  };
}

function listenerTopology(listener: Listener): ListenerTopology {
  const { port, protocol, hostname = '*', tls } = listener.spec;
  const own = namespaceOf(listener.owner);
  const certificates = (tls?.certificateRefs ?? []).map(({ namespace = own, name }) => `${namespace}/${name}`);
  return { name: nameOf(listener), port, protocol, hostname, certificates };
}

/** Those of a ListenerSet are told apart by its name. */
function nameOf({ owner, gateway, spec }: Listener): string {
  return owner === gateway ? spec.name : `${owner.metadata.name}/${spec.name}`;
}

function routeTopology(route: Route, listeners: readonly string[], worst: Worst): RouteTopology {
  const namespace = namespaceOf(route);
  const { hostnames = [], rules = [] } = route.spec;
  return {
    kind: route.kind,
    namespace,
    name: route.metadata.name,
    hostnames,
    listeners,
    worst: worst.get(keyOf(route)),
    backends: backendsOf(rules, namespace),
    redirects: rules.flatMap(({ filters = [] }) =>
      filters.flatMap(({ requestRedirect: to }) =>
        to ? [`${to.scheme ?? ''}${to.scheme ? '://' : ''}${to.hostname ?? ''}` || 'redirect'] : [],
      ),
    ),
  };
}

function backendsOf(rules: readonly RouteRule[], own: string): readonly BackendTopology[] {
  const found = new Map<string, BackendTopology & { readonly labels: string[] }>();
  for (const rule of rules) {
    const refs = rule.backendRefs ?? [];
    const total = refs.reduce((sum, { weight = 1 }) => sum + weight, 0);
    for (const { name, namespace = own, port, weight = 1 } of refs) {
      const key = `${namespace}/${name}:${port}`;
      const known = found.get(key) ?? { namespace, name, port, labels: [], granted: namespace !== own };
      found.set(key, known);
      const share = weight === total ? '' : ` ${Number(((100 * weight) / Math.max(total, 1)).toFixed(1))} %`;
      known.labels.push(`${matchText(rule)}${share}`);
    }
  }
  return [...found.values()];
}

/** The path of the first match, and how many there are besides. */
function matchText({ matches = [] }: RouteRule): string {
  const [first] = matches;
  const { method } = first ?? {};
  const grpc = typeof method === 'object' ? `${method.service ?? '*'}/${method.method ?? '*'}` : undefined;
  const path = grpc ?? first?.path?.value ?? '/';
  return `${typeof method === 'string' ? `${method} ` : ''}${path}${matches.length > 1 ? ` +${matches.length - 1}` : ''}`;
}

function worstByObject(findings: readonly Finding[]): Worst {
  const order: readonly Severity[] = ['info', 'warning', 'error'];
  const worst = new Map<string, Severity>();
  for (const { resource, severity } of findings) {
    const key = `${resource.kind} ${resource.namespace ?? 'default'}/${resource.name}`;
    const known = worst.get(key);
    if (known === undefined || order.indexOf(severity) > order.indexOf(known)) worst.set(key, severity);
  }
  return worst;
}

function keyOf(object: StoredObject): string {
  return `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`;
}

function titleOf({ kind, namespace, name }: RouteTopology): string {
  return `${namespace}/${name} ${kind}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
