import type { Construct } from 'constructs';
import type { Field } from '../resource/field';
import { ReferenceGrant } from './reference-grant';
import type { RouteKind } from './route-parents';

/** A reference from a route to an object that may be in another namespace. */
export interface CrossReference {
  /** Where it stands in the props. */
  readonly field: Field;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** False: somebody else grants it. */
  readonly grant: boolean;
}

/**
 * Emits, as children of the route, a ReferenceGrant in each namespace that it refers to other than its own.
 * @throws InvalidFieldError where the route's own namespace is unknown
 */
export function grantReferences(
  route: Construct,
  kind: RouteKind,
  name: string,
  namespace: string | undefined,
  references: readonly CrossReference[],
): void {
  const byNamespace = new Map<string, Map<string, { group: string; kind: string; name: string }>>();
  for (const reference of references) {
    if (reference.namespace === undefined || reference.namespace === namespace || !reference.grant) continue;
    if (namespace === undefined) {
      reference.field.fail(
        reference.namespace,
        'is another namespace, and the namespace of the route is unknown, so nothing can be granted to it',
        'Give the chart or the route a namespace.',
      );
    }
    const targets =
      byNamespace.get(reference.namespace) ?? new Map<string, { group: string; kind: string; name: string }>();
    byNamespace.set(reference.namespace, targets);
    const { group, kind: targetKind, name: target } = reference;
    targets.set(`${group}/${targetKind}/${target}`, { group, kind: targetKind, name: target });
  }
  if (namespace === undefined) return;
  for (const [target, objects] of byNamespace) {
    new ReferenceGrant(route, `grant-${target}`, {
      name: `${kind.toLowerCase()}-${namespace}.${name}`,
      namespace: target,
      from: [{ group: 'gateway.networking.k8s.io', kind, namespace }],
      to: [...objects.values()],
    });
  }
}

/** The reference without its namespace where that is the route's own, as people write it. */
export function localReference<T extends { readonly namespace?: string }>(
  reference: T,
  namespace: string | undefined,
): T {
  if (reference.namespace === undefined || reference.namespace !== namespace) return reference;
  return { ...reference, namespace: undefined };
}
