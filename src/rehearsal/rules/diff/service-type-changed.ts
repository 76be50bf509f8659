import type { Rule } from '../rule';

export const serviceTypeChanged: Rule = {
  id: 'diff/service-type-changed',
  severity: 'error',
  title: 'The Service of a Gateway changes its type',
  why: 'Cilium writes the whole spec of the Service anew. What is no LoadBalancer is not served by LoxiLB: the VIP is gone.',
  cure: 'Leave type: LoadBalancer in the CiliumGatewayClassConfig, or make a second Gateway of another class and move DNS.',
  source: 'Cilium v1.20, operator/pkg/gateway-api/gateway_reconcile.go (ensureService)',
};
