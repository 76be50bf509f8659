import { GATEWAY } from '../../controller/api-kinds';
import { each, type Rule, type Violation } from '../rule';
import { placeOf, servedServices, settingOf } from './annotated';

export const podNetwork: Rule = {
  id: 'loxilb/pod-network',
  severity: 'error',
  title: 'LoxiLB is to send to the pods of a Gateway',
  why: 'The Service that Cilium makes for a Gateway has no pods: its one endpoint is a dummy, 192.192.192.192. With usepodnetwork or useExternalEndpoint LoxiLB sends there, and nothing answers. On other Services it needs routes to the network of pods.',
  cure: 'Leave it out: node ports reach Envoy on every node.',
  source: 'cilium v1.20, translator.go (dummy endpoint); kube-loxilb v0.9.8.4, loadbalancer.go (getEndpoints)',
  check: each(servedServices, (served) =>
    ['usepodnetwork', 'useExternalEndpoint'].flatMap((name): Violation[] => {
      const { object } = served;
      if (settingOf(served, name) !== 'yes') return [];
      const path = placeOf(served, name);
      if (GATEWAY.is(object))
        return [
          { object, path, message: 'the Service of a Gateway has a dummy endpoint, and LoxiLB would send there' },
        ];
      if (name !== 'usepodnetwork') return [];
      const cure = 'See to it that LoxiLB has routes to the network of pods, or leave it out.';
      return [{ object, path, severity: 'warning', message: 'LoxiLB sends to pods, for which it needs routes', cure }];
    }),
  ),
};
