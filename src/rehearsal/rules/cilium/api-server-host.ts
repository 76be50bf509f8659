import type { Rule } from '../rule';
import { valuesCheck } from './values';

export const apiServerHost: Rule = {
  id: 'cilium/api-server-host',
  severity: 'warning',
  title: 'Cilium looks for the API server where RKE2 does not have it',
  why: 'Without kube-proxy agents reach the API server at k8sServiceHost alone. An address that is not in its certificate, or that nobody listens on, leaves every node without a network.',
  cure: 'Write "localhost", which works on every node of RKE2, with port 6443.',
  source: 'RKE2, tls-san and advertise-address; chart cilium, k8sServiceHost',
  check: valuesCheck((values, { platform }) => {
    const { rke2Config } = platform.settings;
    const host = values.read('k8sServiceHost');
    if (typeof host !== 'string' || Object.keys(rke2Config).length === 0) return undefined;
    const names = [rke2Config['tls-san'], rke2Config['advertise-address'], 'localhost', '127.0.0.1'].flat();
    return names.includes(host)
      ? undefined
      : { message: `k8sServiceHost ${host} is neither in tls-san nor advertise-address of RKE2` };
  }),
};
