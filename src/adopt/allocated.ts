import type { Manifest } from '../rehearsal/manifest';
import type { FieldDifference } from './difference';
import { fieldOf, isFields, listOf } from './json';

/**
 * A Service of a cluster without what that gave it: IPs of its own, and ports of nodes where it asks for none. Another cluster would give others, and may
 * have given these away.
 *
 * @param read as it was read: one that nobody stored yet has only what somebody wrote
 */
export function withoutAllocated(
  read: Manifest,
  written: Manifest,
): { readonly manifest: Manifest; readonly allocated: readonly FieldDifference[] } {
  const { spec } = written;
  const isStored =
    fieldOf(read.metadata, 'uid') !== undefined || fieldOf(read.metadata, 'resourceVersion') !== undefined;
  if (written.apiVersion !== 'v1' || written.kind !== 'Service' || !isStored || !isFields(spec))
    return { manifest: written, allocated: [] };
  const allocated: FieldDifference[] = [];
  const drop = (path: string, input: unknown): [] => {
    allocated.push({ path, input, app: undefined });
    return [];
  };
  const ofNodes = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  const portOf = (port: unknown, index: number): unknown => {
    if (ofNodes || !isFields(port)) return port;
    return Object.fromEntries(
      Object.entries(port).flatMap(([name, value]): [string, unknown][] =>
        name === 'nodePort' ? drop(`spec.ports[${index}].nodePort`, value) : [[name, value]],
      ),
    );
  };
  const kept = Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    if ((name === 'clusterIP' || name === 'clusterIPs') && spec.clusterIP !== 'None')
      return drop(`spec.${name}`, value);
    return [[name, name === 'ports' ? listOf(value).map(portOf) : value]];
  });
  return { manifest: { ...written, spec: Object.fromEntries(kept) }, allocated };
}
