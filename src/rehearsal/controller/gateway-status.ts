import type { StoredObject } from '../inventory';
import type { Gateway } from './api-kinds';
import { condition, type Obstacle } from './condition';
import type { GatewayAddresses } from './gateway-addresses';
import { type Listener, unprogrammed } from './listener';
import type { ControllerStatus, ListenerStatus } from './status';

/** `metadata.generation`; 1 where there is none, as on creation. */
export function generationOf({ metadata }: StoredObject): number {
  return metadata.generation ?? 1;
}

/** What keeps a whole Gateway from being accepted. */
export function gatewayObstacle(
  { spec }: Gateway,
  listeners: readonly Listener[],
  addresses: GatewayAddresses,
): Obstacle | undefined {
  if (spec.infrastructure?.parametersRef) {
    return { reason: 'InvalidParameters', message: 'parameters of a single Gateway are not supported' };
  }
  if (addresses.unsupported) return addresses.unsupported;
  if (listeners.length > 0 && listeners.every(({ unaccepted }) => unaccepted)) {
    return { reason: 'ListenersNotValid', message: 'no listener can be accepted' };
  }
  return undefined;
}

/** @param own listeners of the Gateway itself @param client what is wrong with its certificate for backends */
export function gatewayStatus(
  gateway: Gateway,
  own: readonly Listener[],
  addresses: GatewayAddresses,
  client: Obstacle | undefined,
  sets: number,
): ControllerStatus {
  const generation = generationOf(gateway);
  const unaccepted = gatewayObstacle(gateway, own, addresses);
  const bad = own.filter((listener) => unprogrammed(listener)).map(({ spec }) => spec.name);
  const accepted: Obstacle =
    bad.length === 0
      ? { reason: 'Accepted', message: 'the Gateway is accepted' }
      : { reason: 'ListenersNotValid', message: `not valid: ${bad.join(', ')}` };
  const idle: Obstacle | undefined =
    own.length > 0 && bad.length === own.length ? { reason: 'Invalid', message: 'no listener can serve' } : undefined;
  const refused = unaccepted && { reason: 'Invalid', message: unaccepted.message };
  return {
    addresses: unaccepted ? [] : addresses.addresses,
    conditions: [
      condition('Accepted', generation, unaccepted, accepted),
      condition('Programmed', generation, refused ?? addresses.unusable ?? idle, {
        reason: 'Programmed',
        message: 'the Gateway serves',
      }),
      ...(gateway.spec.tls?.backend
        ? [
            condition('ResolvedRefs', generation, client, {
              reason: 'ResolvedRefs',
              message: 'all references are resolved',
            }),
          ]
        : []),
    ],
    listeners: own.map((listener) => listenerStatus(listener, generation)),
    ...(sets > 0 ? { attachedListenerSets: sets } : {}),
  };
}

export function listenerStatus(listener: Listener, generation: number): ListenerStatus {
  const { spec, supportedKinds, attachedRoutes, unaccepted, unresolved, conflict } = listener;
  return {
    name: spec.name,
    supportedKinds,
    attachedRoutes,
    conditions: [
      condition('Accepted', generation, unaccepted, { reason: 'Accepted', message: 'the listener is accepted' }),
      condition('Programmed', generation, unprogrammed(listener), {
        reason: 'Programmed',
        message: 'the listener serves',
      }),
      condition('ResolvedRefs', generation, unresolved, {
        reason: 'ResolvedRefs',
        message: 'all references are resolved',
      }),
      conflict
        ? { type: 'Conflicted', status: 'True', ...conflict, observedGeneration: generation }
        : {
            type: 'Conflicted',
            status: 'False',
            reason: 'NoConflicts',
            message: 'no other listener is in the way',
            observedGeneration: generation,
          },
    ],
  };
}
