import type { Rule } from '../rule';

export const sourceRangesWidened: Rule = {
  id: 'diff/source-ranges-widened',
  severity: 'warning',
  title: 'Clients that were kept out are let in',
  why: 'loadBalancerSourceRanges are the networks that clients may come from; without any, everybody may.',
  cure: 'Nothing, if it is meant; else give the networks back.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (allowed sources)',
};
