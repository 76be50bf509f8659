import { createHash } from 'node:crypto';
import { joined } from './finding-marks';
import { shortened } from './text-width';
import {
  backendTitle,
  type GatewayTopology,
  type GrantedTopology,
  gatewayTitle,
  type ListenerTopology,
  type Mark,
  type RouteTopology,
  routeTitle,
} from './topology';

/** A picture of one Gateway, whatever draws it. */
export interface Diagram {
  /** `shop/web`, with the cluster in front where there are several. */
  readonly title: string;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

export type NodeShape = 'vip' | 'listener' | 'route' | 'backend' | 'certificate' | 'redirect' | 'folded';

export interface DiagramNode {
  /** A letter for the shape and a hash of the key: another node more or less changes no id. */
  readonly id: string;
  /** What it stands for: `vip`, `listener http`, `HTTPRoute shop/cart`, `backend shop/cart:8080`. */
  readonly key: string;
  readonly shape: NodeShape;
  /** A line each. */
  readonly lines: readonly string[];
  readonly marks: readonly Mark[];
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** `granted`: it leads into another namespace, which a ReferenceGrant has to allow; `refused`: the Gateway does not take the route. */
  readonly look: 'plain' | 'granted' | 'refused';
}

/** How much of a route is drawn; the rest of it is folded into a node. @default all of it */
export interface DiagramLimits {
  readonly listeners?: number;
  readonly backends?: number;
  /** Texts of one label. */
  readonly labels?: number;
  /** Characters of a text. */
  readonly characters?: number;
}

/** A part of a Gateway that is drawn: a listener without routes, or a route. */
export type DiagramItem = { readonly listener: ListenerTopology } | { readonly route: RouteTopology };

/** All parts of a Gateway: listeners that no route is on, then the routes. */
export function itemsOf({ listeners, routes }: GatewayTopology): readonly DiagramItem[] {
  const used = new Set(routes.flatMap((route) => route.listeners));
  return [
    ...listeners.filter(({ name }) => !used.has(name)).map((listener) => ({ listener })),
    ...routes.map((route) => ({ route })),
  ];
}

/**
 * VIP, listeners, routes and backends from left to right.
 * @param items what of the Gateway is drawn. @param folded what is not, of which there is only the number, and whether all of it is well
 * @param hashes of keys, kept for those who draw a Gateway again and again. @default none are known
 */
export function diagramOf(
  gateway: GatewayTopology,
  items: readonly DiagramItem[] = itemsOf(gateway),
  folded: readonly DiagramItem[] = [],
  limits: DiagramLimits = {},
  hashes: Map<string, string> = new Map(),
): Diagram {
  return new Drawer(gateway, limits, hashes).draw(items, folded);
}

class Drawer {
  private readonly nodes: DiagramNode[] = [];
  private readonly edges: DiagramEdge[] = [];
  private readonly ids = new Map<string, string>();
  private readonly taken = new Set<string>();
  private allDrawn = false;
  private readonly listeners: ReadonlyMap<string, ListenerTopology>;

  constructor(
    private readonly gateway: GatewayTopology,
    private readonly limits: DiagramLimits,
    private readonly hashes: Map<string, string>,
  ) {
    this.listeners = new Map(gateway.listeners.map((listener) => [listener.name, listener]));
  }

  draw(items: readonly DiagramItem[], folded: readonly DiagramItem[]): Diagram {
    const { namespace, name, vip, standing, marks } = this.gateway;
    const where = {
      played: vip ?? 'VIP not known',
      foreign: 'of another controller',
      absent: 'not among the manifests',
    }[standing];
    const at = this.node('vip', 'vip', [`Gateway ${namespace}/${name}`, where], marks);
    const used = new Set(
      items.flatMap((item) => ('route' in item ? this.drawnListeners(item.route)[0] : [item.listener.name])),
    );
    // In the order of the Gateway, whatever the order of the routes.
    for (const listener of this.gateway.listeners) if (used.has(listener.name)) this.addListener(listener, at);
    for (const item of items) if ('route' in item) this.addRoute(item.route, at);
    if (folded.length > 0) {
      const hidden = folded.map((item) => ('route' in item ? item.route.marks : item.listener.marks));
      this.edge(at, this.node('folded', 'folded', [`${folded.length} more`], joined(...hidden)));
    }
    return { title: gatewayTitle(this.gateway), nodes: this.nodes, edges: this.edges };
  }

  /** Listeners of a route that are drawn, and how many are not: of a route on all of many, none. */
  private drawnListeners({ listeners }: RouteTopology): readonly [readonly string[], number] {
    const { listeners: most } = this.limits;
    if (most !== undefined && listeners.length > most && listeners.length === this.gateway.listeners.length)
      return [[], listeners.length];
    return limited(listeners, most);
  }

