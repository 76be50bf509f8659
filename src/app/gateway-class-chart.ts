import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { CiliumGatewayClass } from '../gateway';

/** The class of all gateways here: Cilium in front, its Services for LoxiLB. */
export class GatewayClassChart extends Chart {
  readonly gatewayClass: CiliumGatewayClass;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.gatewayClass = new CiliumGatewayClass(this, 'cilium-loxilb');
  }
}
