import { isUntagged } from '../../../platform/loxilb-annotations';
import { SERVICE } from '../../controller/api-kinds';
import { each, type Rule } from '../rule';
import { annotatedObjects, placeOf, settingOf } from './annotated';

export const multusClass: Rule = {
  id: 'loxilb/multus-class',
  severity: 'warning',
  title: 'A Service with Multus networks has no class',
  why: 'loxilb.io/multus-nets makes kube-loxilb look at a Service whatever its class is. Up to v0.9.8.4 it crashes on one without any, and all Services are without it until that one is gone.',
  cure: 'Set spec.loadBalancerClass to loxilb.io/loxilb.',
  source: 'loxilb-io/kube-loxilb#248, mended after v0.9.8.4',
  check: each(
    (cluster) => annotatedObjects(cluster).filter((each) => settingOf(each, 'multus-nets') !== undefined),
    (annotated, { platform }) => {
      const { object } = annotated;
      if (isUntagged(platform.kubeLoxilb) || !SERVICE.is(object)) return undefined;
      if (object.spec?.type !== 'LoadBalancer' || object.spec.loadBalancerClass !== undefined) return undefined;
      const message = `kube-loxilb ${platform.kubeLoxilb} crashes on it, because the Service has no class`;
      return { object, path: placeOf(annotated, 'multus-nets'), message };
    },
  ),
};
