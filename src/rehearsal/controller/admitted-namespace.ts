import type { Inventory } from '../inventory';
import { selects } from '../label-selector';
import type { NamespacesFrom } from './api-kinds';

/** True if objects of a namespace may attach to one in the namespace `own`. */
export function admitsNamespace(
  rule: NamespacesFrom | undefined,
  own: string,
  namespace: string,
  inventory: Inventory,
  fallback: 'Same' | 'None',
): boolean {
  switch (rule?.from ?? fallback) {
    case 'All':
      return true;
    case 'Same':
      return own === namespace;
    case 'Selector':
      return rule?.selector !== undefined && selects(rule.selector, inventory.namespaceLabels(namespace));
    default:
      return false;
  }
}
