import type { Cluster } from '../../cluster';
import {
  GATEWAY,
  type Gateway,
  LISTENER_SET,
  type ListenerSet,
  type ObjectReference,
} from '../../controller/api-kinds';
import type { Obstacle } from '../../controller/condition';
import type { Listener } from '../../controller/listener';
import { type Check, each, perCluster, type Verdict } from '../rule';

/** Every Gateway, of whatever class. */
export function gateways({ inventory }: Cluster): readonly Gateway[] {
  return inventory.all(GATEWAY);
}

/** Listeners of this controller, and where their objects have them. */
export const listeners = perCluster(({ controller }): readonly { listener: Listener; path: string }[] =>
  controller.gateways.all.flatMap(({ listeners: all }) =>
    all.map((listener) => {
      const own = listener.owner.spec.listeners ?? [];
      return { listener, path: `spec.listeners[${own.indexOf(listener.spec)}]` };
    }),
  ),
);

/** A check of what is wrong with listeners. @param field below the listener */
export function listenerCheck(
  obstacle: (listener: Listener) => Obstacle | undefined,
  reasons: readonly string[],
  field: (obstacle: Obstacle) => string,
): Check {
  return each(listeners, ({ listener, path }): Verdict => {
    const found = obstacle(listener);
    if (!found || !reasons.includes(found.reason)) return undefined;
    return { object: listener.owner, path: `${path}${field(found)}`, message: found.message };
  });
}

/** References to certificates of all listeners. */
export function certificateReferences({
  inventory,
}: Cluster): readonly { object: Gateway | ListenerSet; ref: ObjectReference; path: string }[] {
  return [...inventory.all(GATEWAY), ...inventory.all(LISTENER_SET)].flatMap((object) =>
    (object.spec.listeners ?? []).flatMap(({ tls }, listener) =>
      (tls?.certificateRefs ?? []).map((ref, index) => ({
        object,
        ref,
        path: `spec.listeners[${listener}].tls.certificateRefs[${index}]`,
      })),
    ),
  );
}
