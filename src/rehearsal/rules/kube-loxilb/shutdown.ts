import type { Rule } from '../rule';
import { instanceCheck } from './instances';

export const shutdown: Rule = {
  id: 'kube-loxilb/shutdown',
  severity: 'warning',
  title: 'kube-loxilb is killed without time to end',
  why: 'With a grace period of 0 the process is killed at once, in the middle of what it tells LoxiLB, and its successor may start before the kubelet knows that it is gone.',
  cure: 'Leave out terminationGracePeriodSeconds: 30 seconds is the default.',
  source: 'Kubernetes, PodSpec.terminationGracePeriodSeconds',
  check: instanceCheck(({ workload: object }) =>
    object.spec.template.spec?.terminationGracePeriodSeconds === 0
      ? { object, path: 'spec.template.spec.terminationGracePeriodSeconds', message: 'it is killed at once' }
      : undefined,
  ),
};
