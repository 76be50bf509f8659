import type { Implementation } from '../../platform';
import { hostnamesIntersect } from '../hostnames';
import type { ListenerSpec } from './api-kinds';
import type { Obstacle } from './condition';

/** A listener, and whose it is. */
export interface OwnedListener {
  readonly spec: ListenerSpec;
  /** The Gateway, or a ListenerSet. */
  readonly owner: object;
}

/**
 * Listeners that cannot be on one port together. Of two owners the listener of the earlier one stays; within one owner nothing
 * says which was meant, and all of them lose.
 *
 * Specification: Gateway, "Distinct Listeners"; GEP-1713 for ListenerSets.
 *
 * @param listeners in the order of precedence; those of one owner together
 * @param listenerConflicts which are looked at. @default those that the implementation looks at
 */
export function conflictsOf<T extends OwnedListener>(
  listeners: readonly T[],
  implementation: Implementation,
  listenerConflicts = implementation.ways.listenerConflicts,
): ReadonlyMap<T, Obstacle> {
  const conflicts = new Map<T, Obstacle>();
  if (listenerConflicts === 'unchecked') return conflicts;
  const between = listenerConflicts === 'cilium' ? ciliumConflictOf : conflictOf;
  for (const group of byPort(listeners).values()) {
    const standing: T[] = [];
    for (const owner of new Set(group.map((each) => each.owner))) {
      const own = group.filter((each) => each.owner === owner);
      for (const listener of own) {
        const rivals = [...standing, ...own.filter((each) => each !== listener)];
        const problem = rivals.map((rival) => between(listener.spec, rival.spec, implementation)).find(Boolean);
        if (problem) conflicts.set(listener, problem);
      }
      standing.push(...own.filter((each) => !conflicts.has(each)));
    }
  }
  return conflicts;
}

/** By port of TCP and of UDP, which are different ports. */
function byPort<T extends OwnedListener>(listeners: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const listener of listeners) {
    const { protocol, port } = listener.spec;
    const key = `${protocol === 'UDP' ? 'UDP' : 'TCP'} ${port}`;
    const group = groups.get(key);
    if (group) group.push(listener);
    else groups.set(key, [listener]);
  }
  return groups;
}

function conflictOf(a: ListenerSpec, b: ListenerSpec, implementation: Implementation): Obstacle | undefined {
  if (layerOf(a) !== layerOf(b)) {
    return {
      reason: 'ProtocolConflict',
      message: `port ${a.port} is of protocol ${b.protocol} in listener ${b.name}, and cannot be of ${a.protocol} as well`,
    };
  }
  if (a.protocol === 'TCP' || a.protocol === 'UDP') {
    return { reason: 'ProtocolConflict', message: `port ${a.port} of ${a.protocol} is taken by listener ${b.name}` };
  }
  if ((a.hostname ?? '') === (b.hostname ?? '')) return sameHostname(a, b);
  const isMixed =
    a.protocol === 'TLS' && b.protocol === 'TLS' && (a.tls?.mode ?? 'Terminate') !== (b.tls?.mode ?? 'Terminate');
  if (isMixed && !implementation.supports('TLSRouteModeMixed')) {
    return {
      reason: 'ProtocolConflict',
      message: `port ${a.port} both terminates TLS and passes it through (listener ${b.name})`,
    };
  }
  return undefined;
}

function sameHostname({ port, hostname = '' }: ListenerSpec, { name }: ListenerSpec): Obstacle {
  const host = hostname === '' ? 'no hostname' : `the hostname ${hostname}`;
  return { reason: 'HostnameConflict', message: `listener ${name} has port ${port} and ${host} as well` };
}

/** Cilium since 1.19.6: operator/pkg/gateway-api, listenerPairConflict. HTTP beside HTTPS is not looked at. */
function ciliumConflictOf(a: ListenerSpec, b: ListenerSpec): Obstacle | undefined {
  const [first, second] = [a, b].map(({ protocol }) => protocol === 'TCP' || protocol === 'UDP');
  if (first || second) {
    return { reason: 'ProtocolConflict', message: `port ${a.port} is taken by listener ${b.name} of ${b.protocol}` };
  }
  if (a.protocol === b.protocol && (a.hostname ?? '') === (b.hostname ?? '')) return sameHostname(a, b);
  const passes = ({ protocol, tls }: ListenerSpec): boolean => protocol === 'TLS' && tls?.mode === 'Passthrough';
  const terminates = ({ protocol, tls }: ListenerSpec): boolean => protocol === 'HTTPS' && tls?.mode !== 'Passthrough';
  if (((passes(a) && terminates(b)) || (terminates(a) && passes(b))) && hostnamesIntersect(a.hostname, b.hostname)) {
    return {
      reason: 'ProtocolConflict',
      message: `port ${a.port} terminates TLS and passes it through for the same hosts (listener ${b.name})`,
    };
  }
  return undefined;
}

/** Listeners of one layer can share a port if their hostnames differ: those that are told apart by Host, and by SNI. */
function layerOf({ protocol }: ListenerSpec): string {
  return protocol === 'HTTPS' ? 'TLS' : protocol;
}
