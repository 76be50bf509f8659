import type { Severity } from '../rehearsal';
import type { GatewayTopology, RouteTopology } from './topology';

/** A picture of one Gateway, whatever draws it. */
export interface Diagram {
  readonly title: string;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

export interface DiagramNode {
  /** `n0`, `n1` … */
  readonly id: string;
  /** What it stands for: `vip`, `listener http`, `HTTPRoute shop/cart`, `backend shop/cart:8080`. */
  readonly key: string;
  readonly shape: 'vip' | 'listener' | 'route' | 'backend' | 'folded';
  /** A line each. */
  readonly lines: readonly string[];
  readonly worst: Severity | undefined;
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Allowed by a ReferenceGrant. */
  readonly dashed: boolean;
}

/**
 * VIP, listeners, routes and backends from left to right.
 * @param most routes; the rest are folded into one node
 */
export function diagramOf(gateway: GatewayTopology, most: number): Diagram {
  const nodes: DiagramNode[] = [];
  const edges: DiagramEdge[] = [];
  const ids = new Map<string, string>();
  const node = (key: string, made: Omit<DiagramNode, 'id' | 'key'>): string => {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = `n${nodes.length}`;
    ids.set(key, id);
    nodes.push({ id, key, ...made });
    return id;
  };
  const edge = (from: string, to: string, label = '', dashed = false): void =>
    void edges.push({ from, to, label, dashed });
  const title = `${gateway.namespace}/${gateway.name}`;
  const vip = node('vip', {
    shape: 'vip',
    lines: [`Gateway ${title}`, gateway.vip ?? 'VIP not known'],
    worst: gateway.worst,
  });
  for (const { name, port, protocol, hostname } of gateway.listeners) {
    edge(
      vip,
      node(`listener ${name}`, { shape: 'listener', lines: [name, `${protocol} ${port}`, hostname], worst: undefined }),
    );
  }
  for (const route of gateway.routes.slice(0, most)) addRoute(route, node, edge);
  const rest = gateway.routes.length - most;
  if (rest > 0) edge(vip, node('folded', { shape: 'folded', lines: [`${rest} routes more`], worst: undefined }));
  return { title, nodes, edges };
}

function addRoute(
  route: RouteTopology,
  node: (key: string, made: Omit<DiagramNode, 'id' | 'key'>) => string,
  edge: (from: string, to: string, label?: string, dashed?: boolean) => void,
): void {
  const title = `${route.kind} ${route.namespace}/${route.name}`;
  const lines = [route.kind, `${route.namespace}/${route.name}`, ...shortened(route.hostnames)];
  const id = node(title, { shape: 'route', lines, worst: route.worst });
  for (const listener of route.listeners)
    edge(node(`listener ${listener}`, { shape: 'listener', lines: [listener], worst: undefined }), id);
  for (const { namespace, name, port, labels, granted } of route.backends) {
    const at = `${namespace}/${name}${port === undefined ? '' : `:${port}`}`;
    edge(
      id,
      node(`backend ${at}`, { shape: 'backend', lines: [at], worst: undefined }),
      shortened(labels).join(', '),
      granted,
    );
  }
  for (const target of route.redirects)
    edge(id, node(`redirect ${target}`, { shape: 'folded', lines: [target], worst: undefined }), 'redirect');
}

const SHOWN = 2;

function shortened(texts: readonly string[]): readonly string[] {
  return texts.length <= SHOWN + 1 ? texts : [...texts.slice(0, SHOWN), `+${texts.length - SHOWN} more`];
}
