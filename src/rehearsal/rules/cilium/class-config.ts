import type { Cluster } from '../../cluster';
import { GATEWAY_CLASS, type GatewayClass } from '../../controller/api-kinds';
import { kindOf } from '../../inventory';
import { each, type Rule, type Verdict } from '../rule';

export const classConfig: Rule = {
  id: 'cilium/class-config',
  severity: 'error',
  title: 'A GatewayClass of Cilium has parameters that cannot be used',
  why: 'Parameters are a CiliumGatewayClassConfig by name and namespace. With another kind, or without one of them, the class gets Accepted=False with InvalidParameters, and before 1.19.5 a missing namespace crashes the operator. One that is not there leaves its Gateways without a load-balancer class.',
  cure: 'Name group cilium.io, kind CiliumGatewayClassConfig, name and namespace of one that exists.',
  source: 'cilium v1.18.0, operator/pkg/gateway-api/gatewayclass_reconcile.go (isParameterRefSupported)',
  check: each(classes, verdict),
};

const CONFIG = kindOf('cilium.io', 'CiliumGatewayClassConfig');

/** Those of this controller with parameters. */
function classes({ inventory, platform }: Cluster): readonly GatewayClass[] {
  const { controllerName, ways } = platform.implementation;
  if (!ways.external) return [];
  return inventory
    .all(GATEWAY_CLASS)
    .filter(({ spec }) => spec.controllerName === controllerName && spec.parametersRef);
}

function verdict(object: GatewayClass, { inventory, platform }: Cluster): Verdict {
  const { group = '', kind = '', name = '', namespace } = object.spec.parametersRef ?? {};
  const path = 'spec.parametersRef';
  if (platform.implementation.ways.classParameters === undefined) {
    return {
      object,
      path,
      message: `classes of Cilium ${platform.cilium} have no parameters`,
      cure: 'Leave them out, or use Cilium 1.18 or newer.',
    };
  }
  if (`${group}/${kind}` !== platform.implementation.ways.classParameters) {
    return { object, path: `${path}.kind`, message: `${kind} of group ${group} is no parameter of a class` };
  }
  if (namespace === undefined)
    return { object, path: `${path}.namespace`, message: 'the namespace of the parameters is missing' };
  if (inventory.isGiven(CONFIG, namespace, name) || !platform.isComplete(namespace)) return undefined;
  return { object, path: `${path}.name`, message: `CiliumGatewayClassConfig ${namespace}/${name} does not exist` };
}
