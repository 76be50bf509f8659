import type { Rule } from '../rule';

export const routesAllowed: Rule = {
  id: 'diff/routes-allowed',
  severity: 'warning',
  title: 'A Gateway takes routes of others from now on',
  why: 'Whoever may write routes in these namespaces can take hostnames and paths of the listener, and the older route wins.',
  cure: 'Name the namespaces in allowedRoutes, or give each team a listener with a hostname of its own.',
  source: 'Gateway API v1.6.1, AllowedRoutes and AllowedListeners',
};
