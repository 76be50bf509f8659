import type { Cluster } from '../../cluster';
import { GATEWAY, type Route, SERVICE } from '../../controller/api-kinds';
import { backendsOf } from '../../controller/backend-references';
import { namespaceOf } from '../../inventory';
import { routes } from '../route/routes';
import { each, type Rule, type Verdict } from '../rule';
import { hasWave, waveOf } from './argocd';

export const syncWave: Rule = {
  id: 'argocd/sync-wave',
  severity: 'warning',
  title: 'A route is in the wrong sync wave of Argo CD',
  why: 'A wave waits until everything of the one before is healthy. A Gateway without an address is not, so routes in a later wave are never applied while LoxiLB is down; routes in an earlier wave than their Services are degraded, and block the Services.',
  cure: 'Put Gateways and routes into one wave, after that of the Services.',
  source: 'argo-cd v3.5.1, resource_customizations/gateway.networking.k8s.io; gitops-engine/pkg/sync',
  check: each(
    (cluster) => routes(cluster).filter((route) => hasWave(route) || waitsFor(route, cluster).some(hasWave)),
    verdict,
  ),
};

const PATH = 'metadata.annotations[argocd.argoproj.io/sync-wave]';

function waitsFor(route: Route, { inventory }: Cluster) {
  const own = namespaceOf(route);
  const parents = (route.spec.parentRefs ?? []).flatMap(
    ({ name, namespace = own }) => inventory.find(GATEWAY, namespace, name) ?? [],
  );
  const services = backendsOf(route).flatMap(
    ({ name, namespace = own }) => inventory.find(SERVICE, namespace, name) ?? [],
  );
  return [...parents, ...services];
}

function verdict(object: Route, cluster: Cluster): Verdict {
  const wave = waveOf(object);
  for (const other of waitsFor(object, cluster)) {
    const its = waveOf(other);
    if (GATEWAY.is(other) && wave > its) {
      return {
        object,
        path: PATH,
        message: `wave ${wave} waits for Gateway ${other.metadata.name} of wave ${its} to have an address`,
      };
    }
    if (SERVICE.is(other) && wave < its) {
      return {
        object,
        path: PATH,
        message: `wave ${wave} comes before Service ${other.metadata.name} of wave ${its}, and blocks it`,
      };
    }
  }
  return undefined;
}
