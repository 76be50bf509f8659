import type { Rule } from '../rule';

export const sessionsDropped: Rule = {
  id: 'diff/sessions-dropped',
  severity: 'warning',
  title: 'Live sessions drop',
  why: 'LoxiLB cannot change this of a rule. kube-loxilb deletes the rule and makes it anew, and connections through it end.',
  cure: 'Apply it when few clients are connected.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (needDelete)',
};
