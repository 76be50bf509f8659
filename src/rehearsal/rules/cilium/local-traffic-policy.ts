import type { Rule } from '../rule';
import { valuesCheck } from './values';

export const ciliumLocalTrafficPolicy: Rule = {
  id: 'cilium/local-traffic-policy',
  severity: 'error',
  title: 'All Gateways get external traffic policy Local',
  why: 'With Local, kube-loxilb looks for pods by the selector of the Service, and the Service of a Gateway has none: it takes the nodes of all pods of the namespace, or finds no endpoint at all.',
  cure: 'Leave gatewayAPI.externalTrafficPolicy at Cluster: Envoy is on every node.',
  source: 'kube-loxilb v0.9.8.4, pkg/k8s/node.go; cilium v1.20, translator.go (no selector)',
  check: valuesCheck((values, { kubeLoxilb, services }) =>
    values.inForce('gatewayAPI.externalTrafficPolicy') === 'Local' && (kubeLoxilb || services.length > 0)
      ? { message: 'gatewayAPI.externalTrafficPolicy is Local, and Services of Gateways have no selector' }
      : undefined,
  ),
};
