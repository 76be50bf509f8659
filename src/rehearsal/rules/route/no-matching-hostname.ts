import type { Rule } from '../rule';
import { notAttached } from './routes';

export const noMatchingHostname: Rule = {
  id: 'route/no-matching-hostname',
  severity: 'error',
  title: 'A route has no hostname of its listeners',
  why: 'None of the hostnames of the route is one of the listeners it is for, so no request can reach it. It gets Accepted=False with NoMatchingListenerHostname.',
  cure: 'Give the route a hostname of the listener, or a listener the hostname of the route. A wildcard stands for one or more labels in front, not for the domain itself.',
  source: 'Gateway API v1.6.1, RouteReasonNoMatchingListenerHostname',
  check: notAttached('NoMatchingListenerHostname', () => 'spec.hostnames'),
};
