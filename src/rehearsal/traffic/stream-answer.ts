import type { Route } from '../controller/api-kinds';
import type { Listener } from '../controller/listener';
import { hostnameIntersection, hostnamesOf } from '../hostnames';
import { byAge, namespaceOf } from '../inventory';
import type { Backends } from './backends';
import type { Outcome } from './outcome';
import type { Incoming } from './request';

/** Where a TLS stream, a TCP connection or a UDP datagram goes: no request is looked at. */
export function streamAnswer(
  listeners: readonly Listener[],
  attached: ReadonlyMap<Listener, readonly Route[]>,
  incoming: Incoming,
  backends: Backends,
  explain: (step: string) => void,
): Partial<Outcome> {
  const isTls = incoming.scheme === 'tls' || incoming.scheme === 'https';
  const chosen = isTls ? bySni(listeners, attached, incoming.sni ?? '') : oldest(listeners, attached);
  if (!chosen) {
    explain(isTls ? `no TLSRoute is for ${incoming.sni ?? 'a client without SNI'}` : 'no route is attached');
    return { connection: 'rejected', backends: [] };
  }
  const { route, listener } = chosen;
  const from = {
    listener: listener.spec.name,
    route: { kind: route.kind, namespace: namespaceOf(route), name: route.metadata.name },
    rule: 0,
  };
  const all = backends.of(route, route.spec.rules?.[0]?.backendRefs ?? []).filter(({ weight }) => weight > 0);
  for (const { problem } of all) if (problem !== undefined) explain(`a backend gets nothing: ${problem}`);
  const usable = all.filter(({ problem }) => problem === undefined);
  if (usable.length === 0) {
    explain('no backend of the route can be used');
    return { ...from, connection: 'rejected', backends: [] };
  }
  const passes = isTls && listener.spec.tls?.mode === 'Passthrough';
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const lost = total - usable.reduce((sum, { weight }) => sum + weight, 0);
  for (const { namespace, name, weight } of usable)
    explain(`Service ${namespace}/${name} gets ${weight} of ${total} connections`);
  return {
    ...from,
    backends: usable.map(({ namespace, name, port, weight }) => ({ namespace, name, port, weight })),
    backendTLS: passes,
    ...(lost > 0 ? { failing: lost / total } : {}),
    ...(passes && incoming.sni !== undefined
      ? { request: { method: '', path: '', host: '', headers: {}, sni: incoming.sni } }
      : {}),
  };
}

interface Chosen {
  readonly route: Route;
  readonly listener: Listener;
}

/** The most specific hostname that listener and route have in common; then the older route. */
function bySni(
  listeners: readonly Listener[],
  attached: ReadonlyMap<Listener, readonly Route[]>,
  sni: string,
): Chosen | undefined {
  const names = hostnamesOf(sni);
  let best: (Chosen & { readonly rank: number }) | undefined;
  for (const listener of listeners) {
    for (const route of attached.get(listener) ?? []) {
      const { hostnames = [] } = route.spec;
      for (const own of hostnames.length === 0 ? [undefined] : hostnames) {
        const common = hostnameIntersection(listener.spec.hostname?.toLowerCase(), own?.toLowerCase());
        const rank = common ? names.indexOf(common.hostname) : -1;
        if (rank < 0) continue;
        if (best && (best.rank < rank || (best.rank === rank && byAge(best.route, route) <= 0))) continue;
        best = { route, listener, rank };
      }
    }
  }
  return best;
}

/** Of TCP and UDP the oldest route has the listener. */
function oldest(listeners: readonly Listener[], attached: ReadonlyMap<Listener, readonly Route[]>): Chosen | undefined {
  const [listener] = listeners;
  const [route] = listener ? [...(attached.get(listener) ?? [])].sort(byAge) : [];
  return listener && route ? { listener, route } : undefined;
}
