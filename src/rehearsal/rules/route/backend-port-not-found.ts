import type { Cluster } from '../../cluster';
import { SERVICE } from '../../controller/api-kinds';
import type { BackendPlace } from '../../controller/backend-references';
import { namespaceOf } from '../../inventory';
import { each, type Rule, type Verdict } from '../rule';
import { backends } from './routes';

export const backendPortNotFound: Rule = {
  id: 'route/backend-port-not-found',
  severity: 'error',
  title: 'A route sends to a port that the Service does not have',
  why: 'A backend names a port of the Service, not of its pods. Cilium does not check it: the route is accepted, its references are resolved, and requests fail.',
  cure: 'Write a port of spec.ports of the Service.',
  source: 'cilium v1.20, operator/pkg/gateway-api/routechecks: ports are not compared',
  check: each(backends, verdict),
};

function verdict({ route, ref, path }: BackendPlace, { inventory }: Cluster): Verdict {
  const { group = '', kind = 'Service', name, namespace = namespaceOf(route), port } = ref;
  if (group !== '' || kind !== 'Service' || port === undefined) return undefined;
  const { ports = [] } = inventory.find(SERVICE, namespace, name)?.spec ?? {};
  if (ports.length === 0 || ports.some((each) => each.port === port)) return undefined;
  const target = ports.find(({ targetPort }) => targetPort === port);
  const cure = target
    ? `${port} is the port of the pods: write ${target.port}, that of the Service.`
    : `Use one of ${ports.map((each) => each.port).join(', ')}.`;
  return {
    object: route,
    path: `${path}.port`,
    message: `Service ${namespace}/${name} has no port ${port}: requests fail, and no status says so`,
    cure,
  };
}
