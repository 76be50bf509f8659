import type { Rule } from '../rule';

export const gatewayClassChanged: Rule = {
  id: 'diff/gateway-class-changed',
  severity: 'error',
  title: 'The Service of a Gateway would be of another load-balancer class',
  why: 'The class of a Service cannot be changed, and Cilium leaves that of a live Service as it is: nothing happens until the Service is deleted, and then the VIP may be another one.',
  cure: 'Make a second Gateway of the new class, move DNS, and remove the first.',
  source:
    'Cilium v1.20, operator/pkg/gateway-api/gateway_reconcile.go; Kubernetes v1.36, Service spec.loadBalancerClass',
};
