import type { Gateway, ListenerSet, ListenerSpec, RouteKind } from './api-kinds';
import type { Obstacle } from './condition';

/** A listener of a Gateway or of a ListenerSet, as the controller sees it. */
export interface Listener {
  readonly gateway: Gateway;
  /** The object that it stands in. */
  readonly owner: Gateway | ListenerSet;
  readonly spec: ListenerSpec;
  readonly supportedKinds: readonly RouteKind[];
  /** What keeps it from being Accepted, from having its references resolved, and from being Programmed. */
  readonly unaccepted: Obstacle | undefined;
  readonly unresolved: Obstacle | undefined;
  readonly conflict: Obstacle | undefined;
  /** Routes that are attached. */
  attachedRoutes: number;
}

/** What keeps a listener from serving. */
export function unprogrammed({ unaccepted, unresolved, conflict, supportedKinds }: Listener): Obstacle | undefined {
  if (conflict) return conflict;
  if (unaccepted) return { reason: 'Invalid', message: unaccepted.message };
  // A kind that is not supported beside one that is leaves a listener that serves the one.
  if (!unresolved || (unresolved.reason === 'InvalidRouteKinds' && supportedKinds.length > 0)) return undefined;
  return { reason: 'Invalid', message: unresolved.message };
}
