import type { Cluster } from '../../cluster';
import type { Obstacle } from '../../controller/condition';
import type { Listener } from '../../controller/listener';
import { conflictsOf } from '../../controller/listener-conflicts';
import { each, type Rule, type Verdict } from '../rule';
import { listeners } from './gateways';

export const listenerConflict: Rule = {
  id: 'gateway/listener-conflict',
  severity: 'error',
  title: 'Two listeners cannot share their port',
  why: 'Listeners of one port must differ in hostname and be of protocols that can be told apart. Those that do not are Conflicted: none of the two serves. Cilium looks at a part of this since 1.19.6; before, and for the rest, it makes something of the two that answers for one of them.',
  cure: 'Give one of them another port or another hostname, or make one listener of the two.',
  source:
    'Gateway API v1.6.1, Gateway: distinct listeners; cilium v1.19.6, operator/pkg/gateway-api (listenerPairConflict)',
  check: each(withConflicts, ({ listener, path, conflict }): Verdict => {
    if (!conflict) return undefined;
    const silent = listener.conflict ? '' : ', and no status says so';
    return { object: listener.owner, path, message: `${conflict.message}${silent}` };
  }),
};

interface Conflicting {
  readonly listener: Listener;
  readonly path: string;
  readonly conflict: Obstacle | undefined;
}

/** Conflicts that the controller reports, and those of the specification that it does not look at. */
function withConflicts(cluster: Cluster): readonly Conflicting[] {
  const { implementation } = cluster.platform;
  const specified = new Map(
    cluster.controller.gateways.all.flatMap(({ listeners: all }) => [
      ...conflictsOf(all, implementation, 'specification'),
    ]),
  );
  return listeners(cluster).map(({ listener, path }) => ({
    listener,
    path,
    conflict: listener.conflict ?? specified.get(listener),
  }));
}
