import type { RouteKind } from './api-kinds';
import type { Condition } from './condition';

/** `status.listeners[]` of a Gateway or ListenerSet. */
export interface ListenerStatus {
  readonly name: string;
  readonly supportedKinds: readonly RouteKind[];
  readonly attachedRoutes: number;
  readonly conditions: readonly Condition[];
}

/** `status` of each kind that a Gateway controller writes, with the names of the Gateway API. */
export interface ControllerStatus {
  readonly conditions?: readonly Condition[];
  readonly addresses?: readonly { readonly type: string; readonly value: string }[];
  readonly listeners?: readonly ListenerStatus[];
  readonly attachedListenerSets?: number;
  readonly parents?: readonly {
    readonly parentRef: object;
    readonly controllerName: string;
    readonly conditions: readonly Condition[];
  }[];
  readonly ancestors?: readonly {
    readonly ancestorRef: object;
    readonly controllerName: string;
    readonly conditions: readonly Condition[];
  }[];
}
