import { each, type Rule } from '../rule';
import { annotatedObjects, placeOf, settingOf } from './annotated';

export const zone: Rule = {
  id: 'loxilb/zone',
  severity: 'warning',
  title: 'A Service is for a zone that no kube-loxilb has',
  why: 'A kube-loxilb skips Services that select another zone than its own, without a word. One for a zone that nobody has gets no VIP.',
  cure: 'Write the zone of a kube-loxilb, which is "llb" unless --zone says otherwise, or leave it out.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (zoneselect)',
  check: each(
    (cluster) => (cluster.kubeLoxilb ? annotatedObjects(cluster) : []).filter((each) => settingOf(each, 'zoneselect')),
    (annotated, { kubeLoxilbs, kubeLoxilb }) => {
      const zones = kubeLoxilbs.length > 0 ? kubeLoxilbs.map(({ process }) => process.zone) : [kubeLoxilb?.zone];
      const wanted = settingOf(annotated, 'zoneselect');
      if (zones.includes(wanted)) return undefined;
      const message = `no kube-loxilb has the zone ${wanted}, but ${zones.join(', ')}`;
      return { object: annotated.object, path: placeOf(annotated, 'zoneselect'), message };
    },
  ),
};
