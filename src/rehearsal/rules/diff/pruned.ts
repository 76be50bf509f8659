import type { Rule } from '../rule';

export const pruned: Rule = {
  id: 'diff/pruned',
  severity: 'info',
  title: 'An object is not among the manifests any more',
  why: 'Argo CD deletes what is gone from git where its Application prunes; nothing asks again.',
  cure: 'Nothing, if it is meant; else give it back, or annotate it with argocd.argoproj.io/sync-options: Prune=false.',
  source: 'argo-cd v3.5.1, docs/user-guide/sync-options.md',
};
