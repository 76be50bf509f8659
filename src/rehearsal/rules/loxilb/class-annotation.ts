import { LOAD_BALANCER_CLASS_ANNOTATION, LOXILB_CLASS } from '../../../platform';
import type { Cluster } from '../../cluster';
import { kindOf } from '../../inventory';
import { each, type Rule, type Verdict } from '../rule';
import { type Annotated, annotatedObjects } from './annotated';

export const classAnnotation: Rule = {
  id: 'loxilb/class-annotation',
  severity: 'warning',
  title: 'The annotation loxilb.io/loadBalancerClass is read by nothing',
  why: 'kube-loxilb looks at spec.loadBalancerClass of the Service alone. The annotation has an effect only where a webhook or a policy at admission turns it into that field.',
  cure: 'From Cilium 1.18, name the class in a CiliumGatewayClassConfig; before, add a MutatingAdmissionPolicy or a webhook that sets it. Then leave the annotation to that, or out.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (the class is spec.loadBalancerClass); cilium v1.18.0, translator.go',
  check: each(
    (cluster) =>
      annotatedObjects(cluster).filter(({ annotations }) => Object.hasOwn(annotations, LOAD_BALANCER_CLASS_ANNOTATION)),
    verdict,
  ),
};

const MUTATORS = ['MutatingWebhookConfiguration', 'MutatingAdmissionPolicy'].map((kind) =>
  kindOf('admissionregistration.k8s.io', kind),
);

/** True if something among the objects changes others at admission. */
export function changesAtAdmission({ inventory }: Cluster): boolean {
  return MUTATORS.some((kind) => inventory.all(kind).length > 0);
}

/** Without the platform's side among the manifests, others may have installed what reads it. */
function verdict({ object, annotations, path }: Annotated, cluster: Cluster): Verdict {
  const at = `${path}[${LOAD_BALANCER_CLASS_ANNOTATION}]`;
  const value = annotations[LOAD_BALANCER_CLASS_ANNOTATION];
  if (value !== LOXILB_CLASS) {
    return {
      object,
      path: at,
      message: `${JSON.stringify(value)} is no class of kube-loxilb`,
      cure: `Write "${LOXILB_CLASS}".`,
    };
  }
  if (changesAtAdmission(cluster)) return undefined;
  const { platform, kubeLoxilbs } = cluster;
  if (!platform.hasGatewayClassConfig && kubeLoxilbs.length === 0 && !platform.isComplete()) return undefined;
  return {
    object,
    path: at,
    // With everything given nothing can read it, and on this Cilium nothing else names the class.
    severity: platform.isComplete() && !platform.hasGatewayClassConfig ? 'error' : 'warning',
    message: 'kube-loxilb does not read it, and no webhook or policy among the manifests does',
  };
}
