import type { Cluster } from '../../cluster';
import { SERVICE } from '../../controller/api-kinds';
import { kindOf } from '../../inventory';
import type { Rule } from '../rule';
import { valuesCheck } from './values';

export const lbIpam: Rule = {
  id: 'cilium/lb-ipam',
  severity: 'warning',
  title: 'Cilium gives addresses to Services beside LoxiLB',
  why: 'Unless defaultLBServiceIPAM is none, a Service without a class is that of Cilium as soon as there is an address pool of Cilium, which also takes away the name that kube-loxilb writes into the status.',
  cure: 'Set defaultLBServiceIPAM to "none", and name the class of Cilium where it is to serve.',
  source: 'cilium v1.20, operator/pkg/lbipam; cilium/cilium#39805',
  check: valuesCheck((values, cluster) => {
    const { services, inventory } = cluster;
    if (services.length === 0 && cluster.kubeLoxilbs.length === 0) return undefined;
    if (!values.isKnown('defaultLBServiceIPAM')) return undefined;
    const mode = values.inForce('defaultLBServiceIPAM') ?? 'lbipam';
    if (mode === 'none') return undefined;
    const hasPool = inventory.all(POOL).length > 0;
    const message = `defaultLBServiceIPAM is ${String(mode)}, and LoxiLB serves this cluster`;
    return hasPool && hasClassless(cluster) ? { message, severity: 'error' } : { message };
  }),
};

const POOL = kindOf('cilium.io', 'CiliumLoadBalancerIPPool');

function hasClassless({ inventory }: Cluster): boolean {
  return inventory
    .all(SERVICE)
    .some(({ spec }) => spec?.type === 'LoadBalancer' && spec.loadBalancerClass === undefined);
}
