import type { Cluster } from '../../cluster';
import type { Route } from '../../controller/api-kinds';
import type { Attachment } from '../../controller/attachment';
import { kindOf, namespaceOf } from '../../inventory';
import type { Rule } from '../rule';
import { notAttached } from './routes';

export const notAllowed: Rule = {
  id: 'route/not-allowed',
  severity: 'error',
  title: 'No listener takes the route',
  why: 'The listeners allow routes of other namespaces or kinds only. Unless they say otherwise that is those of the namespace of their Gateway. The route gets Accepted=False with NotAllowedByListeners, and clients get 404.',
  cure: 'Let a listener allow namespace and kind with allowedRoutes, or choose another parent.',
  source: 'Gateway API v1.6.1, RouteReasonNotAllowedByListeners',
  check: notAttached('NotAllowedByListeners', (_, at) => at, dependsOnLabels),
};

const NAMESPACE = kindOf('', 'Namespace');

/** A selector looks at labels of a namespace, which may be one that others made. */
function dependsOnLabels(
  route: Route,
  { parentRef }: Attachment,
  { controller, inventory, platform }: Cluster,
): boolean {
  const namespace = namespaceOf(route);
  if (platform.isComplete() || inventory.findCluster(NAMESPACE, namespace)) return false;
  const parent = controller.gateways.parentOf(parentRef, namespace);
  const listeners = parent ? controller.gateways.listenersOf(parent) : [];
  return listeners.some(({ spec }) => spec.allowedRoutes?.namespaces?.from === 'Selector');
}
