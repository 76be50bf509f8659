import { LOAD_BALANCER_CLASS_ANNOTATION } from '../../../platform';
import { isLoxilbKey, unreadKeyCure } from '../../../platform/annotation-problem';
import { loxilbAnnotation, missingAnnotation } from '../../../platform/loxilb-annotations';
import type { Cluster } from '../../cluster';
import { each, type Rule, type Verdict, type Violation } from '../rule';
import { type Annotated, annotatedObjects } from './annotated';

export const unknownAnnotation: Rule = {
  id: 'loxilb/unknown-annotation',
  severity: 'error',
  title: 'An annotation of LoxiLB is read by nothing',
  why: 'kube-loxilb reads a fixed set of keys, in their exact spelling; it does not complain of others. The Service works with the default, and the setting has no effect.',
  cure: 'Correct the key, or leave it out.',
  source: 'kube-loxilb v0.9.8.4, pkg/agent/manager/loadbalancer/loadbalancer.go',
  check: each(annotatedObjects, verdict),
};

function verdict({ object, annotations, path }: Annotated, { platform: { kubeLoxilb } }: Cluster): Verdict {
  return Object.keys(annotations).flatMap((key): Violation[] => {
    if (!isLoxilbKey(key) || key === LOAD_BALANCER_CLASS_ANNOTATION) return [];
    const at = `${path}[${key}]`;
    const annotation = loxilbAnnotation(key);
    if (!annotation) {
      return [{ object, path: at, message: 'no version of kube-loxilb reads it', cure: unreadKeyCure(key) }];
    }
    const missing = missingAnnotation(annotation, kubeLoxilb);
    if (missing !== undefined) {
      return [{ object, path: at, message: `kube-loxilb ${kubeLoxilb} does not read it`, cure: missing }];
    }
    if (!annotation.untagged) return [];
    return [{ object, path: at, message: 'it has no effect on the open-source LoxiLB', cure: 'Leave it out.' }];
  });
}
