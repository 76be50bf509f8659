import { each, type Rule } from '../rule';
import { placeOf, servedServices, settingOf } from './annotated';

export const endpointLimit: Rule = {
  id: 'loxilb/endpoint-limit',
  severity: 'error',
  title: 'A Service has more nodes than LoxiLB takes',
  why: 'kube-loxilb gives every ready node as an endpoint, and LoxiLB refuses a rule with more than 32 of them. The Service never gets a VIP.',
  cure: 'Choose nodes with loxilb.io/nodelabel, or keep others out with the node label node.kubernetes.io/exclude-from-external-load-balancers.',
  source: 'loxilb v0.9.8.8, pkg/loxinet/rules.go (MaxLBEndPoints, endpoints-range error); loxilb-io/loxilb#769',
  check: each(
    (cluster) => (cluster.platform.settings.nodeCount === undefined ? [] : servedServices(cluster)),
    (served, { platform }) => {
      const { nodeCount = 0 } = platform.settings;
      if (nodeCount <= MOST || settingOf(served, 'nodelabel') !== undefined) return undefined;
      const message = `every one of ${nodeCount} nodes is an endpoint, and LoxiLB takes ${MOST}`;
      return { object: served.object, path: placeOf(served, 'nodelabel'), message };
    },
  ),
};

const MOST = 32;
