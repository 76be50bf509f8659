import type { Cluster } from '../../cluster';
import { kindOf, type StoredObject } from '../../inventory';
import { isOn } from '../../loadbalancer/kube-loxilb-process';
import { each, type Rule } from '../rule';
import { flagOf } from './instances';

export const bgpResource: Rule = {
  id: 'kube-loxilb/bgp-resource',
  severity: 'error',
  title: 'Nobody reads a BGP resource of LoxiLB',
  why: 'kube-loxilb looks at BGP peers and policies with --enableBGPCRDs alone, and can do something with them with --setBGP. Else they are stored and without effect.',
  cure: 'Start kube-loxilb with --enableBGPCRDs=true and --setBGP.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent/agent.go',
  check: each(
    (cluster) => (cluster.kubeLoxilbs.length > 0 ? resources(cluster) : []),
    (object, { kubeLoxilbs }) => {
      const reads = kubeLoxilbs.some(
        (instance) =>
          (isOn(flagOf(instance, 'enableBGPCRDs')?.value) && (flagOf(instance, 'setBGP')?.value ?? '0') !== '0') ||
          instance.config?.values?.enableBGPCRDs === true,
      );
      return reads
        ? undefined
        : { object, path: '', message: 'kube-loxilb runs without --enableBGPCRDs and --setBGP, and does not read it' };
    },
  ),
};

const KINDS = [
  kindOf('bgppeer.loxilb.io', 'BGPPeerService'),
  kindOf('bgppolicydefinedsets.loxilb.io', 'BGPPolicyDefinedSetsService'),
  kindOf('bgppolicydefinition.loxilb.io', 'BGPPolicyDefinitionService'),
  kindOf('bgppolicyapply.loxilb.io', 'BGPPolicyApplyService'),
];

function resources({ inventory }: Cluster): readonly StoredObject[] {
  return KINDS.flatMap((kind) => inventory.all(kind));
}
