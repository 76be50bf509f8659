import type { Cluster } from '../../cluster';
import { DAEMON_SET, DEPLOYMENT, type Workload } from '../../loadbalancer/kube-loxilb';
import { each, type Rule } from '../rule';

export const besideCilium: Rule = {
  id: 'loxilb/beside-cilium',
  severity: 'error',
  title: 'LoxiLB is in the network of a node that Cilium has',
  why: 'Both hook eBPF programs into the interfaces of the node, and the one that comes last wins: the node may lose its network, on the day one of the two restarts.',
  cure: 'Run LoxiLB on hosts outside of the cluster, or in a network of its own by Multus. If it is known to work here, acknowledge this with the reason.',
  source: 'loxilb docs, cilium-incluster.md; loxilb-io/kube-loxilb#158',
  check: each(daemons, (object, { platform }) => {
    if (!platform.implementation.ways.external || !object.spec.template.spec?.hostNetwork) return undefined;
    const message = 'LoxiLB hooks into the interfaces of the node, and so does Cilium';
    return { object, path: 'spec.template.spec.hostNetwork', message };
  }),
};

/** Workloads that run LoxiLB itself. */
function daemons({ inventory }: Cluster): readonly Workload[] {
  return [...inventory.all(DAEMON_SET), ...inventory.all(DEPLOYMENT)].filter(({ spec }) =>
    (spec.template.spec?.containers ?? []).some(({ image = '' }) => /(^|\/)loxilb(:|@|$)/.test(image)),
  );
}
