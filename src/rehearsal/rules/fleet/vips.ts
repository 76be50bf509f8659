import type { FleetClaim, FleetMember } from '../../fleet/fleet-member';
import { networkOf } from '../../fleet/fleet-member';

/** VIPs of a cluster with the Gateways and Services that have them; `0.0.0.0` is every cluster's own. */
export function vipClaims(member: FleetMember): readonly FleetClaim[] {
  const { cluster } = member.rehearsal;
  return cluster.services.flatMap(({ origin, annotations, annotationsPath }): FleetClaim[] => {
    const fixed = annotations[STATIC_IP];
    const vip = cluster.loadBalancer?.vipOf(origin) ?? fixed;
    if (vip === undefined || isAny(vip)) return [];
    const path = fixed === vip ? `${annotationsPath}[${STATIC_IP}]` : '';
    return [{ member, object: origin, path, key: vip, network: networkOf(member) }];
  });
}

/** VIPs that Gateways and Services ask for by address, each once. */
export function fixedVipClaims(member: FleetMember): readonly FleetClaim[] {
  const found = new Map<string, FleetClaim>();
  for (const { origin, annotations, annotationsPath } of member.rehearsal.cluster.services) {
    const vip = annotations[STATIC_IP];
    if (vip === undefined || isAny(vip) || found.has(vip)) continue;
    const path = `${annotationsPath}[${STATIC_IP}]`;
    found.set(vip, { member, object: origin, path, key: vip, network: networkOf(member) });
  }
  return [...found.values()];
}

const STATIC_IP = 'loxilb.io/staticIP';

function isAny(vip: string): boolean {
  return vip === '0.0.0.0' || vip === '::';
}
