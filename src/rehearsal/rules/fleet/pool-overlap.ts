import type { FleetViolation } from '../../fleet/fleet-member';
import type { StoredObject } from '../../inventory';
import type { Rule } from '../rule';
import { type FleetPool, type PoolGroup, PoolIndex, poolsOf } from './pools';

export const poolOverlap: Rule = {
  id: 'fleet/pool-overlap',
  severity: 'warning',
  title: 'Pools of two clusters have addresses in common',
  why: 'Each kube-loxilb counts for itself: sooner or later both give out the same VIP, and nothing says so.',
  cure: 'Divide the addresses among the clusters; or name networks in the platform file (network: …), if the clusters are in networks that do not meet.',
  source: 'kube-loxilb v0.9.8.4, pkg/ippool',
  fleet: (members) => {
    const pools = members.flatMap(poolsOf).filter(stands);
    return pools.length === 0 ? undefined : overlapping(pools);
  },
};

/** A pool that an object is told, at which a finding can stand. */
interface StandingPool extends FleetPool {
  readonly object: StoredObject;
}

function stands(pool: FleetPool): pool is StandingPool {
  return pool.object !== undefined;
}

/** One for each run of addresses: at its first pool of which an earlier cluster has addresses as well. */
function overlapping(pools: readonly StandingPool[]): readonly FleetViolation[] {
  const order = new Map<FleetPool, number>(pools.map((pool, place) => [pool, place]));
  const placeOf = (pool: FleetPool): number => order.get(pool) ?? 0;
  const index = new PoolIndex(pools);
  const found = index.groups.flatMap((group): { place: number; violation: FleetViolation }[] => {
    const meeting = index.meeting(group.network, group.range);
    const early = meeting.flatMap(firstOfTwo).sort((a, b) => placeOf(a) - placeOf(b));
    for (const pool of group.pools.filter(stands)) {
      const other = early.find(({ member }) => member !== pool.member);
      if (!other || placeOf(other) > placeOf(pool)) continue;
      const clusters = new Set(
        meeting.flatMap((each) =>
          each.pools.filter((one) => each === group || placeOf(one) < placeOf(pool)).map(({ member }) => member),
        ),
      );
      const rest = clusters.size - (clusters.has(pool.member) ? 2 : 1);
      const more = rest > 0 ? `, and of pools of ${rest} more cluster${rest === 1 ? '' : 's'}` : '';
      const message = `pool ${pool.name} (${pool.text}) has addresses of pool ${other.name} (${other.text}) of ${other.member.name}${more}`;
      const { member, object, path } = pool;
      return [{ place: placeOf(pool), violation: { member, object, path, message } }];
    }
    return [];
  });
  return found.sort((a, b) => a.place - b.place).map(({ violation }) => violation);
}

/** The first pool, and the first of another cluster: whoever asks is not the cluster of both. */
function firstOfTwo({ pools }: PoolGroup): readonly FleetPool[] {
  const [first] = pools;
  const second = pools.find(({ member }) => member !== first?.member);
  return [...(first ? [first] : []), ...(second ? [second] : [])];
}
