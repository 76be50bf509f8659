import type { Construct } from 'constructs';
import type { ApiResourceProps } from '../resource';
import { GatewayApiResource } from '../resource/gateway-api-resource';
import type { ReferenceGrantShape } from './shapes';

export interface ReferenceGrantProps extends ApiResourceProps {
  /** Who may refer: kinds in other namespaces. 1 to 16. */
  readonly from: ReferenceGrantShape['from'];
  /**
   * What they may refer to, in the grant's namespace. 1 to 16. Without `name` it is every object of the kind, Secrets
   * included.
   */
  readonly to: ReferenceGrantShape['to'];
}

/**
 * Allows objects of other namespaces to refer to objects of the grant's namespace.
 *
 * Routes and gateways emit the grants that they need by themselves; this is for what other apps need.
 * v1 where the platform serves it (Gateway API 1.5 and newer), else v1beta1.
 */
export class ReferenceGrant extends GatewayApiResource {
  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, props: ReferenceGrantProps) {
    super(scope, id, 'ReferenceGrant', props);
    this.settle({ from: props.from, to: props.to });
  }
}
