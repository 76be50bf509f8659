import type { Rule } from '../rule';
import { bgpPeerTwice } from './bgp-peer-twice';
import { hostnameTwice } from './hostname-twice';
import { loxilbHostTwice } from './loxilb-host-twice';
import { poolOverlap } from './pool-overlap';
import { vipInPool } from './vip-in-pool';
import { vipTwice } from './vip-twice';

/** Rules of this folder. */
export const FLEET_RULES: readonly Rule[] = [
  bgpPeerTwice,
  hostnameTwice,
  loxilbHostTwice,
  poolOverlap,
  vipInPool,
  vipTwice,
];
