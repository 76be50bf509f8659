import type { Cluster } from '../../cluster';
import { ROUTE_KINDS, type Route, type RouteRule } from '../../controller/api-kinds';
import type { Attachment } from '../../controller/attachment';
import { type BackendPlace, backendPlaces } from '../../controller/backend-references';
import type { Check, Violation } from '../rule';
import { each, perCluster } from '../rule';

/** Every route, whatever its parents are. */
export const routes = perCluster(({ inventory }): readonly Route[] =>
  ROUTE_KINDS.flatMap((kind) => inventory.all(kind)),
);

/** Rules of HTTPRoutes and GRPCRoutes. */
export const httpRules = perCluster((cluster): readonly { route: Route; rule: RouteRule; path: string }[] =>
  routes(cluster).flatMap((route) =>
    route.kind === 'HTTPRoute' || route.kind === 'GRPCRoute'
      ? (route.spec.rules ?? []).map((rule, index) => ({ route, rule, path: `spec.rules[${index}]` }))
      : [],
  ),
);

/** Everything that routes send requests to. */
export const backends = perCluster((cluster): readonly BackendPlace[] => routes(cluster).flatMap(backendPlaces));

/** Routes and their parents of this controller. */
const attachments = perCluster(({ controller }): readonly { route: Route; attachment: Attachment }[] =>
  [...controller.attachments].flatMap(([route, all]) => all.map((attachment) => ({ route, attachment }))),
);

/**
 * A check of the reason for which the controller does not accept a route.
 * @param field of the parentRef, or of the route
 * @param isUnknown true where it depends on what is not given
 */
export function notAttached(
  reason: string,
  field: (attachment: Attachment, at: string) => string,
  isUnknown: (route: Route, attachment: Attachment, cluster: Cluster) => boolean = () => false,
): Check {
  return each(attachments, ({ route, attachment }, cluster): Violation | undefined => {
    const { obstacle, parentRef } = attachment;
    if (obstacle?.reason !== reason || isUnknown(route, attachment, cluster)) return undefined;
    const index = (route.spec.parentRefs ?? []).indexOf(parentRef);
    return { object: route, path: field(attachment, `spec.parentRefs[${index}]`), message: obstacle.message };
  });
}
