import type { Rule } from '../rule';

export const cel: Rule = {
  id: 'admission/cel',
  severity: 'error',
  title: 'Fields contradict each other',
  why: 'A rule of the CRD over several fields does not hold, for example a redirect beside backends. The API server refuses the object; tools that know the schema alone do not see it.',
  cure: 'Change the fields that the message speaks of.',
  source: 'x-kubernetes-validations of the CRDs; k8s.io/apiextensions-apiserver v0.36, pkg/apiserver/schema/cel',
};
