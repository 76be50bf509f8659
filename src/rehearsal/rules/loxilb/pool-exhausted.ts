import type { Rule } from '../rule';
import { allocationCheck } from './allocation';

export const poolExhausted: Rule = {
  id: 'loxilb/pool-exhausted',
  severity: 'error',
  title: 'A pool has no address left for a Service',
  why: 'Services share an address as long as their first ports differ. When none is left for a port, kube-loxilb ends itself, starts, and ends again: from then on it serves no Service, also none that had an address.',
  cure: 'Add addresses to the pool, or give the Service another first port. Two Gateways with the same ports need two addresses.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (klog.Exit); loxilib, ipalloc.go',
  check: allocationCheck('PoolExhausted'),
};
