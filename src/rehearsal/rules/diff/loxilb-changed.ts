import type { Rule } from '../rule';

export const loxilbChanged: Rule = {
  id: 'diff/loxilb-changed',
  severity: 'warning',
  title: 'kube-loxilb, or the LoxiLB hosts that it tells, change',
  why: 'All rules of LoxiLB are told by one kube-loxilb, to the hosts that it knows: with other hosts, arguments or no replica, VIPs are announced from somewhere else, or no more.',
  cure: 'Keep one of the hosts until the new ones have the rules, and change the routers with them.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent/options.go and pkg/agent/manager',
};
