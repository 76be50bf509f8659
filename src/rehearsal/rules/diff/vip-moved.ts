import type { Rule } from '../rule';

export const vipMoved: Rule = {
  id: 'diff/vip-moved',
  severity: 'error',
  title: 'The VIP of a Gateway moves',
  why: 'Clients and DNS have the old address. A live Service keeps its VIP until it is made anew; then it gets the other one.',
  cure: 'Set loxilb.io/staticIP to the address that it has, or change DNS with it.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (addresses by order)',
};
