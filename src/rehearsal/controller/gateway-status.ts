import type { Implementation } from '../../platform';
import type { StoredObject } from '../inventory';
import type { Gateway } from './api-kinds';
import { type Condition, condition, type Obstacle } from './condition';
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
  { ways }: Implementation,
): Obstacle | undefined {
  if (spec.infrastructure?.parametersRef && ways.gatewayParameters === 'refused') {
    return { reason: 'InvalidParameters', message: 'parameters of a single Gateway are not supported' };
  }
  if (addresses.unsupported) return addresses.unsupported;
  if (listeners.length > 0 && listeners.every(({ unaccepted }) => unaccepted)) {
    return { reason: 'ListenersNotValid', message: 'no listener can be accepted' };
  }
  return undefined;
}

/** What is known of a Gateway when its status is written. */
export interface ReviewedGateway {
  readonly gateway: Gateway;
  /** Its own listeners. */
  readonly own: readonly Listener[];
  readonly addresses: GatewayAddresses;
  /** What is wrong with the certificate that it shows to backends. */
  readonly client: Obstacle | undefined;
  /** ListenerSets that are attached. */
  readonly sets: number;
}

export function gatewayStatus(
  { gateway, own, addresses, client, sets }: ReviewedGateway,
  implementation: Implementation,
): ControllerStatus {
  const generation = generationOf(gateway);
  const unaccepted = gatewayObstacle(gateway, own, addresses, implementation);
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
      programmed(generation, refused ?? addresses.unusable ?? idle, addresses.pending),
      ...(gateway.spec.tls?.backend && implementation.supports('GatewayBackendClientCertificate')
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

function programmed(generation: number, obstacle: Obstacle | undefined, pending: Obstacle | false): Condition {
  if (!obstacle && pending) {
    return { type: 'Programmed', status: 'Unknown', ...pending, observedGeneration: generation };
  }
  return condition('Programmed', generation, obstacle, { reason: 'Programmed', message: 'the Gateway serves' });
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
