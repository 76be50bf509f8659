import type { BackendPlace } from '../../controller/backend-references';
import { each, type Rule, type Verdict } from '../rule';
import { backends } from './routes';

export const backendKind: Rule = {
  id: 'route/backend-kind',
  severity: 'error',
  title: 'A route sends to something that is no backend',
  why: 'Cilium sends to Services and ServiceImports. Any other kind gives the route ResolvedRefs=False with InvalidKind, and the share of this backend gets 500.',
  cure: 'Send to a Service.',
  source: 'Gateway API v1.6.1, RouteReasonInvalidKind; cilium v1.20, operator/pkg/gateway-api/routechecks',
  check: each(backends, verdict),
};

const BACKENDS: ReadonlySet<string> = new Set(['/Service', 'multicluster.x-k8s.io/ServiceImport']);

function verdict({ route, ref, path }: BackendPlace): Verdict {
  const { group = '', kind = 'Service' } = ref;
  if (BACKENDS.has(`${group}/${kind}`)) return undefined;
  const message = `${kind} of group "${group}" is no backend: its share of the requests gets 500`;
  return { object: route, path: `${path}.kind`, message };
}
