import type { Cluster } from '../../cluster';
import { each, type Rule, type Verdict } from '../rule';

export const noRoutes: Rule = {
  id: 'gateway/no-routes',
  severity: 'warning',
  title: 'A Gateway has no routes',
  why: 'Everything of the cluster is given, and no route is attached. The Gateway has a Service and a VIP, and answers every request with 404.',
  cure: 'Attach a route, or remove the Gateway.',
  source: 'Gateway API v1.6.1, ListenerStatus.attachedRoutes',
  check: each(
    ({ controller, platform }: Cluster) => (platform.isComplete() ? controller.gateways.all : []),
    ({ gateway, listeners }): Verdict => {
      if (listeners.some(({ attachedRoutes }) => attachedRoutes > 0)) return undefined;
      return { object: gateway, path: '', message: 'no route is attached: every request gets 404' };
    },
  ),
};
