import { compareText } from '../rehearsal/canonical-text';
import { GATEWAY, ROUTE_KINDS } from '../rehearsal/controller/api-kinds';
import { namespaceOf, type StoredObject } from '../rehearsal/inventory';
import type { Played } from './cluster-topology';
import { routeTitle } from './topology';

/** What the API server refuses, and no picture has: `HTTPRoute shop/cart`, in the order of names. */
export function refusedObjects({ findings, cluster }: Played): readonly string[] {
  const drawn = ['Gateway', 'ListenerSet', 'ReferenceGrant', ...ROUTE_KINDS.map(({ kind }) => kind)];
  const refused = findings.filter(
    ({ rule, severity, resource }) =>
      rule.startsWith('admission/') && severity === 'error' && drawn.includes(resource.kind),
  );
  const stored = new Set(
    [GATEWAY, ...ROUTE_KINDS]
      .flatMap((kind) => cluster.inventory.all<StoredObject>(kind))
      .map((object) => routeTitle({ kind: object.kind, namespace: namespaceOf(object), name: object.metadata.name })),
  );
  const titles = refused.map(({ resource: { kind, namespace = 'default', name } }) =>
    routeTitle({ kind, namespace, name }),
  );
  return [...new Set(titles)].filter((title) => !stored.has(title)).sort(compareText);
}
