import type { Cluster } from '../../cluster';
import { LISTENER_SET, type ListenerSet } from '../../controller/api-kinds';
import type { Obstacle } from '../../controller/condition';
import { each, type Rule } from '../rule';

export const listenerSet: Rule = {
  id: 'gateway/listener-set',
  severity: 'error',
  title: 'A Gateway does not take in a ListenerSet',
  why: 'A Gateway takes no ListenerSets unless spec.allowedListeners says so, and then those of its own namespace. The set gets Accepted=False with NotAllowed, and its listeners do not serve.',
  cure: 'Set spec.allowedListeners.namespaces of the Gateway.',
  source: 'Gateway API v1.6.1, ListenerSet; GEP-1713',
  check: each(sets, ({ set: object, refusal }) =>
    refusal ? { object, path: 'spec.parentRef', message: refusal.message } : undefined,
  ),
};

function sets({ controller, inventory }: Cluster): readonly { set: ListenerSet; refusal: Obstacle | undefined }[] {
  return inventory.all(LISTENER_SET).length === 0 ? [] : controller.gateways.all.flatMap((gateway) => gateway.sets);
}
