import { vipsOf } from '../../../platform';
import { type IpRange, overlaps } from '../../../platform/ip-range';
import { type FleetMember, networkOf } from '../../fleet/fleet-member';
import type { StoredObject } from '../../inventory';
import { type KubeLoxilbProcess, NO_POOLS } from '../../loadbalancer/kube-loxilb-process';

/** A pool of a cluster. */
export interface FleetPool {
  readonly member: FleetMember;
  readonly name: string;
  /** As kube-loxilb is told it. */
  readonly text: string;
  readonly range: IpRange;
  readonly network: string;
  /** The workload that is told it; undefined where only the platform knows of it. */
  readonly object?: StoredObject;
  /** Of the argument. */
  readonly path: string;
}

/** Pools of every kube-loxilb among the manifests; where there is none, those that the platform knows of. */
export function poolsOf(member: FleetMember): readonly FleetPool[] {
  const { kubeLoxilbs, kubeLoxilb } = member.rehearsal.cluster;
  if (kubeLoxilbs.length === 0) return kubeLoxilb ? poolsOfProcess(member, kubeLoxilb, { path: '' }) : [];
  return kubeLoxilbs.flatMap(({ workload, path, args, process }) => {
    const at = args.findIndex(({ flag }) => flag === 'cidrPools');
    return poolsOfProcess(member, process, { object: workload, path: at < 0 ? path : `${path}.args[${at}]` });
  });
}

function poolsOfProcess(
  member: FleetMember,
  { pools }: KubeLoxilbProcess,
  place: Pick<FleetPool, 'object' | 'path'>,
): readonly FleetPool[] {
  if (pools === NO_POOLS) return [];
  return [...pools].flatMap(([name, text]): FleetPool[] => {
    const range = vipsOf(text);
    return range ? [{ member, name, text, range, network: networkOf(member), ...place }] : [];
  });
}

/** All pools of one network that are the same addresses, in the order given. */
export interface PoolGroup {
  readonly network: string;
  readonly range: IpRange;
  readonly pools: readonly FleetPool[];
}

/** Pools by address: a question is answered by a look at those that are near. */
export class PoolIndex {
  readonly groups: readonly PoolGroup[];
  /** By network and family, sorted by first address; `reach` is the highest address up to there. */
  private readonly lines = new Map<string, { readonly group: PoolGroup; readonly reach: bigint }[]>();

  constructor(pools: readonly FleetPool[]) {
    const groups = new Map<string, { network: string; range: IpRange; pools: FleetPool[] }>();
    for (const pool of pools) {
      const { family, first, last } = pool.range;
      const key = JSON.stringify([pool.network, family, String(first), String(last)]);
      const known = groups.get(key);
      if (known) known.pools.push(pool);
      else groups.set(key, { network: pool.network, range: pool.range, pools: [pool] });
    }
    this.groups = [...groups.values()];
    const sorted = [...this.groups].sort(({ range: a }, { range: b }) =>
      a.first < b.first ? -1 : Number(a.first > b.first),
    );
    for (const group of sorted) {
      const { network, range } = group;
      const line = this.lines.get(lineOf(network, range)) ?? [];
      const before = line.at(-1);
      line.push({ group, reach: before && range.last < before.reach ? before.reach : range.last });
      this.lines.set(lineOf(network, range), line);
    }
  }

  /** Those that have an address of the range. */
  meeting(network: string, range: IpRange): readonly PoolGroup[] {
    const line = this.lines.get(lineOf(network, range)) ?? [];
    let [low, high] = [0, line.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((line[middle]?.group.range.first ?? 0n) <= range.last) low = middle + 1;
      else high = middle;
    }
    const found: PoolGroup[] = [];
    for (let at = low - 1; at >= 0; at--) {
      const entry = line[at];
      if (!entry || entry.reach < range.first) break;
      if (overlaps(entry.group.range, range)) found.push(entry.group);
    }
    return found;
  }
}

function lineOf(network: string, { family }: IpRange): string {
  return `${family} ${network}`;
}
