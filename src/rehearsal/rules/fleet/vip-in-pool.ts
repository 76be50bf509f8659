import { rangeOf } from '../../../platform/ip-range';
import { type FleetClaim, type FleetViolation, listed } from '../../fleet/fleet-member';
import type { Rule } from '../rule';
import { PoolIndex, poolsOf } from './pools';
import { fixedVipClaims } from './vips';

export const vipInPool: Rule = {
  id: 'fleet/vip-in-pool',
  severity: 'warning',
  title: 'A fixed VIP of one cluster is in a pool of another',
  why: 'The kube-loxilb of the other cluster does not know that the address is taken. Sooner or later it gives it out as well, and the LoxiLB hosts of both answer for it.',
  cure: 'Take another address, or divide the pool; or name networks in the platform file (network: …), if the clusters are in networks that do not meet.',
  source: 'kube-loxilb v0.9.8.4, pkg/ippool; loadbalancer.go (loxilb.io/staticIP)',
  fleet: (members) => {
    const vips = members.flatMap(fixedVipClaims);
    const pools = members.flatMap(poolsOf);
    if (vips.length === 0 || pools.length === 0) return undefined;
    const index = new PoolIndex(pools);
    return vips.flatMap((vip) => verdict(vip, index));
  },
};

function verdict({ member, object, path, key, network = '' }: FleetClaim, index: PoolIndex): readonly FleetViolation[] {
  const range = rangeOf(key);
  const around = range ? index.meeting(network, range).flatMap(({ pools }) => pools) : [];
  // Where the cluster has a pool around it as well, the two pools have addresses in common, which is another rule's finding.
  const isPooled = around.some((pool) => pool.member === member && pool.object !== undefined);
  const others = around.filter((pool) => pool.member !== member && !(isPooled && pool.object !== undefined));
  const [first] = others;
  if (!first) return [];
  const clusters = [...new Set(others.map((pool) => pool.member.name))];
  const message = `${key} is in pool ${first.name} (${first.text}) of ${listed(clusters)}`;
  return [{ member, object, path, message }];
}
