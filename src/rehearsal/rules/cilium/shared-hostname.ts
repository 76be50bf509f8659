import type { Gateway, ListenerSpec } from '../../controller/api-kinds';
import { each, type Rule, type Violation } from '../rule';

export const sharedHostname: Rule = {
  id: 'cilium/shared-hostname',
  severity: 'warning',
  title: 'One hostname is on two TLS ports',
  why: 'Before 1.19.6 Cilium makes one listener of Envoy for all ports of a Gateway: two TLS listeners of one hostname on different ports get in the way of each other, and one of them answers for both.',
  cure: 'Use Cilium 1.19.6 or newer, or a Gateway for each port.',
  source: 'cilium/cilium#45623, #42898, #31122',
  check: each(
    ({ controller, platform: { implementation } }) =>
      implementation.ways.external && implementation.ways.listenerConflicts === 'unchecked'
        ? controller.gateways.all.map(({ gateway }) => gateway)
        : [],
    (object: Gateway) => {
      const seen = new Map<string, ListenerSpec>();
      return (object.spec.listeners ?? []).flatMap((listener, index): Violation[] => {
        if (listener.protocol !== 'HTTPS' && listener.protocol !== 'TLS') return [];
        const hostname = listener.hostname ?? '*';
        const other = seen.get(hostname);
        if (!other) seen.set(hostname, listener);
        if (!other || other.port === listener.port) return [];
        const message = `${hostname} is on port ${other.port} as well, in listener ${other.name}`;
        return [{ object, path: `spec.listeners[${index}].port`, message }];
      });
    },
  ),
};
