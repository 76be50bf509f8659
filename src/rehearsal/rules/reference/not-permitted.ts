import type { Cluster } from '../../cluster';
import { GATEWAY_API_GROUP, type ObjectReference, SECRET, SERVICE } from '../../controller/api-kinds';
import type { ReferenceEnd } from '../../controller/grants';
import { namespaceOf, type StoredObject } from '../../inventory';
import { certificateReferences } from '../gateway/gateways';
import { backends } from '../route/routes';
import { each, type Rule, type Verdict } from '../rule';

export const notPermitted: Rule = {
  id: 'reference/not-permitted',
  severity: 'error',
  title: 'No ReferenceGrant allows a reference to another namespace',
  why: 'A route that sends to a Service, or a listener that takes a certificate, of another namespace needs a ReferenceGrant there. Without it the reference is as if it were not there: ResolvedRefs=False with RefNotPermitted, 500 for the share of the backend, a listener that does not serve.',
  cure: 'Add a ReferenceGrant to the namespace that is referred to, from this kind and namespace.',
  source: 'Gateway API v1.6.1, ReferenceGrant; RouteReasonRefNotPermitted, ListenerReasonRefNotPermitted',
  check: each(references, verdict),
};

interface Reference {
  readonly object: StoredObject;
  readonly ref: ObjectReference;
  readonly path: string;
  readonly kind: typeof SERVICE | typeof SECRET;
}

/** References that leave their namespace. */
function references(cluster: Cluster): readonly Reference[] {
  const all: Reference[] = [
    ...backends(cluster).map(({ route, ref, path }) => ({ object: route, ref, path, kind: SERVICE })),
    ...certificateReferences(cluster).map((each) => ({ ...each, kind: SECRET })),
  ];
  return all.filter(({ object, ref, kind }) => {
    const { group = '', namespace = namespaceOf(object) } = ref;
    return group === '' && (ref.kind ?? kind.kind) === kind.kind && namespace !== namespaceOf(object);
  });
}

/** A grant that is not given may be there all the same, unless the namespace is given: as a whole, or with what is referred to. */
function verdict({ object, ref, path, kind }: Reference, { controller, inventory, platform }: Cluster): Verdict {
  const { name, namespace = '' } = ref;
  const from: ReferenceEnd = { group: GATEWAY_API_GROUP, kind: object.kind, namespace: namespaceOf(object) };
  const to = { group: '', kind: kind.kind, namespace, name };
  if (controller.grants.allow(from, to)) return undefined;
  if (!platform.isComplete(namespace) && !inventory.isGiven(kind, namespace, name)) return undefined;
  const message = `no ReferenceGrant in namespace ${namespace} allows ${object.kind} of namespace ${from.namespace} to refer to ${kind.kind} ${name}`;
  return { object, path, message };
}
