import type { Rule } from '../rule';
import { valuesCheck } from './values';

export const hostNetwork: Rule = {
  id: 'cilium/host-network',
  severity: 'error',
  title: 'Gateways are on the network of nodes, and LoxiLB gets nothing',
  why: 'With gatewayAPI.hostNetwork.enabled Cilium makes no Service of type LoadBalancer for a Gateway. There is nothing for kube-loxilb to serve, and no VIP.',
  cure: 'Leave gatewayAPI.hostNetwork.enabled off.',
  source: 'cilium v1.19.6, operator/pkg/model/translation/gateway-api (PR #46350)',
  check: valuesCheck((values, { kubeLoxilb, services }) =>
    values.isOn('gatewayAPI.hostNetwork.enabled') && (kubeLoxilb || services.length > 0)
      ? { message: 'gatewayAPI.hostNetwork.enabled leaves Gateways without a Service that LoxiLB could serve' }
      : undefined,
  ),
};
