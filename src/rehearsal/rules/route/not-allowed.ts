import type { Rule } from '../rule';
import { notAttached } from './routes';

export const notAllowed: Rule = {
  id: 'route/not-allowed',
  severity: 'error',
  title: 'No listener takes the route',
  why: 'The listeners allow routes of other namespaces or kinds only. Unless they say otherwise that is those of the namespace of their Gateway. The route gets Accepted=False with NotAllowedByListeners, and clients get 404.',
  cure: 'Let a listener allow namespace and kind with allowedRoutes, or choose another parent.',
  source: 'Gateway API v1.6.1, RouteReasonNotAllowedByListeners',
  check: notAttached('NotAllowedByListeners', (_, at) => at),
};
