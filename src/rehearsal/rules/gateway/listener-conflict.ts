import type { Rule } from '../rule';
import { listenerCheck } from './gateways';

export const listenerConflict: Rule = {
  id: 'gateway/listener-conflict',
  severity: 'error',
  title: 'Two listeners cannot share their port',
  why: 'Listeners of one port must differ in hostname and be of protocols that can be told apart. Those that do not are Conflicted: none of the two serves, and their routes have no traffic.',
  cure: 'Give one of them another port or another hostname, or make one listener of the two.',
  source:
    'Gateway API v1.6.1, Gateway: distinct listeners; cilium v1.19.6, operator/pkg/gateway-api (listenerPairConflict)',
  check: listenerCheck(
    ({ conflict }) => conflict,
    ['ProtocolConflict', 'HostnameConflict'],
    ({ reason }) => (reason === 'HostnameConflict' ? '.hostname' : '.port'),
  ),
};
