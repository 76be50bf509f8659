import type { AdoptedObject } from '../adopted-object';
import type { DraftContext } from '../draft';

/** A way to write a route. */
export interface RouteVariant {
  /** Refer to the constructs of gateways. */
  readonly constructs: boolean;
  /** Let the route write its grants. */
  readonly grant: boolean;
}

/** The ways to write a route, the best first: with its own grants where the input has one that it would write. */
export function variantsOf(kind: string, object: AdoptedObject, context: DraftContext): readonly RouteVariant[] {
  const { namespace = 'default', name, manifest } = object;
  const foreign = [...namespacesOf(manifest.spec)].filter((each) => each !== namespace);
  const granted = foreign.some((each) =>
    context.find('ReferenceGrant', each, `${kind.toLowerCase()}-${namespace}.${name}`),
  );
  const grants = granted ? [true, false] : [false];
  return [true, false].flatMap((constructs) => grants.map((grant) => ({ constructs, grant })));
}

/** Every namespace that something in a spec names. */
function namespacesOf(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, member] of Object.entries(value)) {
    if (name === 'namespace' && typeof member === 'string') found.add(member);
    else namespacesOf(member, found);
  }
  return found;
}
