import type { Rule } from '../rule';

export const notApplied: Rule = {
  id: 'diff/not-applied',
  severity: 'info',
  title: 'A live Service does not take the change',
  why: 'kube-loxilb reads this annotation once, or adds to what is there. The Service is as it was until it is made anew.',
  cure: 'Delete the Service of the Gateway, when its traffic may stop, for the change to apply.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go',
};
