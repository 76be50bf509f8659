import type { Cluster } from '../../cluster';
import { GATEWAY } from '../../controller/api-kinds';
import { ciliumValues } from '../cilium/values';
import { each, type Rule, type Verdict } from '../rule';
import { placeOf, type Served, servedServices, settingOf } from './annotated';

export const proxyProtocol: Rule = {
  id: 'loxilb/proxy-protocol',
  severity: 'error',
  title: 'Only one of LoxiLB and Cilium speaks the PROXY protocol',
  why: 'loxilb.io/useproxyprotov2 and gatewayAPI.enableProxyProtocol of Cilium go together, on every Gateway: with one of them alone every connection fails. It is for TCP; LoxiLB refuses a Service with a UDP port.',
  cure: 'Turn both on for all Gateways, or both off.',
  source: 'cilium v1.20, operator/pkg/gateway-api/cell.go; loxilb v0.9.8.8, rules.go (proxy-proto-v2 not tcp)',
  check: each(servedServices, verdict),
};

function verdict(served: Served, cluster: Cluster): Verdict {
  const { object, service } = served;
  const path = placeOf(served, 'useproxyprotov2');
  const isOn = settingOf(served, 'useproxyprotov2') === 'yes';
  if (isOn && service.ports.some(({ protocol }) => protocol === 'UDP')) {
    return { object, path, message: 'the PROXY protocol is for TCP, and LoxiLB refuses a Service with a UDP port' };
  }
  const values = ciliumValues(cluster);
  if (!GATEWAY.is(object) || !values) return undefined;
  if (!values.isKnown('gatewayAPI.enableProxyProtocol')) return undefined;
  const expects = values.isOn('gatewayAPI.enableProxyProtocol');
  if (isOn === expects) return undefined;
  const message = isOn
    ? 'LoxiLB speaks the PROXY protocol, and gatewayAPI.enableProxyProtocol of Cilium is off'
    : 'gatewayAPI.enableProxyProtocol of Cilium is on, and LoxiLB does not speak it here';
  return { object, path, message };
}
