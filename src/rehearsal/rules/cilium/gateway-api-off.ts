import { nodePortIsEnough } from '../../../platform/cilium-values';
import type { Rule } from '../rule';
import { valuesCheck } from './values';

export const gatewayApiOff: Rule = {
  id: 'cilium/gateway-api-off',
  severity: 'error',
  title: 'Cilium does not do the Gateway API with these values',
  why: 'gatewayAPI.enabled alone is not enough: Cilium needs to replace kube-proxy, and its proxy. Without the one its operator leaves the Gateway API off with a line in its log; without the other the chart cannot be installed.',
  cure: 'Set kubeProxyReplacement to "true", and leave l7Proxy on.',
  source: 'cilium v1.19.6, operator/pkg/gateway-api/cell.go; chart, templates/validate.yaml',
  check: valuesCheck((values, { platform: { cilium } }) => {
    if (!values.isOn('gatewayAPI.enabled')) return undefined;
    if (!values.isOn('l7Proxy'))
      return { message: 'l7Proxy is off: the chart cannot be installed with gatewayAPI.enabled' };
    if (!values.isKnown('kubeProxyReplacement')) return undefined;
    const replaces = values.isOn('kubeProxyReplacement');
    if (replaces || (nodePortIsEnough(cilium) && values.isOn('nodePort.enabled'))) return undefined;
    return { message: `kubeProxyReplacement is off: Cilium ${cilium} leaves the Gateway API off` };
  }),
};
