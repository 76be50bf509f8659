import type { Implementation } from '../../platform';
import type { ControlledGateway } from '../controller/controlled-gateways';
import { type Listener, unprogrammed } from '../controller/listener';
import { hostnamesOf } from '../hostnames';

/** Protocols of listeners by the scheme of a request. */
const PROTOCOLS = { http: 'HTTP', https: 'HTTPS', tls: 'TLS', tcp: 'TCP', udp: 'UDP' } as const;

/** Listeners of a Gateway on a port that serve the scheme. */
export function servingListeners(
  { listeners }: ControlledGateway,
  port: number,
  scheme: keyof typeof PROTOCOLS,
  { ways }: Implementation,
): readonly Listener[] {
  const protocol = PROTOCOLS[scheme];
  if (ways.deadProtocols.includes(protocol)) return [];
  return listeners.filter(
    (listener) => listener.spec.port === port && listener.spec.protocol === protocol && !unprogrammed(listener),
  );
}

/** The listener with the most specific hostname that a host is of; undefined if there is none. */
export function mostSpecific(listeners: readonly Listener[], host: string): Listener | undefined {
  for (const hostname of hostnamesOf(host)) {
    const found = listeners.find(({ spec }) => (spec.hostname ?? '').toLowerCase() === hostname);
    if (found) return found;
  }
  return undefined;
}
