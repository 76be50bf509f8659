import { annotationProblem } from '../../../platform/annotation-problem';
import { loxilbAnnotation, missingAnnotation } from '../../../platform/loxilb-annotations';
import type { Cluster } from '../../cluster';
import { each, type Rule, type Verdict, type Violation } from '../rule';
import { type Annotated, annotatedObjects } from './annotated';

export const annotationValue: Rule = {
  id: 'loxilb/annotation-value',
  severity: 'error',
  title: 'An annotation of LoxiLB has a value that is ignored or refused',
  why: 'Values are compared as they are: "Yes", "true" and " yes" are not "yes". kube-loxilb takes most others as if nothing were given, and passes some on to LoxiLB, which refuses the rule again and again. No status says so.',
  cure: 'Use one of the values that the message lists.',
  source: 'kube-loxilb v0.9.8.4, pkg/agent/manager/loadbalancer/loadbalancer.go; loxilb v0.9.8.8, pkg/loxinet/rules.go',
  check: each(annotatedObjects, verdict),
};

function verdict({ object, annotations, path }: Annotated, { platform: { kubeLoxilb } }: Cluster): Verdict {
  return Object.entries(annotations).flatMap(([key, value]): Violation[] => {
    const annotation = loxilbAnnotation(key);
    if (!annotation || annotation.untagged || missingAnnotation(annotation, kubeLoxilb) !== undefined) return [];
    const found = annotationProblem(annotation.value, value, kubeLoxilb);
    if (!found) return [];
    return [
      { object, path: `${path}[${key}]`, message: `${JSON.stringify(value)} ${found.problem}`, cure: found.cure },
    ];
  });
}
