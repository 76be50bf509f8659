import type { Rule } from '../rule';

export const portExposed: Rule = {
  id: 'diff/port-exposed',
  severity: 'warning',
  title: 'A port is reached from outside from now on',
  why: 'A stream is passed on as it comes: no hostname, no path and no certificate of the Gateway stands before it.',
  cure: 'Nothing, if it is meant; else take the listener or the port away.',
  source: 'Gateway API v1.6.1, TCPRoute and UDPRoute; Kubernetes, Service ports',
};
