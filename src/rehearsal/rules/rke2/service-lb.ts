import { valuesCheck } from '../cilium/values';
import type { Rule } from '../rule';

export const serviceLb: Rule = {
  id: 'rke2/service-lb',
  severity: 'error',
  title: 'RKE2 serves load balancers itself',
  why: 'With enable-servicelb RKE2 starts pods on host ports for every Service of type LoadBalancer, beside LoxiLB, and writes its own addresses into their status.',
  cure: 'Leave enable-servicelb out of config.yaml.',
  source: 'RKE2, docs/reference/server_config.md',
  check: valuesCheck((_, { platform }) =>
    platform.settings.rke2Config['enable-servicelb'] === true
      ? { message: 'enable-servicelb of RKE2 is on, beside LoxiLB' }
      : undefined,
  ),
};
