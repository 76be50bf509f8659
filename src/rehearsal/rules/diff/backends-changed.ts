import type { Rule } from '../rule';

export const backendsChanged: Rule = {
  id: 'diff/backends-changed',
  severity: 'warning',
  title: 'What is behind a Service changes',
  why: 'Requests go to other pods, or to another port of them. With externalTrafficPolicy Local LoxiLB sends only to nodes that have a pod of the selector, and for the Service of a Gateway, which has none, to those of any pod of its namespace.',
  cure: 'Nothing, if it is meant; else give back selector, targetPort and externalTrafficPolicy.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go and pkg/k8s/node.go (endpoints)',
};
