import { hostnamesIntersect } from '../hostnames';
import { type Inventory, namespaceOf } from '../inventory';
import { admitsNamespace } from './admitted-namespace';
import { GATEWAY_API_GROUP, type ParentRef, type Route } from './api-kinds';
import type { Obstacle } from './condition';
import type { Listener } from './listener';

/** How a route and one of its parents get along. */
export interface Attachment {
  readonly parentRef: ParentRef;
  /** Listeners that it is attached to; none if there is an obstacle. */
  readonly listeners: readonly Listener[];
  readonly obstacle: Obstacle | undefined;
}

/** Kinds whose hostnames narrow what they get. */
const WITH_HOSTNAMES = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute']);

/**
 * Attaches a route to listeners of a parent: by section and port, then by what they allow, then by hostname. (Specification:
 * reasons NoMatchingParent, NotAllowedByListeners, NoMatchingListenerHostname.)
 *
 * @param own listeners of the parent itself
 */
export function attach(route: Route, parentRef: ParentRef, own: readonly Listener[], inventory: Inventory): Attachment {
  const fail = (reason: string, message: string): Attachment => ({
    parentRef,
    listeners: [],
    obstacle: { reason, message },
  });
  const { sectionName, port, kind = 'Gateway', name } = parentRef;
  const named = own.filter(
    ({ spec }) =>
      (sectionName === undefined || spec.name === sectionName) && (port === undefined || spec.port === port),
  );
  if (named.length === 0) {
    const wanted = [
      sectionName === undefined ? '' : ` ${sectionName}`,
      port === undefined ? '' : ` on port ${port}`,
    ].join('');
    return fail('NoMatchingParent', `${kind} ${name} has no listener${wanted}`);
  }
  const namespace = namespaceOf(route);
  const allowing = named.filter(
    ({ supportedKinds, spec, owner }) =>
      supportedKinds.some(
        (each) => each.kind === route.kind && (each.group ?? GATEWAY_API_GROUP) === GATEWAY_API_GROUP,
      ) && admitsNamespace(spec.allowedRoutes?.namespaces, namespaceOf(owner), namespace, inventory, 'Same'),
  );
  if (allowing.length === 0) {
    const names = named.map(({ spec }) => spec.name).join(', ');
    return fail('NotAllowedByListeners', `no listener of ${names} allows a ${route.kind} of namespace ${namespace}`);
  }
  const hostnames = WITH_HOSTNAMES.has(route.kind) ? (route.spec.hostnames ?? []) : [];
  const listeners = allowing.filter(
    ({ spec }) => hostnames.length === 0 || hostnames.some((each) => hostnamesIntersect(spec.hostname, each)),
  );
  if (listeners.length === 0) {
    const hosts = allowing.map(({ spec }) => spec.hostname).join(', ');
    return fail('NoMatchingListenerHostname', `none of ${hostnames.join(', ')} is a host of the listeners (${hosts})`);
  }
  return { parentRef, listeners, obstacle: undefined };
}
