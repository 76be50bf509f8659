import type { Rule } from '../rule';

export const duplicate: Rule = {
  id: 'admission/duplicate',
  severity: 'error',
  title: 'Two manifests of one cluster are the same object',
  why: 'The API server tells objects apart by group, kind, namespace and name, so the one that is applied later overwrites the other, and nothing says so. Where both say the same, nothing is lost, and it is a warning.',
  cure: 'Give one another name or namespace, or remove it. If the files are of two clusters, name the folders of each in a platform file (loxigw.yaml).',
  source: 'k8s.io/apiserver v0.36, pkg/registry/generic (objects by group, resource, namespace and name)',
};
