import type { Cluster } from '../../cluster';
import { kindOf, type StoredObject } from '../../inventory';
import type { Rule, Violation } from '../rule';
import { ownServices } from './annotated';

export const localTrafficPolicy: Rule = {
  id: 'loxilb/local-traffic-policy',
  severity: 'error',
  title: 'External traffic policy Local is set for Services without pods',
  why: 'With Local, kube-loxilb sends to the nodes of the pods that the selector of the Service finds. The Service of a Gateway has no selector: all pods of its namespace count, whatever they are, and without any there is no endpoint and no VIP.',
  cure: 'Use Cluster: Envoy is on every node.',
  source: 'kube-loxilb v0.9.8.4, pkg/k8s/node.go; cilium v1.20, translator.go (no selector)',
  check: (cluster) => {
    const services = ownServices(cluster);
    const configs = classConfigs(cluster);
    if (services.length + configs.length === 0) return undefined;
    return [
      ...services.flatMap((object): Violation[] => {
        const { externalTrafficPolicy, selector = {} } = object.spec ?? {};
        if (externalTrafficPolicy !== 'Local' || Object.keys(selector).length > 0) return [];
        return [
          {
            object,
            path: PATH,
            message: `the Service has no selector, and with Local all pods of its namespace count`,
          },
        ];
      }),
      ...configs.flatMap((object): Violation[] => {
        if (object.spec?.service?.externalTrafficPolicy !== 'Local') return [];
        return [
          {
            object,
            path: 'spec.service.externalTrafficPolicy',
            message: 'Services of Gateways have no selector, and with Local all pods of their namespace count',
          },
        ];
      }),
    ];
  },
};

const PATH = 'spec.externalTrafficPolicy';

/** A CiliumGatewayClassConfig. */
export interface GatewayClassConfig extends StoredObject {
  readonly spec?: {
    readonly service?: {
      readonly type?: string;
      readonly loadBalancerClass?: string;
      readonly externalTrafficPolicy?: string;
      readonly allocateLoadBalancerNodePorts?: boolean;
    };
  };
}

const CONFIG = kindOf<GatewayClassConfig>('cilium.io', 'CiliumGatewayClassConfig');

/** Those that give Services LoxiLB's class. */
export function classConfigs({ inventory }: Cluster): readonly GatewayClassConfig[] {
  return inventory.all(CONFIG).filter(({ spec }) => spec?.service?.loadBalancerClass === 'loxilb.io/loxilb');
}
