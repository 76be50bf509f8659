import type { Rule } from '../rule';

/**
 * A route that is taken out loses its requests on purpose, which a warning is enough for. One whose match is still there is meant to answer: that it
 * does not is an outage, by a listener, a hostname, a backend or a grant that went, or by an exact path in place of a prefix.
 */
export const answerLost: Rule = {
  id: 'diff/answer-lost',
  severity: 'error',
  title: 'Requests that had an answer get none',
  why: 'A request that was answered gets 404, another error, or no connection. It is an error where a route still has the match, for it is meant to be answered; a warning where the match is gone from every route, as when a route is removed on purpose.',
  cure: 'Nothing, if it is meant; else give back what is missing: loxigw trace shows where the request goes and why, loxigw check what is wrong with the new side.',
  source: 'Gateway API v1.6.1, HTTPRoute rules and matches',
};
