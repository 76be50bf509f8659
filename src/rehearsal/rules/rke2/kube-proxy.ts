import { valuesCheck } from '../cilium/values';
import type { Rule } from '../rule';

export const kubeProxy: Rule = {
  id: 'rke2/kube-proxy',
  severity: 'error',
  title: 'RKE2 and Cilium do not agree on kube-proxy',
  why: 'With kube-proxy and its replacement both program every Service; with neither no Service works, and nothing in the cluster starts.',
  cure: 'Set disable-kube-proxy of RKE2 together with kubeProxyReplacement of Cilium.',
  source: 'RKE2, docs/networking; cilium, Documentation/network/kubernetes/kubeproxy-free.rst',
  check: valuesCheck((values, { platform }) => {
    const { rke2Config } = platform.settings;
    if (Object.keys(rke2Config).length === 0 || !values.isKnown('kubeProxyReplacement')) return undefined;
    const isOff = rke2Config['disable-kube-proxy'] === true;
    if (isOff === values.isOn('kubeProxyReplacement')) return undefined;
    return {
      message: isOff
        ? 'disable-kube-proxy is on, and Cilium does not replace it'
        : 'Cilium replaces kube-proxy, and RKE2 runs it as well',
    };
  }),
};
