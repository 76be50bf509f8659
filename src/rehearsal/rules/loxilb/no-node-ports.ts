import type { Rule, Violation } from '../rule';
import { ownServices, settingOf } from './annotated';
import { classConfigs } from './local-traffic-policy';

export const noNodePorts: Rule = {
  id: 'loxilb/no-node-ports',
  severity: 'error',
  title: 'A Service of LoxiLB has no node ports, or no load balancer',
  why: 'kube-loxilb sends to node ports. Without them the port of every endpoint is 0, and the rule is of no use; without the type LoadBalancer it does not look at the Service.',
  cure: 'Leave out allocateLoadBalancerNodePorts, and keep the type LoadBalancer.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (nodePort is the endpoint port)',
  check: (cluster) => {
    const services = ownServices(cluster);
    const configs = classConfigs(cluster);
    if (services.length + configs.length === 0) return undefined;
    return [
      ...services.flatMap((object): Violation[] => {
        const direct = ['usepodnetwork', 'useExternalEndpoint'].some(
          (name) => settingOf({ annotations: object.metadata.annotations ?? {} }, name) === 'yes',
        );
        if (object.spec?.allocateLoadBalancerNodePorts !== false || direct) return [];
        return [
          {
            object,
            path: 'spec.allocateLoadBalancerNodePorts',
            message: 'without node ports the port of every endpoint is 0',
          },
        ];
      }),
      ...configs.flatMap((object): Violation[] => {
        const { type = 'LoadBalancer', allocateLoadBalancerNodePorts } = object.spec?.service ?? {};
        if (type !== 'LoadBalancer') {
          return [
            {
              object,
              path: 'spec.service.type',
              message: `a Service of type ${type} has no load balancer, whatever its class`,
            },
          ];
        }
        if (allocateLoadBalancerNodePorts !== false) return [];
        return [
          {
            object,
            path: 'spec.service.allocateLoadBalancerNodePorts',
            message: 'without node ports the port of every endpoint is 0',
          },
        ];
      }),
    ];
  },
};
