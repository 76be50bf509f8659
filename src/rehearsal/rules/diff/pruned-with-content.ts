import type { Rule } from '../rule';

export const prunedWithContent: Rule = {
  id: 'diff/pruned-with-content',
  severity: 'error',
  title: 'A Namespace or a CustomResourceDefinition is not among the manifests any more',
  why: 'Where Argo CD prunes, the API server deletes it with everything in it, or with every object of its kind, whoever made them.',
  cure: 'Give it back; or take out of the cluster first what is in it, and annotate it with argocd.argoproj.io/sync-options: Prune=false until then.',
  source:
    'Kubernetes v1.36, finalizers of namespaces and of CustomResourceDefinitions; argo-cd v3.5.1, docs/user-guide/sync-options.md',
};
