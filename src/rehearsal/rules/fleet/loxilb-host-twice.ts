import { claimedTwice, type FleetClaim, type FleetMember, networkOf } from '../../fleet/fleet-member';
import { isOn } from '../../loadbalancer/kube-loxilb-process';
import type { Rule } from '../rule';

export const loxilbHostTwice: Rule = {
  id: 'fleet/loxilb-host-twice',
  severity: 'warning',
  title: 'Two clusters command the same LoxiLB host',
  why: 'Each kube-loxilb replaces the endpoints of a rule by its own, and sets the BGP of the host, as if it were alone. With --appendEPs on both they share a rule.',
  cure: 'Give each cluster LoxiLB hosts of its own, or set appendEndpoints (--appendEPs) in both.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent/options.go (appendEPs), pkg/agent/manager/loadbalancer',
  fleet: (members) =>
    claimedTwice(members.flatMap(hostClaims), (key, others) => `${key} is commanded by ${others} as well`),
};

function hostClaims(member: FleetMember): readonly FleetClaim[] {
  return member.rehearsal.cluster.kubeLoxilbs.flatMap(({ workload, path, args }) => {
    if (args.some(({ flag, value }) => flag === 'appendEPs' && isOn(value))) return [];
    return args.flatMap(({ flag, value = '' }, index): FleetClaim[] =>
      flag === 'loxiURL'
        ? value.split(',').map((url) => ({
            member,
            object: workload,
            path: `${path}.args[${index}]`,
            key: url.replace(/\/$/, ''),
            network: networkOf(member),
          }))
        : [],
    );
  });
}
