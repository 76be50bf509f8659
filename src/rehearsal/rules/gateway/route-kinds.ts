import type { Rule } from '../rule';
import { listenerCheck } from './gateways';

export const routeKinds: Rule = {
  id: 'gateway/route-kinds',
  severity: 'error',
  title: 'A listener allows routes that its protocol cannot have',
  why: 'Listeners of HTTP and HTTPS take HTTPRoutes and GRPCRoutes, those of TLS take TLSRoutes, and so on. Any other kind gives the listener ResolvedRefs=False with InvalidRouteKinds; one that allows nothing else does not serve.',
  cure: 'Name kinds that fit the protocol, or leave kinds out.',
  source: 'Gateway API v1.6.1, ListenerReasonInvalidRouteKinds',
  check: listenerCheck(
    ({ unresolved }) => unresolved,
    ['InvalidRouteKinds'],
    () => '.allowedRoutes.kinds',
  ),
};
