import { listeners } from '../gateway/gateways';
import type { Rule } from '../rule';
import { each } from '../rule';

export const certificateRefs: Rule = {
  id: 'cilium/certificate-refs',
  severity: 'error',
  title: 'A listener has more than one certificate',
  why: 'Cilium shows one certificate for each listener. Its chart of 1.20 brings a policy by which the API server refuses others for the class cilium; before, the rest is ignored.',
  cure: 'Make a listener for each certificate, with a hostname of its own, or use one certificate for all names.',
  source: 'chart cilium 1.20.0, templates/cilium-gateway-api-validating-admission-policy.yaml',
  check: each(
    (cluster) =>
      (cluster.platform.implementation.ways.external ? listeners(cluster) : []).filter(
        ({ listener }) => listener.spec.tls?.certificateRefs,
      ),
    ({ listener, path }) => {
      const refs = listener.spec.tls?.certificateRefs ?? [];
      if (refs.length < 2) return undefined;
      return {
        object: listener.owner,
        path: `${path}.tls.certificateRefs`,
        message: `Cilium takes one certificate, and here are ${refs.length}`,
      };
    },
  ),
};
