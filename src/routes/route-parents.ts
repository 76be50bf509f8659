import { hostnamesIntersect } from '../rehearsal/hostnames';
import { checkDnsSubdomain } from '../resource/checks';
import type { Field } from '../resource/field';
import type { ListenerFacts, ListenerProtocol, RouteParent } from './route-parent';
import type { ParentRefShape } from './shapes';

/** Kinds of routes. */
export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute' | 'UDPRoute';

/** What a route is, as far as attaching depends on it. */
export interface RouteFacts {
  readonly kind: RouteKind;
  readonly namespace?: string;
  /** Empty: every hostname. */
  readonly hostnames: readonly string[];
}

/** Listeners that a kind can attach to (Gateway API v1.6.1, geps/gep-1364 and the kinds' own pages). */
const PROTOCOLS: Readonly<Record<RouteKind, readonly ListenerProtocol[]>> = {
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
  TLSRoute: ['TLS'],
  TCPRoute: ['TCP', 'TLS'],
  UDPRoute: ['UDP'],
};

/**
 * `parentRefs` of a route.
 * @param field the prop `parents`
 * @throws InvalidFieldError for parents of another app, given twice, or that would not admit the route
 */
export function parentRefs(field: Field, parents: readonly RouteParent[], route: RouteFacts): ParentRefShape[] {
  if (parents.length === 0) {
    field.fail(
      parents,
      'has no parent',
      'Give the listener that the route attaches to, such as gateway.listener("http").',
    );
  }
  parents.forEach((parent, index) => {
    const place = field.item(index);
    checkSameApp(place, parent);
    checkAdmits(place, parent, route);
  });
  checkDistinct(field, parents, route);
  return parents.map((parent) => parentRef(parent, route));
}

function parentRef(parent: RouteParent, route: RouteFacts): ParentRefShape {
  const { parentNamespace: namespace, sectionName, port } = parent;
  return {
    group: 'gateway.networking.k8s.io',
    kind: parent.parentKind,
    name: parent.parentName,
    ...(namespace === undefined || namespace === route.namespace ? {} : { namespace }),
    ...(sectionName === undefined ? {} : { sectionName }),
    ...(port === undefined ? {} : { port }),
  };
}

function checkSameApp(field: Field, parent: RouteParent): void {
  if (!parent.construct) {
    checkDnsSubdomain(field.at('name'), parent.parentName);
    return;
  }
  if (parent.construct.node.root !== field.construct.node.root) {
    const inNamespace = parent.parentNamespace === undefined ? '' : `, { namespace: '${parent.parentNamespace}' }`;
    field.fail(
      parent.parentName,
      'belongs to another app',
      `Use ParentGateway.named('${parent.parentName}'${inNamespace}) for a gateway that is made elsewhere.`,
    );
  }
}

/** One listener that admits the route is enough. */
function checkAdmits(field: Field, parent: RouteParent, route: RouteFacts): void {
  const { listeners } = parent;
  if (!listeners) return;
  const refusals = listeners.map((listener) => refusal(listener, parent, route));
  if (refusals.some((reason) => reason === undefined)) return;
  const name = parent.sectionName === undefined ? parent.parentName : `${parent.parentName}/${parent.sectionName}`;
  const [reason = 'it has no listeners'] = refusals;
  field.fail(
    name,
    `admits no ${route.kind} like this one: ${reason}`,
    'Attach to another listener, or change one of the two.',
  );
}

/** Why a listener does not admit a route, in the order of the specification; undefined if it does. */
function refusal(listener: ListenerFacts, parent: RouteParent, route: RouteFacts): string | undefined {
  const name = `listener "${listener.name}"`;
  const { protocol, tlsMode, kinds } = listener;
  if (!PROTOCOLS[route.kind].includes(protocol)) return `${name} has protocol ${protocol}`;
  if (route.kind === 'TCPRoute' && protocol === 'TLS' && tlsMode !== 'Terminate') return `${name} passes TLS through`;
  if (kinds && !kinds.includes(route.kind)) return `${name} allows the kinds ${kinds.join(', ')} only`;
  if (listener.namespaces === 'None') return `${name} allows routes of no namespace`;
  if (listener.namespaces === 'Same' && parent.parentNamespace !== route.namespace) {
    return `${name} allows routes of its namespace only, "${parent.parentNamespace}", and the route is in "${route.namespace}"`;
  }
  if (
    route.hostnames.length > 0 &&
    !route.hostnames.some((hostname) => hostnamesIntersect(listener.hostname, hostname))
  ) {
    return `${name} has the hostname "${listener.hostname}", which none of the route's fits`;
  }
  return undefined;
}

/** Several references to one parent must each say which part of it they mean. */
function checkDistinct(field: Field, parents: readonly RouteParent[], route: RouteFacts): void {
  const seen = new Map<string, { readonly index: number; readonly parent: RouteParent }[]>();
  parents.forEach((parent, index) => {
    const key = `${parent.parentKind}/${parent.parentNamespace ?? route.namespace}/${parent.parentName}`;
    const others = seen.get(key) ?? [];
    for (const other of others) {
      const [a, b] = [other.parent, parent];
      const unlike =
        (a.sectionName === undefined) !== (b.sectionName === undefined) ||
        (a.port === undefined) !== (b.port === undefined);
      if (unlike || (a.sectionName === b.sectionName && a.port === b.port)) {
        field
          .item(index)
          .fail(
            parent.parentName,
            `is the same parent as ${field.item(other.index).path}, or holds it`,
            'Name a listener of its own in each, or leave one out.',
          );
      }
    }
    seen.set(key, [...others, { index, parent }]);
  });
}
