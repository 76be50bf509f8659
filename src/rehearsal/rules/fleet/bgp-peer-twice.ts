import { claimedTwice, type FleetClaim, type FleetMember, networkOf } from '../../fleet/fleet-member';
import { kindOf, type StoredObject } from '../../inventory';
import type { Rule } from '../rule';

interface BgpPeerService extends StoredObject {
  readonly spec?: { readonly ipAddress?: string };
}

const PEER = kindOf<BgpPeerService>('bgppeer.loxilb.io', 'BGPPeerService');

export const bgpPeerTwice: Rule = {
  id: 'fleet/bgp-peer-twice',
  severity: 'warning',
  title: 'The LoxiLB hosts of two clusters peer with the same router',
  why: 'The router hears of the VIPs of both, and spreads what both announce over both. An AS number or a policy that was meant for one holds for the other.',
  cure: 'Nothing, if pools and AS numbers are kept apart: acknowledge it with the reason. Else give each cluster its router, or policies on the router.',
  source: 'loxilb v0.9.8.8, api/restapi (BGP neighbours); kube-loxilb v0.9.8.4, --extBGPPeers',
  fleet: (members) =>
    claimedTwice(members.flatMap(peerClaims), (key, others) => `router ${key} is a peer of ${others} as well`),
};

function peerClaims(member: FleetMember): readonly FleetClaim[] {
  const { cluster } = member.rehearsal;
  const network = networkOf(member);
  const byFlag = cluster.kubeLoxilbs.flatMap(({ workload, path, args }) =>
    args.flatMap(({ flag, value = '' }, index): FleetClaim[] =>
      flag === 'extBGPPeers'
        ? value.split(',').map((peer) => ({
            member,
            object: workload,
            path: `${path}.args[${index}]`,
            key: peer.split(':')[0] ?? '',
            network,
          }))
        : [],
    ),
  );
  const byObject = cluster.inventory.all(PEER).flatMap((object): FleetClaim[] => {
    const address = object.spec?.ipAddress;
    return address === undefined ? [] : [{ member, object, path: 'spec.ipAddress', key: address, network }];
  });
  return [...byFlag, ...byObject];
}
