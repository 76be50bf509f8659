import type { Rule } from '../rule';
import { listenerCheck } from './gateways';

export const listenerNotSupported: Rule = {
  id: 'gateway/listener-not-supported',
  severity: 'error',
  title: 'A listener is of a protocol or TLS mode that the controller does not have',
  why: 'The listener gets Accepted=False, has no port on the Service, and its routes have no traffic. Protocols are in capitals; Cilium passes TLS through for TLSRoutes and terminates it for HTTPRoutes alone.',
  cure: 'Use HTTP, HTTPS with TLS mode Terminate, or TLS with mode Passthrough.',
  source: 'Gateway API v1.6.1, ListenerReasonUnsupportedProtocol; cilium v1.20, operator/pkg/gateway-api',
  check: listenerCheck(
    ({ unaccepted }) => unaccepted,
    ['UnsupportedProtocol', 'UnsupportedValue'],
    ({ reason }) => (reason === 'UnsupportedProtocol' ? '.protocol' : '.tls.mode'),
  ),
};
