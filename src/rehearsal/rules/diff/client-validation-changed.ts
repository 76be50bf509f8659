import type { Rule } from '../rule';

export const clientValidationChanged: Rule = {
  id: 'diff/client-validation-changed',
  severity: 'warning',
  title: 'What clients have to show changes',
  why: 'A Gateway that asks for no certificate lets everybody in; one that begins to ask keeps out everybody who has none.',
  cure: 'Nothing, if it is meant and clients know.',
  source: 'Gateway API v1.6.1, Gateway spec.tls.frontend',
};
