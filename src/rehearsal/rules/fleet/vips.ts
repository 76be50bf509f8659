import type { FleetClaim, FleetMember } from '../../fleet/fleet-member';
import { networkOf } from '../../fleet/fleet-member';

/** VIPs of a cluster with the Gateways and Services that have them; `0.0.0.0` is every cluster's own. */
export function vipClaims(member: FleetMember): readonly FleetClaim[] {
  const { cluster } = member.rehearsal;
  return cluster.services.flatMap(({ origin, annotations, annotationsPath }): FleetClaim[] => {
    const fixed = annotations['loxilb.io/staticIP'];
    const vip = cluster.loadBalancer?.vipOf(origin) ?? fixed;
    if (vip === undefined || vip === '0.0.0.0' || vip === '::') return [];
    const path = fixed === vip ? `${annotationsPath}[loxilb.io/staticIP]` : '';
    return [{ member, object: origin, path, key: `${networkOf(member)} ${vip}` }];
  });
}
