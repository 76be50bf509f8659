import type { Rule } from '../rule';

export const unknownField: Rule = {
  id: 'admission/unknown-field',
  severity: 'error',
  title: 'A field does not exist',
  why: 'The kind has no such field in the release of the platform. kubectl refuses the object; other appliers lose the field with a warning that nobody reads, and the setting has no effect.',
  cure: 'Correct the name. If a newer release, or the experimental channel, has the field, name it in the platform once the cluster has it.',
  source:
    'k8s.io/apiextensions-apiserver v0.36, pkg/apiserver/customresource_handler.go (strict field validation, pruning)',
};
