import type { Rule } from '../rule';

export const hostnameGone: Rule = {
  id: 'diff/hostname-gone',
  severity: 'warning',
  title: 'A Gateway does not answer for a hostname any more',
  why: 'Clients that still ask for it get 404, or a TLS connection that ends at once.',
  cure: 'Nothing, if it is meant; else keep the listener and a route for it until nobody asks.',
  source: 'Gateway API v1.6.1, HTTPRoute hostnames',
};
