import type { Rule } from '../rule';

export const backendTlsChanged: Rule = {
  id: 'diff/backend-tls-changed',
  severity: 'warning',
  title: 'How backends are reached by TLS changes',
  why: 'Without a BackendTLSPolicy requests go to the backend in plain text; with another name or CA, a backend that does not show that certificate answers nothing.',
  cure: 'Change backend and policy together.',
  source: 'Gateway API v1.6.1, BackendTLSPolicy',
};
