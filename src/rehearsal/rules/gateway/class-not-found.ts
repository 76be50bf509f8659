import { nearest } from '../../../platform/nearest';
import type { Cluster } from '../../cluster';
import { GATEWAY_CLASS, type Gateway } from '../../controller/api-kinds';
import { DEFAULT_NAMESPACE } from '../../inventory';
import { each, type Rule, type Verdict } from '../rule';
import { gateways } from './gateways';

export const classNotFound: Rule = {
  id: 'gateway/class-not-found',
  severity: 'error',
  title: 'A Gateway is of a class that does not exist',
  why: 'No controller looks at a Gateway whose class is not there: it stays at Accepted=Unknown, the default of the CRD, gets no Service and no address, and nothing says why.',
  cure: 'Correct gatewayClassName, or make the class. If others make it, nothing is wrong.',
  source: 'Gateway API v1.6.1, GatewayReasonPending; cilium v1.20, operator/pkg/gateway-api/gateway_reconcile.go',
  check: each(gateways, verdict),
};

function verdict(gateway: Gateway, { inventory, platform }: Cluster): Verdict {
  const { gatewayClassName: name } = gateway.spec;
  const { classes } = platform.implementation;
  if (inventory.findCluster(GATEWAY_CLASS, name) || inventory.isGiven(GATEWAY_CLASS, DEFAULT_NAMESPACE, name)) {
    return undefined;
  }
  if (classes.includes(name)) return undefined;
  const given = inventory.all(GATEWAY_CLASS).map(({ metadata }) => metadata.name);
  const near = nearest(name, [...classes, ...given]);
  if (near === undefined && !platform.isComplete()) return undefined;
  const message = `GatewayClass ${name} does not exist: no controller looks at the Gateway`;
  const cure = near === undefined ? {} : { cure: `Did you mean "${near}"?` };
  return { object: gateway, path: 'spec.gatewayClassName', message, ...cure };
}
