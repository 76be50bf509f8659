import { placeOf, servedServices, settingOf } from '../loxilb/annotated';
import { each, type Rule } from '../rule';

export const modeOverride: Rule = {
  id: 'kube-loxilb/mode-override',
  severity: 'warning',
  title: 'A Gateway takes another mode than kube-loxilb gives',
  why: 'The annotation wins over --setLBMode. A pair of LoxiLB that keeps connections in step does so in fullnat and default; in onearm each host uses its own address, and a session does not survive the other one taking over.',
  cure: 'Leave out loxilb.io/lbmode, or give it the mode of kube-loxilb.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (lbmode); loxilb v0.9.8.8, --cluster with onearm',
  check: each(
    (cluster) =>
      (cluster.kubeLoxilb ? servedServices(cluster) : []).filter((served) => settingOf(served, 'lbmode') !== undefined),
    (served, { kubeLoxilb }) => {
      const mode = settingOf(served, 'lbmode');
      if (mode !== 'onearm' || kubeLoxilb?.mode !== 'fullnat') return undefined;
      const message = `the mode of kube-loxilb is ${kubeLoxilb.mode}, and ${mode} ends the sessions of a host that fails`;
      return { object: served.object, path: placeOf(served, 'lbmode'), message };
    },
  ),
};
