import type { Rule } from '../rule';

export const effectUnknown: Rule = {
  id: 'diff/effect-unknown',
  severity: 'info',
  title: 'What a live Service makes of a change is not known',
  why: 'It is not known whether kube-loxilb reads this annotation again on a live Service.',
  cure: 'Delete the Service, when its traffic may stop, to be sure that the change applies.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (not among what it compares)',
};
