import { claimedTwice } from '../../fleet/fleet-member';
import type { Rule } from '../rule';
import { vipClaims } from './vips';

export const vipTwice: Rule = {
  id: 'fleet/vip-twice',
  severity: 'error',
  title: 'Two clusters give out the same VIP',
  why: 'The LoxiLB hosts of both answer for the address, by ARP or by BGP, and clients reach the one or the other. Neither cluster knows of it.',
  cure: 'Give one another address or pool; or name networks in the platform file (network: …), if the clusters are in networks that do not meet.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (each instance keeps its own count of addresses)',
  fleet: (members) =>
    claimedTwice(members.flatMap(vipClaims), (key, others) => `${key} is given out by ${others} as well`),
};
