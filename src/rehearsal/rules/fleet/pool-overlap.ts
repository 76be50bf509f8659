import { vipsOf } from '../../../platform';
import { type IpRange, overlaps } from '../../../platform/ip-range';
import { type FleetMember, type FleetViolation, networkOf } from '../../fleet/fleet-member';
import type { StoredObject } from '../../inventory';
import { NO_POOLS } from '../../loadbalancer/kube-loxilb-process';
import type { Rule } from '../rule';

interface Pool {
  readonly member: FleetMember;
  readonly object: StoredObject;
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly range: IpRange;
  readonly network: string;
}

export const poolOverlap: Rule = {
  id: 'fleet/pool-overlap',
  severity: 'warning',
  title: 'Pools of two clusters have addresses in common',
  why: 'Each kube-loxilb counts for itself: sooner or later both give out the same VIP, and nothing says so.',
  cure: 'Divide the addresses among the clusters; or name networks in the platform file (network: …), if the clusters are in networks that do not meet.',
  source: 'kube-loxilb v0.9.8.4, pkg/ippool',
  fleet: (members) => {
    const pools = members.flatMap(poolsOf);
    return pools.length === 0 ? undefined : overlapping(pools);
  },
};

function poolsOf(member: FleetMember): readonly Pool[] {
  const network = networkOf(member);
  return member.rehearsal.cluster.kubeLoxilbs.flatMap(({ workload, path, args, process }) => {
    if (process.pools === NO_POOLS) return [];
    const at = args.findIndex(({ flag }) => flag === 'cidrPools');
    return [...process.pools].flatMap(([name, text]): Pool[] => {
      const range = vipsOf(text);
      const place = at < 0 ? path : `${path}.args[${at}]`;
      return range ? [{ member, object: workload, path: place, name, text, range, network }] : [];
    });
  });
}

/** By their first address, so that each is compared with its neighbours alone. */
function overlapping(pools: readonly Pool[]): readonly FleetViolation[] {
  const order = new Map(pools.map((pool, index) => [pool, index]));
  const sorted = [...pools].sort(
    (a, b) =>
      a.range.family - b.range.family || (a.range.first < b.range.first ? -1 : a.range.first > b.range.first ? 1 : 0),
  );
  const found: FleetViolation[] = [];
  const open: Pool[] = [];
  for (const pool of sorted) {
    for (const other of [...open]) {
      if (!overlaps(other.range, pool.range)) open.splice(open.indexOf(other), 1);
      else if (other.member !== pool.member && other.network === pool.network) {
        const [first, second] = (order.get(other) ?? 0) < (order.get(pool) ?? 0) ? [other, pool] : [pool, other];
        found.push({
          member: second.member,
          object: second.object,
          path: second.path,
          message: `pool ${second.name} (${second.text}) has addresses of pool ${first.name} (${first.text}) of ${first.member.name}`,
        });
      }
    }
    open.push(pool);
  }
  return found;
}
