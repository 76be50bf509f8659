import { each, type Rule, type Violation } from '../rule';
import { webhookServers } from './webhooks';

export const webhookImage: Rule = {
  id: 'webhook/image',
  severity: 'warning',
  title: 'A webhook runs an image by tag',
  why: 'A webhook sees and changes objects of the whole cluster. Behind a tag the owner of the registry can put another program at any time.',
  cure: 'Name the image by its digest, best in a registry of yours; from Cilium 1.18 leave the webhook out.',
  source: 'Kubernetes, admission webhook good practices',
  check: each(webhookServers, (object) => {
    const { containers = [], initContainers = [] } = object.spec.template.spec ?? {};
    const all = [
      ...containers.map(({ image = '' }, index) => ({ image, path: `containers[${index}]` })),
      ...initContainers.map(({ image = '' }, index) => ({ image, path: `initContainers[${index}]` })),
    ];
    return all.flatMap(({ image, path }): Violation[] =>
      /@sha256:[0-9a-f]{64}$/.test(image)
        ? []
        : [{ object, path: `spec.template.spec.${path}.image`, message: `${image} may be another program tomorrow` }],
    );
  }),
};