  private addListener({ name, port, protocol, hostname, certificates, marks }: ListenerTopology, vip: string): void {
    const host = hostname === '*' ? 'every host' : hostname;
    const lines = [name, ...(port === undefined ? [] : [`${protocol} ${port}`, host])];
    const id = this.node(`listener ${name}`, 'listener', lines, marks);
    this.edge(vip, id);
    for (const certificate of certificates) {
      if (!certificate.crosses) continue;
      const secret = `${certificate.namespace}/${certificate.name}`;
      this.edge(
        id,
        this.node(`certificate ${secret}`, 'certificate', [`Secret ${secret}`]),
        grantText(certificate),
        'granted',
      );
    }
  }

  private addRoute(route: RouteTopology, vip: string): void {
    const { kind, namespace, name, hostnames, refusals, marks, backends, redirects } = route;
    const id = this.node(routeTitle(route), 'route', [kind, `${namespace}/${name}`, ...this.few(hostnames)], marks);
    const [drawn, more] = this.drawnListeners(route);
    for (const listener of drawn) {
      const known = this.listeners.get(listener);
      this.edge(
        known ? this.idOf(`listener ${listener}`) : this.node(`listener ${listener}`, 'listener', [listener]),
        id,
      );
    }
    if (more > 0 && drawn.length === 0) {
      const all = this.node('all listeners', 'folded', [`all ${more} listeners`]);
      if (!this.allDrawn) this.edge(vip, all);
      this.allDrawn = true;
      this.edge(all, id);
    } else if (more > 0) {
      this.edge(this.node(`${routeTitle(route)} listeners`, 'folded', [`${more} listeners more`]), id);
    }
    for (const refusal of refusals) this.edge(vip, id, refusal, 'refused');
    const [shown, rest] = limited(backends, this.limits.backends);
    for (const backend of shown) {
      const title = backendTitle(backend);
      const labels = [...this.few(backend.labels), ...(backend.crosses ? [grantText(backend)] : [])];
      this.edge(
        id,
        this.node(`backend ${title}`, 'backend', [title], backend.marks),
        labels.filter((label) => label !== '').join(', '),
        backend.crosses ? 'granted' : 'plain',
      );
    }
    if (rest > 0) this.edge(id, this.node(`${routeTitle(route)} backends`, 'folded', [`${rest} backends more`]));
    const [sent, left] = limited(redirects, this.limits.backends);
    for (const { target, labels } of sent)
      this.edge(id, this.node(`redirect ${target}`, 'redirect', [target]), this.few(labels).join(', '));
    if (left > 0) this.edge(id, this.node(`${routeTitle(route)} redirects`, 'folded', [`${left} redirects more`]));
  }

  /** The id of a node, which is made if there is none of this key. */
  private node(key: string, shape: NodeShape, lines: readonly string[], marks: readonly Mark[] = []): string {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const hash = this.hashes.get(key) ?? createHash('sha256').update(key).digest('hex').slice(0, 6);
    this.hashes.set(key, hash);
    let id = `${shape.charAt(0)}${hash}`;
    while (this.taken.has(id)) id += 'x';
    this.taken.add(id);
    this.ids.set(key, id);
    this.nodes.push({ id, key, shape, lines: lines.map((line) => this.cut(line)), marks });
    return id;
  }

  private idOf(key: string): string {
    return this.ids.get(key) ?? this.node(key, 'listener', [key.slice('listener '.length)]);
  }

  private edge(from: string, to: string, label = '', look: DiagramEdge['look'] = 'plain'): void {
    this.edges.push({ from, to, label, look });
  }

  /** Of labels those with a share first, as a split is what a reader looks for. */
  private few(texts: readonly string[]): readonly string[] {
    const [shown, rest] = limited(texts, this.limits.labels);
    if (rest === 0) return texts.map((text) => this.cut(text));
    const shares = texts.filter((text) => text.endsWith(' %'));
    const chosen = new Set([...shares, ...texts].slice(0, shown.length));
    return [...[...chosen].map((text) => this.cut(text)), `+${texts.length - chosen.size} more`];
  }

  private cut(text: string): string {
    const { characters } = this.limits;
    return characters === undefined ? text : shortened(text, characters);
  }
}

function grantText({ grant }: GrantedTopology): string {
  return grant === undefined ? 'no grant here' : `grant ${grant}`;
}

function limited<T>(items: readonly T[], most = items.length): readonly [readonly T[], number] {
  // A node that says "1 more" takes the place of what it hides.
  return items.length <= most + 1 ? [items, 0] : [items.slice(0, most), items.length - most];
}
