import type { Rule } from '../rule';

export const serviceAdded: Rule = {
  id: 'diff/service-added',
  severity: 'info',
  title: 'A Service of LoxiLB is new',
  why: 'It takes a VIP out of the pool, and is reached from outside.',
  cure: 'Nothing, if it is meant.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go',
};
