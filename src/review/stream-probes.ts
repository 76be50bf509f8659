import type { Rehearsal } from '../rehearsal';
import { hostnameIntersection } from '../rehearsal/hostnames';
import { namespaceOf } from '../rehearsal/inventory';
import type { TrafficRequest } from '../rehearsal/traffic/request';
import { hostOf, placeOf } from './match-probe';

/** Protocols of listeners whose routes look at no request. */
const STREAMS = ['TLS', 'TCP', 'UDP'] as const;
const KINDS: readonly string[] = ['TLSRoute', 'TCPRoute', 'UDPRoute'];

/** Connections to each listener that a TLSRoute, TCPRoute or UDPRoute is attached to, with TLS for each hostname; by their titles. */
export function streamProbes({ cluster }: Rehearsal): ReadonlyMap<string, TrafficRequest> {
  const probes = new Map<string, TrafficRequest>();
  for (const [route, attachments] of cluster.controller.attachments) {
    if (!KINDS.includes(route.kind)) continue;
    for (const listener of new Set(attachments.flatMap(({ listeners }) => listeners))) {
      const protocol = STREAMS.find((each) => each === listener.spec.protocol);
      if (protocol === undefined) continue;
      const { hostnames = [] } = route.spec;
      const own = protocol !== 'TLS' || hostnames.length === 0 ? [undefined] : hostnames;
      for (const each of own) {
        const common = hostnameIntersection(listener.spec.hostname?.toLowerCase(), each?.toLowerCase());
        if (!common) continue;
        const host = hostOf(common.hostname);
        const { gateway, spec } = listener;
        const told = protocol === 'TLS' ? ` ${host === '' ? 'any host' : host}` : '';
        probes.set(`${protocol} ${placeOf(listener)}${told}`, {
          gateway: {
            namespace: namespaceOf(gateway),
            name: gateway.metadata.name,
            listenerPort: spec.port,
            scheme: protocol.toLowerCase(),
            ...(protocol === 'TLS' ? { tlsServerName: host } : {}),
          },
        });
      }
    }
  }
  return probes;
}
