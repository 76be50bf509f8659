import type { Rule } from '../rule';

export const serviceRecreated: Rule = {
  id: 'diff/service-recreated',
  severity: 'error',
  title: 'The Service of a Gateway is made anew',
  why: 'A Gateway of another name or namespace is another Gateway: Cilium deletes the Service of the old one and makes one for the new one. Live sessions drop, and the VIP is given back before the new one asks for one.',
  cure: 'Leave name and namespace as they are (metadata.name is the id of the construct unless name is given); or run both side by side, move DNS, and remove the old one.',
  source:
    'Cilium v1.20, operator/pkg/model/translation/gateway-api/translator.go (cilium-gateway-<name>, owned by the Gateway)',
};
