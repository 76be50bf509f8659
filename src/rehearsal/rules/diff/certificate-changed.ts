import type { Rule } from '../rule';

export const certificateChanged: Rule = {
  id: 'diff/certificate-changed',
  severity: 'warning',
  title: 'Clients of a listener see the certificate of another Secret',
  why: 'The Secret has to be there, of a name that fits the hostname, and of an authority that clients trust. A listener whose Secret is missing does not serve.',
  cure: 'Nothing, if it is meant; make the Secret before the change is applied.',
  source: 'Gateway API v1.6.1, Gateway spec.listeners[].tls.certificateRefs',
};
