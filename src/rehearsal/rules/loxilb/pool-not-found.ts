import type { Rule } from '../rule';
import { allocationCheck } from './allocation';

export const poolNotFound: Rule = {
  id: 'loxilb/pool-not-found',
  severity: 'error',
  title: 'A Service asks for a pool that kube-loxilb does not have',
  why: 'kube-loxilb knows the pools of its flags by name, and the case counts. Without such a pool the Service gets no VIP; one that asks for none needs a pool defaultPool, without which kube-loxilb crashes.',
  cure: 'Name a pool of --cidrPools in loxilb.io/poolSelect, or add the pool.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (poolSelect, defaultPool)',
  check: allocationCheck('NoPool'),
};
