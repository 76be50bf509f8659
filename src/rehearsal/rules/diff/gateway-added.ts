import type { Rule } from '../rule';

export const gatewayAdded: Rule = {
  id: 'diff/gateway-added',
  severity: 'info',
  title: 'A Gateway is new',
  why: 'It gets a Service, a VIP and ports of its own.',
  cure: 'Nothing, if it is meant.',
  source: 'cilium v1.20, translator.go',
};
