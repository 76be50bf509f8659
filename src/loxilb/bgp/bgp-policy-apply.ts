import type { Construct } from 'constructs';
import { parseAddress } from '../../platform/ip-range';
import type { ApiResourceProps } from '../../resource';
import { checkCount, checkOneOf } from '../../resource/checks';
import { Field } from '../../resource/field';
import type { BgpPolicy } from './bgp-policy';
import { BgpResource } from './bgp-resource';

export interface BgpPolicyApplyProps extends Omit<ApiResourceProps, 'namespace'> {
  /** Address of the neighbour, or `global` for all. */
  readonly neighbor: string;
  /** Routes that come in, or that go out. */
  readonly direction: 'import' | 'export';
  /** Policies, or their names, in order. */
  readonly policies: readonly (BgpPolicy | string)[];
  /** What becomes of routes that no policy decides on. */
  readonly otherwise: 'accept' | 'reject';
}

/** Puts policies to use for a neighbour (BGPPolicyApplyService). */
export class BgpPolicyApply extends BgpResource {
  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, props: BgpPolicyApplyProps) {
    const { neighbor, direction, policies, otherwise, ...metadata } = props;
    super(scope, id, 'bgppolicyapply', 'BGPPolicyApplyService', metadata);
    const field = Field.of(this);
    if (neighbor !== 'global' && !parseAddress(neighbor)) {
      field.at('neighbor').fail(neighbor, 'is no address', 'Write that of a peer, or "global".');
    }
    checkOneOf(field.at('direction'), direction, ['import', 'export'], 'a direction');
    checkCount(field.at('policies'), policies, 1, 1000);
    checkOneOf(field.at('otherwise'), otherwise, ['accept', 'reject'], 'an action');
    this.spec = {
      ipAddress: neighbor,
      policyType: direction,
      policies: policies.map((each) => (typeof each === 'string' ? each : each.name)),
      routeAction: otherwise,
    };
  }
}
