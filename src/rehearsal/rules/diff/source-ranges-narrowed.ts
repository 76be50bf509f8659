import type { Rule } from '../rule';

export const sourceRangesNarrowed: Rule = {
  id: 'diff/source-ranges-narrowed',
  severity: 'warning',
  title: 'Clients that were let in are kept out',
  why: 'loadBalancerSourceRanges are the networks that clients may come from: whoever is in none of them gets no connection.',
  cure: 'Nothing, if it is meant; else add the networks of these clients.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (allowed sources)',
};
