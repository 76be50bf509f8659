import type { Construct } from 'constructs';
import { parseAddress, parseCidr } from '../../platform/ip-range';
import { ApiResource, type ApiResourceProps } from '../../resource';
import { checkCount, checkLabels } from '../../resource/checks';
import { Field } from '../../resource/field';

export interface EgressProps extends ApiResourceProps {
  /** Address that leaves the cluster instead of the pod's. */
  readonly vip: string;
  /** Addresses or networks whose traffic it is. @default none: a selector is given */
  readonly addresses?: readonly string[];
  /** Labels of the pods of the namespace whose traffic it is. @default none: addresses are given */
  readonly selector?: Readonly<Record<string, string>>;
}

/** Source NAT for pods, by firewall rules of LoxiLB. Of use only where the traffic of pods passes through LoxiLB. */
export class Egress extends ApiResource {
  private readonly spec: Readonly<Record<string, unknown>>;

  /** @throws InvalidFieldError for what is no address, and an Egress of nothing */
  constructor(scope: Construct, id: string, props: EgressProps) {
    const { vip, addresses, selector, ...metadata } = props;
    super(scope, id, { apiVersion: 'egress.loxilb.io/v1', kind: 'Egress', scope: 'Namespaced' }, metadata);
    const field = Field.of(this);
    if (!parseAddress(vip)) field.at('vip').fail(vip, 'is no IP address', 'Write it as "192.168.57.100".');
    if (!addresses && !selector) {
      field.at('addresses').fail(addresses, 'are not given, nor is a selector', 'Say whose traffic it is.');
    }
    if (addresses) checkCount(field.at('addresses'), addresses, 1, 1000);
    if (selector && Object.keys(selector).length === 0) {
      field.at('selector').fail(selector, 'has no labels, so that it names no pods', 'Give a label, or leave it out.');
    }
    const family = parseAddress(vip)?.family;
    for (const [index, address] of (addresses ?? []).entries()) {
      const place = field.at('addresses').item(index);
      const whose = parseAddress(address) ?? parseCidr(address, { hostBits: true });
      if (!whose) place.fail(address, 'is neither an address nor a network', 'Write it as "10.42.1.0/24".');
      if (whose?.family !== family) {
        place.fail(address, `is not of the family of vip, ${vip}, and cannot leave by it`, 'Write an Egress for each.');
      }
    }
    if (selector) checkLabels(field.at('selector'), selector);
    this.spec = {
      vip,
      ...(addresses ? { addresses: [...addresses] } : {}),
      ...(selector ? { selector: { ...selector } } : {}),
    };
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return { spec: this.spec };
  }
}
