import { nearest } from '../../../platform/nearest';
import type { Cluster } from '../../cluster';
import { GATEWAY, GATEWAY_API_GROUP, LISTENER_SET, type ParentRef, type Route } from '../../controller/api-kinds';
import { type Kind, namespaceOf, type StoredObject } from '../../inventory';
import { each, type Rule, type Verdict } from '../rule';
import { routes } from './routes';

export const parentNotFound: Rule = {
  id: 'route/parent-not-found',
  severity: 'error',
  title: 'A route names a Gateway that does not exist',
  why: 'No controller looks at a route whose parent is not there: it gets no status, `kubectl get` shows it without a complaint, Argo CD waits for it forever, and clients get 404.',
  cure: 'Correct the name or the namespace of the parent, or make the Gateway. If others make it, nothing is wrong.',
  source: 'Gateway API v1.6.1, RouteParentStatus; cilium v1.20, operator/pkg/gateway-api/httproute_reconcile.go',
  check: each(parents, verdict),
};

interface Parent {
  readonly route: Route;
  readonly ref: ParentRef;
  readonly path: string;
}

function parents(cluster: Cluster): readonly Parent[] {
  return routes(cluster).flatMap((route) =>
    (route.spec.parentRefs ?? []).flatMap((ref, index) => {
      const { group = GATEWAY_API_GROUP, kind = 'Gateway' } = ref;
      const isKnown = group === GATEWAY_API_GROUP && (kind === 'Gateway' || kind === 'ListenerSet');
      return isKnown ? [{ route, ref, path: `spec.parentRefs[${index}].name` }] : [];
    }),
  );
}

/** A name that is near, or a namespace with other parents, makes a mistake likely; else others may have made the parent. */
function verdict({ route, ref, path }: Parent, { inventory, platform }: Cluster): Verdict {
  const { kind = 'Gateway', name, namespace = namespaceOf(route) } = ref;
  const parentKind: Kind<StoredObject> = kind === 'Gateway' ? GATEWAY : LISTENER_SET;
  if (inventory.isGiven(parentKind, namespace, name)) return undefined;
  const names = inventory.namesIn(parentKind, namespace);
  const near = nearest(name, names);
  const elsewhere = inventory.all(parentKind).find(({ metadata }) => metadata.name === name);
  const isWrong = near !== undefined || platform.isComplete(namespace);
  // Elsewhere it may have been made by others.
  if (!isWrong && names.length === 0 && !elsewhere) return undefined;
  const hint = near === undefined ? (namespaceHint(elsewhere) ?? given(names)) : `Did you mean "${near}"?`;
  return {
    object: route,
    path,
    severity: isWrong ? 'error' : 'warning',
    message: `${kind} ${namespace}/${name} does not exist, and no controller looks at the route`,
    ...(hint === undefined ? {} : { cure: hint }),
  };
}

function namespaceHint(elsewhere: StoredObject | undefined): string | undefined {
  if (!elsewhere) return undefined;
  return `There is one in namespace ${namespaceOf(elsewhere)}: name the namespace if that is meant.`;
}

function given(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `The namespace has ${names.slice(0, SHOWN).join(', ')}${more}: name one of these, or make this one.`;
}

const SHOWN = 5;
