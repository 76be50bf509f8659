import { type Inventory, namespaceOf } from '../inventory';
import { REFERENCE_GRANT, type ReferenceGrant } from './api-kinds';

/** One end of a reference. */
export interface ReferenceEnd {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

/** ReferenceGrants by the namespace that they open. */
export class Grants {
  private readonly byNamespace = new Map<string, ReferenceGrant[]>();

  constructor(inventory: Inventory) {
    for (const grant of inventory.all(REFERENCE_GRANT)) {
      const namespace = namespaceOf(grant);
      const known = this.byNamespace.get(namespace);
      if (known) known.push(grant);
      else this.byNamespace.set(namespace, [grant]);
    }
  }

  /** True within a namespace, and where a grant allows it. */
  allow(from: ReferenceEnd, to: ReferenceEnd & { readonly name: string }): boolean {
    if (from.namespace === to.namespace) return true;
    return (this.byNamespace.get(to.namespace) ?? []).some(
      ({ spec }) =>
        spec.from.some(
          (each) => each.group === from.group && each.kind === from.kind && each.namespace === from.namespace,
        ) &&
        spec.to.some(
          (each) => each.group === to.group && each.kind === to.kind && (!each.name || each.name === to.name),
        ),
    );
  }
}
