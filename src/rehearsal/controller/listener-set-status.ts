import type { ListenerSet } from './api-kinds';
import { condition, type Obstacle } from './condition';
import { generationOf, listenerStatus } from './gateway-status';
import { type Listener, unprogrammed } from './listener';
import type { ControllerStatus } from './status';

/** @param refusal why its Gateway does not take it in @param own its listeners */
export function listenerSetStatus(
  set: ListenerSet,
  refusal: Obstacle | undefined,
  own: readonly Listener[],
): ControllerStatus {
  const generation = generationOf(set);
  const bad = own.filter((listener) => unprogrammed(listener)).map(({ spec }) => spec.name);
  const obstacle = refusal ?? listenersObstacle(own);
  return {
    conditions: [
      condition(
        'Accepted',
        generation,
        obstacle,
        bad.length === 0
          ? { reason: 'Accepted', message: 'the ListenerSet is accepted' }
          : { reason: 'ListenersNotValid', message: `not valid: ${bad.join(', ')}` },
      ),
      condition('Programmed', generation, obstacle, { reason: 'Programmed', message: 'the ListenerSet serves' }),
    ],
    ...(refusal ? {} : { listeners: own.map((listener) => listenerStatus(listener, generation)) }),
  };
}

/** What keeps a set from being accepted: that none of its listeners can serve. */
export function listenersObstacle(own: readonly Listener[]): Obstacle | undefined {
  return own.every((listener) => unprogrammed(listener))
    ? { reason: 'ListenersNotValid', message: 'no listener can serve' }
    : undefined;
}
