import type { Rule } from '../rule';
import { allocationCheck } from './allocation';

export const portTaken: Rule = {
  id: 'loxilb/port-taken',
  severity: 'error',
  title: 'Two Services have one port of one VIP',
  why: 'kube-loxilb compares the first ports alone, and none of addresses that are asked for by name. LoxiLB keeps one rule for address, port and protocol: the Service that is told last gets the traffic of both, and no status says so.',
  cure: 'Give one of them another port or another address.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (first port alone is reserved)',
  check: allocationCheck('PortTaken'),
};
