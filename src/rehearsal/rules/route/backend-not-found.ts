import { nearest } from '../../../platform/nearest';
import type { Cluster } from '../../cluster';
import { SERVICE } from '../../controller/api-kinds';
import type { BackendPlace } from '../../controller/backend-references';
import { namespaceOf } from '../../inventory';
import { each, type Rule, type Verdict } from '../rule';
import { backends } from './routes';

export const backendNotFound: Rule = {
  id: 'route/backend-not-found',
  severity: 'error',
  title: 'A route sends to a Service that does not exist',
  why: 'The namespace is declared complete and has no such Service. The route is attached all the same; ResolvedRefs=False with BackendNotFound stands in its status alone, and the share of this backend gets 500.',
  cure: 'Correct the name or the namespace of the backend, or add the Service. If others make it, take the namespace out of complete in the platform.',
  source: 'Gateway API v1.6.1, RouteReasonBackendNotFound',
  check: each(backends, verdict),
};

function verdict({ route, ref, path }: BackendPlace, { inventory, platform }: Cluster): Verdict {
  const { group = '', kind = 'Service', name, namespace = namespaceOf(route) } = ref;
  if (group !== '' || kind !== 'Service' || !platform.isComplete(namespace)) return undefined;
  if (inventory.isGiven(SERVICE, namespace, name)) return undefined;
  const near = nearest(name, inventory.namesIn(SERVICE, namespace));
  const message = `Service ${namespace}/${name} does not exist: its share of the requests gets 500`;
  return {
    object: route,
    path: `${path}.name`,
    message,
    ...(near === undefined ? {} : { cure: `Did you mean "${near}"?` }),
  };
}
