import { NO_POOLS } from '../../loadbalancer/kube-loxilb-process';
import type { Rule } from '../rule';
import { instanceCheck } from './instances';

export const noPool: Rule = {
  id: 'kube-loxilb/no-pool',
  severity: 'warning',
  title: 'kube-loxilb has no pool of VIPs',
  why: 'Without a pool it gives out addresses of 123.123.123.0/24, which belong to somebody on the internet, and does not say so.',
  cure: 'Give it --cidrPools=defaultPool=… with addresses of yours.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent/options.go (defaults)',
  check: instanceCheck(({ workload, path, process }) =>
    process.pools === NO_POOLS
      ? { object: workload, path: `${path}.args`, message: 'no pool is given, and VIPs are of 123.123.123.0/24' }
      : undefined,
  ),
};
