import { isZoneInstance } from '../../../platform/annotation-problem';
import type { Cluster } from '../../cluster';
import { flagOf } from '../kube-loxilb/instances';
import { each, type Rule, type Verdict } from '../rule';
import { type Annotated, annotatedObjects, placeOf, settingOf } from './annotated';

export const zoneInstance: Rule = {
  id: 'loxilb/zone-instance',
  severity: 'error',
  title: 'A Service asks for a zone instance that kube-loxilb does not have',
  why: 'kube-loxilb has as many instances as --numZoneInstances says, one unless it does. It refuses a Service for another with "zone-instance not found", and tries again forever.',
  cure: 'Write <zone>-inst<number> with a number below --numZoneInstances, or leave it out.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (zoneinstance)',
  check: each(
    (cluster) =>
      (cluster.kubeLoxilbs.length > 0 ? annotatedObjects(cluster) : []).filter((each) =>
        settingOf(each, 'zoneinstance'),
      ),
    verdict,
  ),
};

function verdict(annotated: Annotated, { kubeLoxilbs }: Cluster): Verdict {
  const wanted = settingOf(annotated, 'zoneinstance') ?? '';
  if (!isZoneInstance(wanted)) return undefined;
  const known = kubeLoxilbs.flatMap((instance) => {
    const count = Math.max(1, Math.min(255, Number(flagOf(instance, 'numZoneInstances')?.value ?? 1)));
    return Array.from({ length: count }, (_, index) => `${instance.process.zone}-inst${index}`);
  });
  if (known.includes(wanted)) return undefined;
  const message = `kube-loxilb has ${known.length === 1 ? known[0] : `${known[0]} to ${known[known.length - 1]}`}, and not ${wanted}`;
  return { object: annotated.object, path: placeOf(annotated, 'zoneinstance'), message };
}
