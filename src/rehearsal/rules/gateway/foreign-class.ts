import { nearest } from '../../../platform/nearest';
import { GATEWAY_CLASS } from '../../controller/api-kinds';
import { each, type Rule } from '../rule';
import { gateways } from './gateways';

export const foreignClass: Rule = {
  id: 'gateway/foreign-class',
  severity: 'error',
  title: 'A Gateway is of a class that the controller of the cluster does not look at',
  why: 'A controller takes the classes with its own controllerName, to the letter. A Gateway of another one stays at Accepted=Unknown, gets no Service and no address, and nothing says why.',
  cure: 'Correct spec.controllerName of the class: that of Cilium is io.cilium/gateway-controller. If another controller is installed, nothing is wrong.',
  source:
    'Gateway API v1.6.1, GatewayClassSpec.controllerName; cilium v1.20, operator/pkg/gateway-api/gateway_reconcile.go',
  check: each(gateways, (object, { inventory, platform }) => {
    const { gatewayClassName } = object.spec;
    const owner = inventory.findCluster(GATEWAY_CLASS, gatewayClassName);
    const { controllerName } = platform.implementation;
    if (!owner || owner.spec.controllerName === controllerName) return undefined;
    const isNear = nearest(owner.spec.controllerName, [controllerName]) !== undefined;
    if (!isNear && !platform.isComplete()) return undefined;
    const message = `the class ${gatewayClassName} is of ${owner.spec.controllerName}, and the controller of this cluster is ${controllerName}`;
    return { object, path: 'spec.gatewayClassName', message };
  }),
};
