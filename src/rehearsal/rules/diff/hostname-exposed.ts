import type { Rule } from '../rule';

export const hostnameExposed: Rule = {
  id: 'diff/hostname-exposed',
  severity: 'warning',
  title: 'A Gateway answers for a hostname that it did not answer for',
  why: 'Who reaches the VIP can reach what is behind it from then on, by that name. A route without hostnames answers for all of its listener.',
  cure: 'Nothing, if it is meant; else name hostnames in the route, or attach it to another listener.',
  source: 'Gateway API v1.6.1, HTTPRoute hostnames',
};
