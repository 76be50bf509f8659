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
    return from.namespace === to.namespace || this.find(from, to) !== undefined;
  }

  /** The first grant that allows a reference into another namespace. */
  find(from: ReferenceEnd, to: ReferenceEnd & { readonly name: string }): ReferenceGrant | undefined {
    return (this.byNamespace.get(to.namespace) ?? []).find(
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
