import type { Cluster } from '../../cluster';
import { GATEWAY, LISTENER_SET, REFERENCE_GRANT, type ReferenceGrant } from '../../controller/api-kinds';
import { namespaceOf } from '../../inventory';
import { certificateReferences } from '../gateway/gateways';
import { backends } from '../route/routes';
import { each, perCluster, type Rule, type Verdict } from '../rule';

export const unusedGrant: Rule = {
  id: 'reference/unused-grant',
  severity: 'warning',
  title: 'A ReferenceGrant allows what nothing asks for',
  why: 'Everything of the cluster is given, and no route or listener needs the grant. It may be one with a wrong name, kind or namespace, beside a reference that is refused; or one that was left behind and opens the namespace to whoever comes.',
  cure: 'Correct it, or remove it.',
  source: 'Gateway API v1.6.1, ReferenceGrant',
  check: each(({ inventory, platform }) => (platform.isComplete() ? inventory.all(REFERENCE_GRANT) : []), verdict),
};

/** `kind namespace -> kind namespace/name` of every reference that leaves its namespace. */
const used = perCluster((cluster: Cluster): readonly ReadonlySet<string>[] => {
  const references = [
    ...backends(cluster).map(({ route, ref }) => ({ object: route, ref, kind: 'Service' })),
    ...certificateReferences(cluster).map(({ object, ref }) => ({ object, ref, kind: 'Secret' })),
    ...[...cluster.inventory.all(GATEWAY), ...cluster.inventory.all(LISTENER_SET)].flatMap((object) => {
      const ref = GATEWAY.is(object) ? object.spec.tls?.backend?.clientCertificateRef : undefined;
      return ref ? [{ object, ref, kind: 'Secret' }] : [];
    }),
  ];
  const keys = references.flatMap(({ object, ref, kind }) => {
    const { namespace = namespaceOf(object) } = ref;
    if (namespace === namespaceOf(object)) return [];
    const from = `${object.kind} ${namespaceOf(object)}`;
    const to = `${ref.kind ?? kind} ${namespace}`;
    return [`${from} -> ${to}/${ref.name}`, `${from} -> ${to}/*`];
  });
  return [new Set(keys)];
});

function verdict(object: ReferenceGrant, cluster: Cluster): Verdict {
  const [needed = new Set<string>()] = used(cluster);
  const isUsed = object.spec.from.some(({ kind, namespace }) =>
    object.spec.to.some((to) =>
      needed.has(`${kind} ${namespace} -> ${to.kind} ${namespaceOf(object)}/${to.name || '*'}`),
    ),
  );
  // Grants for CAs, which Gateways and policies name, are not followed.
  if (isUsed || object.spec.to.some(({ kind }) => kind === 'ConfigMap')) return undefined;
  return { object, path: 'spec', message: 'no route and no listener asks for what it allows' };
}
