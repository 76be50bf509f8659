import type { Cluster } from '../../cluster';
import type { Listener } from '../../controller/listener';
import { hostnamesIntersect } from '../../hostnames';
import { each, type Rule, type Verdict } from '../rule';
import { listeners } from './gateways';

export const overlappingTls: Rule = {
  id: 'gateway/overlapping-tls',
  severity: 'warning',
  title: 'HTTPS listeners of one port have hostnames in common',
  why: 'A browser uses one connection for every host that the certificate is for. A request for the one host then comes in on the listener of the other, and gets its answer, or 404. Cilium does not report it.',
  cure: 'Use one listener for both, or a certificate for each that is not for the other, or another port.',
  source: 'Gateway API v1.6.1, ListenerConditionOverlappingTLSConfig; RFC 9113, 9.1.1',
  check: each(groups, verdict),
};

interface Group {
  readonly listener: Listener;
  readonly path: string;
  /** Wildcards and listeners without hostname on the same port of the same Gateway. */
  readonly wide: readonly Listener[];
}

function groups(cluster: Cluster): readonly Group[] {
  const secure = listeners(cluster).filter(({ listener }) => listener.spec.protocol === 'HTTPS');
  const wide = new Map<string, Listener[]>();
  for (const { listener } of secure) {
    if (!isWide(listener)) continue;
    const known = wide.get(keyOf(listener));
    if (known) known.push(listener);
    else wide.set(keyOf(listener), [listener]);
  }
  return secure.map(({ listener, path }) => ({ listener, path, wide: wide.get(keyOf(listener)) ?? [] }));
}

function isWide({ spec: { hostname } }: Listener): boolean {
  return hostname === undefined || hostname.startsWith('*.');
}

function keyOf({ gateway, spec }: Listener): string {
  return `${gateway.metadata.namespace}/${gateway.metadata.name} ${spec.port}`;
}

function verdict({ listener, path, wide }: Group): Verdict {
  if (isWide(listener)) return undefined;
  const other = wide.find(({ spec }) => hostnamesIntersect(spec.hostname, listener.spec.hostname));
  if (!other) return undefined;
  const message = `${listener.spec.hostname} is a host of listener ${other.spec.name} as well (${other.spec.hostname ?? 'any host'})`;
  return { object: listener.owner, path: `${path}.hostname`, message };
}
