/** A map as it stands in a values file. */
export interface ValuesTree {
  readonly [key: string]: unknown;
}

/** Values by path as a tree: `gatewayAPI.enabled` -> `{ gatewayAPI: { enabled } }`. Keys in the order of the paths. */
export function treeOf(values: ReadonlyMap<string, unknown>): ValuesTree {
  let tree: ValuesTree = {};
  for (const [path, value] of values) {
    const nested = path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
    if (isTree(nested)) tree = merged(tree, nested);
  }
  return tree;
}

/** Both, maps put together; `over` wins. */
export function merged(base: ValuesTree, over: ValuesTree): ValuesTree {
  const both: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const before = both[key];
    both[key] = isTree(before) && isTree(value) ? merged(before, value) : value;
  }
  return both;
}

/** A copy with the keys of all maps sorted by code unit. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isTree(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

export function isTree(value: unknown): value is ValuesTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
