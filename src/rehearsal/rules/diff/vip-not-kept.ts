import type { Rule } from '../rule';

export const vipNotKept: Rule = {
  id: 'diff/vip-not-kept',
  severity: 'info',
  title: 'A Service that is made anew gets another VIP',
  why: 'The live Service keeps the address in its status, whatever the pools are. A cluster that is made anew of these manifests, or a Service that is deleted, gets the next free address of the pool, and clients have the old one.',
  cure: 'Set loxilb.io/staticIP to the address that it has.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (addresses by order; those of status are kept)',
};
