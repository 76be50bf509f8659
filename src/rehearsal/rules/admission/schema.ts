import type { Rule } from '../rule';

export const schema: Rule = {
  id: 'admission/schema',
  severity: 'error',
  title: 'A field has a value that the API server refuses',
  why: 'The object does not fit the schema of its kind in the release of the platform: a type, a bound, a pattern, an enumeration, a required field, or a list with one key twice. kubectl and Argo CD fail to apply it, and whatever was applied before stays.',
  cure: 'Change the field as the message says. If the cluster has another release, name it in the platform.',
  source: 'k8s.io/apiextensions-apiserver v0.36, pkg/apiserver/validation; the CRDs of each release',
};
