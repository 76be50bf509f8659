import type { Rule } from '../rule';
import { notAttached } from './routes';

export const noMatchingListener: Rule = {
  id: 'route/no-matching-listener',
  severity: 'error',
  title: 'A route names a listener that its Gateway does not have',
  why: 'The section name or the port of the parent is that of no listener. The route gets Accepted=False with NoMatchingParent, which nobody sees who does not look at its status, and clients get 404.',
  cure: 'Correct sectionName and port of the parent, or leave them out.',
  source: 'Gateway API v1.6.1, RouteReasonNoMatchingParent',
  check: notAttached('NoMatchingParent', ({ parentRef }, at) =>
    parentRef.sectionName === undefined ? `${at}.port` : `${at}.sectionName`,
  ),
};
