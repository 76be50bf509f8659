import type { Rule } from '../rule';

export const name: Rule = {
  id: 'admission/name',
  severity: 'error',
  title: 'The object has no valid name',
  why: 'Names go into addresses and labels, so each kind restricts them: most to DNS subdomains, Services and Namespaces to DNS labels. The API server refuses any other.',
  cure: 'Use lower-case letters, digits and "-", with a letter or digit at both ends.',
  source: 'k8s.io/apimachinery v0.36, pkg/api/validation/objectmeta.go',
};
