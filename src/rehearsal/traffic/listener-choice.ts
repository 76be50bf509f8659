import type { Cluster } from '../cluster';
import { SECRET } from '../controller/api-kinds';
import type { ControlledGateway } from '../controller/controlled-gateways';
import { type Listener, unprogrammed } from '../controller/listener';
import { hostnamesOf } from '../hostnames';
import { namespaceOf } from '../inventory';

/** Protocols of listeners by the scheme of a request. */
const PROTOCOLS = { http: 'HTTP', https: 'HTTPS', tls: 'TLS', tcp: 'TCP', udp: 'UDP' } as const;

/** Listeners of a Gateway on a port that serve the scheme. */
export function servingListeners(
  { listeners }: ControlledGateway,
  port: number,
  scheme: keyof typeof PROTOCOLS,
  cluster: Cluster,
): readonly Listener[] {
  const protocol = PROTOCOLS[scheme];
  if (cluster.platform.implementation.ways.deadProtocols.includes(protocol)) return [];
  return listeners.filter(
    (listener) => listener.spec.port === port && listener.spec.protocol === protocol && serves(listener, cluster),
  );
}

/**
 * A certificate that is not among the manifests is taken as there: Secrets seldom are. Unless other Secrets of its namespace are given, or
 * everything is.
 */
function serves(listener: Listener, { inventory, platform }: Cluster): boolean {
  const { unresolved, unaccepted, conflict, spec, owner } = listener;
  if (!unprogrammed(listener)) return true;
  if (unaccepted || conflict || unresolved?.reason !== 'InvalidCertificateRef') return false;
  return (spec.tls?.certificateRefs ?? []).every(({ kind = 'Secret', namespace = namespaceOf(owner) }) => {
    return kind === 'Secret' && inventory.namesIn(SECRET, namespace).length === 0 && !platform.isComplete(namespace);
  });
}

/** The listener with the most specific hostname that a host is of; undefined if there is none. */
export function mostSpecific(listeners: readonly Listener[], host: string): Listener | undefined {
  for (const hostname of hostnamesOf(host)) {
    const found = listeners.find(({ spec }) => (spec.hostname ?? '').toLowerCase() === hostname);
    if (found) return found;
  }
  return undefined;
}
