import type { JsonSchema } from './crd-set';
import type { NewestKind } from './newest-kinds';

/** True for a place that takes any field or value. */
export function isOpen(schema: JsonSchema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true;
}

/**
 * `<group>/<Kind>` -> where its schema takes any field. The imported classes lose such fields, so constructs write them as
 * plain objects. The root of an object is the path ``; its status is left out, for nobody writes it.
 */
export function openSchemas(newest: readonly NewestKind[]): Record<string, string[]> {
  return Object.fromEntries(
    newest
      .map(({ kind, version }) => [`${kind.group}/${kind.kind}`, openPaths(version?.schema ?? {}, '')] as const)
      .filter(([, paths]) => paths.length > 0),
  );
}

function openPaths(schema: JsonSchema, path: string): string[] {
  const open = isOpen(schema) ? [path] : [];
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (path !== '' || name !== 'status') open.push(...openPaths(member, path === '' ? name : `${path}.${name}`));
  }
  if (schema.items) open.push(...openPaths(schema.items, `${path}[]`));
  if (typeof schema.additionalProperties === 'object') {
    open.push(...openPaths(schema.additionalProperties, `${path}{}`));
  }
  return open;
}
