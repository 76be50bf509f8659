import { listeners } from '../gateway/gateways';
import type { Rule } from '../rule';
import { each } from '../rule';

export const deadListener: Rule = {
  id: 'cilium/dead-listener',
  severity: 'error',
  title: 'A listener of TCP or UDP gets no traffic',
  why: 'Before 1.20 Cilium reports listeners of TCP and UDP as fine and leaves them out: the Service lacks the port, and routes have no traffic. A Gateway with no other listener fails as a whole.',
  cure: 'Use Cilium 1.20 or newer, or a Service of type LoadBalancer for this port.',
  source: 'cilium v1.19.6, operator/pkg/model/ingestion/gateway.go; cilium/cilium#38192, #29924',
  check: each(listeners, ({ listener, path }, { platform }) =>
    platform.implementation.ways.deadProtocols.includes(listener.spec.protocol)
      ? {
          object: listener.owner,
          path: `${path}.protocol`,
          message: `Cilium ${platform.cilium} leaves out listeners of ${listener.spec.protocol}`,
        }
      : undefined,
  ),
};
