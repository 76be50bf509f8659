import type { Cluster } from '../../cluster';
import { DAEMON_SET, DEPLOYMENT, type Workload } from '../../loadbalancer/kube-loxilb';
import { each, type Rule } from '../rule';

export const image: Rule = {
  id: 'kube-loxilb/image',
  severity: 'warning',
  title: 'An image of LoxiLB has no version',
  why: 'Flags, annotations and numbers of kube-loxilb and LoxiLB change between builds: "latest" of the one sends to the other what it refuses, on the day a node pulls it anew.',
  cure: 'Write a tag, such as v0.9.8.4 of kube-loxilb, or a digest.',
  source: 'kube-loxilb after v0.9.8.4 numbers epselect n3 as 7, which loxilb v0.9.8.8 refuses',
  check: each(containers, ({ object, image: name, path }) => {
    if (/@sha256:[0-9a-f]{64}$/.test(name) || (/:[^/:]+$/.test(name) && !/:latest$/.test(name))) return undefined;
    return { object, path, message: `${name} is another build on another day` };
  }),
};

/** Containers with an image of LoxiLB. */
function containers({ inventory }: Cluster): readonly { object: Workload; image: string; path: string }[] {
  return [...inventory.all(DEPLOYMENT), ...inventory.all(DAEMON_SET)].flatMap((object) =>
    (object.spec.template.spec?.containers ?? []).flatMap(({ image: name = '' }, index) =>
      /(^|\/)(kube-)?loxilb(:|@|$)/.test(name)
        ? [{ object, image: name, path: `spec.template.spec.containers[${index}].image` }]
        : [],
    ),
  );
}
