import type { Construct } from 'constructs';
import { parseAddress } from '../../platform/ip-range';
import type { ApiResourceProps } from '../../resource';
import { checkInteger, checkPort } from '../../resource/checks';
import { Field } from '../../resource/field';
import { BgpResource } from './bgp-resource';

export interface BgpPeerProps extends Omit<ApiResourceProps, 'namespace'> {
  /** IPv4 address of the router. */
  readonly address: string;
  /** AS number of the router, 1 to 4294967295. */
  readonly asn: number;
  /** @default 179 */
  readonly port?: number;
}

/**
 * A router that the LoxiLB nodes peer with (BGPPeerService). Needs `bgp` and `bgpResources` of KubeLoxilb. There is no multihop:
 * the CRD has a field for it that kube-loxilb does not read.
 */
export class BgpPeer extends BgpResource {
  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, { address, asn, port = 179, ...metadata }: BgpPeerProps) {
    super(scope, id, 'bgppeer', 'BGPPeerService', metadata);
    const field = Field.of(this);
    if (parseAddress(address)?.family !== 4) {
      field.at('address').fail(address, 'is no IPv4 address, and peers have one', 'Write it as "192.168.57.1".');
    }
    checkInteger(field.at('asn'), asn, 1, 4_294_967_295);
    checkPort(field.at('port'), port);
    this.spec = { ipAddress: address, remoteAs: asn, remotePort: port };
  }
}
