import type { Rule } from '../rule';

export const vipGone: Rule = {
  id: 'diff/vip-gone',
  severity: 'warning',
  title: 'A Service is served by LoxiLB no more',
  why: 'Its VIP is given back, and whoever comes to it gets no answer.',
  cure: 'Nothing, if it is meant; else give the Service back its type and its class.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go',
};
