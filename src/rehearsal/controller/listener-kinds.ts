import type { Implementation } from '../../platform';
import { GATEWAY_API_GROUP, type ListenerSpec, type RouteKind } from './api-kinds';
import type { Obstacle } from './condition';

/** Route kinds of each protocol. (Specification: Gateway, "supportedKinds".) */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** What is wrong with the protocol of a listener, or with what it does with TLS. */
export function protocolProblem({ protocol, tls }: ListenerSpec, implementation: Implementation): Obstacle | undefined {
  const kinds = Object.hasOwn(KINDS, protocol) ? KINDS[protocol] : undefined;
  if (implementation.ways.deadProtocols.includes(protocol)) return undefined;
  if (!kinds?.some((kind) => implementation.supports(kind))) {
    return { reason: 'UnsupportedProtocol', message: `the protocol ${protocol} is not supported` };
  }
  const mode = tls?.mode ?? 'Terminate';
  if (protocol === 'HTTPS' && mode !== 'Terminate') {
    return { reason: 'UnsupportedValue', message: `a listener of protocol HTTPS cannot have the TLS mode ${mode}` };
  }
  if (protocol === 'TLS' && mode === 'Terminate' && !implementation.supports('TLSRouteModeTerminate')) {
    return { reason: 'UnsupportedValue', message: 'a listener of protocol TLS can pass TLS through only' };
  }
  return undefined;
}

/** Route kinds that a listener takes, and what is wrong with those that it names. */
export function routeKindsOf(
  { protocol, allowedRoutes }: ListenerSpec,
  implementation: Implementation,
): { readonly kinds: readonly RouteKind[]; readonly problem: Obstacle | undefined } {
  const isDead = implementation.ways.deadProtocols.includes(protocol);
  const possible = (Object.hasOwn(KINDS, protocol) ? (KINDS[protocol] ?? []) : [])
    .filter((kind) => isDead || implementation.supports(kind))
    .map((kind) => ({ group: GATEWAY_API_GROUP, kind }));
  const named = allowedRoutes?.kinds;
  if (!named || named.length === 0) return { kinds: possible, problem: undefined };
  const isPossible = ({ group = GATEWAY_API_GROUP, kind }: RouteKind): boolean =>
    possible.some((each) => each.group === group && each.kind === kind);
  const wrong = named.filter((each) => !isPossible(each)).map(({ kind }) => kind);
  return {
    kinds: possible.filter(({ kind }) => named.some((each) => isPossible(each) && each.kind === kind)),
    problem:
      wrong.length === 0
        ? undefined
        : { reason: 'InvalidRouteKinds', message: `a listener of protocol ${protocol} takes no ${wrong.join(', ')}` },
  };
}
