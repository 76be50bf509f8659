import { claimedTwice, type FleetClaim, type FleetMember } from '../../fleet/fleet-member';
import type { Rule } from '../rule';
import { wildcardViolations } from './wildcard-hostnames';

export const hostnameTwice: Rule = {
  id: 'fleet/hostname-twice',
  severity: 'warning',
  title: 'Two clusters serve one hostname',
  why: 'DNS decides which of them a client reaches. Where both are meant, that is well; where a route was copied, one of the two gets no traffic, or half of it. A wildcard serves every hostname below it.',
  cure: 'Take the hostname out of one; or acknowledge it with the reason, if both are meant to serve it.',
  source: 'Gateway API v1.6.1, HTTPRoute hostnames',
  fleet: (members) => {
    const claims = members.flatMap(hostnameClaims);
    const same = claimedTwice(claims, (key, others) => `${key} is served by ${others} as well`);
    return same && [...same, ...wildcardViolations(claims)];
  },
};

/** Hostnames that are routed, each once; `''` is every host. */
function hostnameClaims(member: FleetMember): readonly FleetClaim[] {
  const found = new Map<string, FleetClaim>();
  for (const { hostname, route } of member.rehearsal.traffic.entries) {
    if (hostname === '' || found.has(hostname)) continue;
    const own = route.spec.hostnames?.indexOf(hostname) ?? -1;
    const path = own < 0 ? '' : `spec.hostnames[${own}]`;
    found.set(hostname, { member, object: route, path, key: hostname });
  }
  return [...found.values()];
}
