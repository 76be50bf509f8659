import { parseAddress } from '../../../platform/ip-range';
import type { Rule, Violation } from '../rule';
import { atFlag, flagCheck } from './instances';

export const bgpPeers: Rule = {
  id: 'kube-loxilb/bgp-peers',
  severity: 'error',
  title: 'A BGP peer of kube-loxilb is not an address and a number',
  why: 'A peer without its number crashes kube-loxilb, one with more colons, as every IPv6 address, is refused, and a number that is none passes and gives a session that never comes up.',
  cure: 'Write IPv4 address and number of the autonomous system: "192.168.57.1:65001".',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent/options.go',
  check: flagCheck(['extBGPPeers'], (flag) =>
    (flag.value ?? '').split(',').flatMap((peer): Violation[] => {
      const [, address = '', asn = ''] = /^([^:]+):(\d{1,10})$/.exec(peer) ?? [];
      const isNumber = Number(asn) >= 1 && Number(asn) <= 4_294_967_295;
      if (parseAddress(address)?.family === 4 && isNumber) return [];
      return [atFlag(flag, `${JSON.stringify(peer)} is no peer`)];
    }),
  ),
};
