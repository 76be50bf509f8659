import type { Rule } from '../rule';

export const classChanged: Rule = {
  id: 'diff/class-changed',
  severity: 'error',
  title: 'The load-balancer class of a Service changes',
  why: 'The field cannot be changed once it is set, nor set on a Service that was made without it: the API server refuses the change.',
  cure: 'Delete the Service and make it anew, when its traffic may stop.',
  source: 'kubernetes, pkg/apis/core/validation (loadBalancerClass is immutable)',
};
