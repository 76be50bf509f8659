import { parseAddress } from '../../platform/ip-range';
import { checkInteger, checkPort, checkUnique } from '../../resource/checks';
import type { Field } from '../../resource/field';
import type { KubeLoxilbArguments } from './kube-loxilb-arguments';

/** Props that mean nothing without BGP. */
const NEED_BGP = ['peers', 'multiHop', 'listenBgpPort', 'bgpResources'] as const;

/** Largest AS number that `--setBGP` takes (16 bits), and that of a peer (32 bits). */
const LARGEST_OWN_ASN = 65_535;
const LARGEST_ASN = 4_294_967_295;

/** @throws InvalidFieldError for BGP that kube-loxilb would crash on, or ignore */
export function checkBgp(field: Field, args: KubeLoxilbArguments): void {
  const { bgp, peers, listenBgpPort } = args;
  if (bgp === undefined) {
    for (const prop of NEED_BGP) {
      if (args[prop] === undefined || args[prop] === false) continue;
      field.at(prop).fail(args[prop], 'needs BGP, which is off', 'Give the AS number of the LoxiLB nodes as bgp.');
    }
    return;
  }
  checkInteger(field.at('bgp'), bgp, 1, LARGEST_OWN_ASN);
  if (listenBgpPort !== undefined) checkPort(field.at('listenBgpPort'), listenBgpPort);
  const place = field.at('peers');
  for (const [index, { address, asn }] of (peers ?? []).entries()) {
    if (parseAddress(address)?.family !== 4) {
      place
        .item(index)
        .at('address')
        .fail(address, 'is no IPv4 address, and peers have one', 'Write it as "192.168.57.1".');
    }
    checkInteger(place.item(index).at('asn'), asn, 1, LARGEST_ASN);
  }
  if (args.multiHop === true && (peers ?? []).length === 0) {
    field.at('multiHop').fail(true, 'is about peers, and there are none', 'Give peers, or leave it out.');
  }
  checkUnique(place, peers ?? [], ({ address }) => address, 'peer');
}
