import type { Diagram, DiagramEdge, DiagramNode, NodeShape } from './diagram';
import { shortened, textWidth } from './text-width';

/** A point of a drawing, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node with its place: `x` and `y` are its upper left corner. */
export interface PlacedNode extends Point {
  readonly node: DiagramNode;
  readonly width: number;
  readonly height: number;
  /** Lines as they are drawn: shortened. */
  readonly lines: readonly string[];
}

export interface PlacedEdge {
  readonly edge: DiagramEdge;
  readonly points: readonly Point[];
  /** As it is drawn: shortened. `''`: none. */
  readonly label: string;
  /** Middle of the label. */
  readonly labelAt: Point;
  readonly labelWidth: number;
}

/** A diagram with places for everything. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Sizes of fonts, in pixels: of the first line of a node, of the others, and of labels. */
export const FONTS = { title: 13, line: 11.5, label: 11 } as const;

/** Bold text is wider. */
const BOLD = 1.17;

const MOST_CHARACTERS = { line: 44, label: 32 };
const NODE = { padding: 14, line: 17, top: 11, bottom: 9, least: 90 };
const GAPS = { nodesep: 16, ranksep: 44, edgesep: 10, marginx: 1, marginy: 1 };

/** Layers from left to right, by dagre: VIP, listeners, routes, backends. The same diagram is always laid out in the same way. */
export function layoutOf({ nodes, edges }: Diagram): Layout {
  const dagre = dagreLibrary();
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ...GAPS });
  const natural = nodes.map((node) => ({ node, ...sizeOf(node) }));
  // One width for all nodes of a shape, so that columns have straight edges.
  const widths = new Map<NodeShape, number>();
  for (const { node, width } of natural) widths.set(node.shape, Math.max(width, widths.get(node.shape) ?? 0));
  const sized = natural.map((each) => ({ ...each, width: widths.get(each.node.shape) ?? each.width }));
  for (const { node, width, height } of sized) graph.setNode(node.id, { width, height });
  const routes = new Set(nodes.filter(({ shape }) => shape === 'route').map(({ id }) => id));
  const labelled = edges.map((edge, index) => {
    const label = shortened(edge.label, MOST_CHARACTERS.label);
    return { edge, name: `e${index}`, label, labelWidth: label === '' ? 0 : textWidth(label, FONTS.label) + 10 };
  });
  // Where nothing crosses, dagre keeps the order of edges into backends, and turns that of all others round.
  const outer = labelled.filter(({ edge }) => !routes.has(edge.from)).reverse();
  for (const { edge, name, labelWidth } of [...outer, ...labelled.filter(({ edge }) => routes.has(edge.from))]) {
    const size = labelWidth === 0 ? {} : { width: labelWidth, height: 18, labelpos: 'c' };
    graph.setEdge({ v: edge.from, w: edge.to, name }, size);
  }
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const placed = new Map(
    sized.map(({ node, lines, width: own, height: tall }) => {
      const { x = 0, y = 0 } = graph.node(node.id);
      const corner = rounded({ x: x - own / 2, y: y - tall / 2 });
      return [node.id, { node, lines, width: own, height: tall, ...corner }];
    }),
  );
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: [...placed.values()],
    edges: labelled.map(({ edge, name, label, labelWidth }) => {
      const { points = [], x = 0, y = 0 } = graph.edge({ v: edge.from, w: edge.to, name });
      const [from, to] = [placed.get(edge.from), placed.get(edge.to)];
      // From the right side of one to the left side of the other; dagre would come in at the corners.
      const ends = [from && middleOf(from, from.width), to && middleOf(to, 0)].filter((end) => end !== undefined);
      const between = points.slice(1, -1).map(rounded);
      const [start = { x: 0, y: 0 }, end = start] = ends;
      return { edge, label, labelWidth, labelAt: rounded({ x, y }), points: [start, ...between, end] };
    }),
  };
}

function middleOf({ x, y, height }: PlacedNode, right: number): Point {
  return { x: x + right, y: y + Math.round(height / 2) };
}

function sizeOf({ lines }: DiagramNode): {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
} {
  const drawn = lines.map((line) => shortened(line, MOST_CHARACTERS.line));
  const widths = drawn.map((line, index) =>
    index === 0 ? BOLD * textWidth(line, FONTS.title) : textWidth(line, FONTS.line),
  );
  return {
    lines: drawn,
    width: Math.ceil(Math.max(NODE.least, ...widths)) + 2 * NODE.padding,
    height: NODE.top + NODE.line * drawn.length + NODE.bottom,
  };
}

/** Fractions of a pixel may differ between machines; whole ones do not. */
function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}

/** What is used of dagre, whose own types are those of an ES module. */
interface Dagre {
  readonly graphlib: {
    readonly Graph: new (options: { readonly multigraph: boolean }) => DagreGraph;
  };
  layout(graph: DagreGraph): void;
}

interface DagreGraph {
  setGraph(options: object): void;
  setNode(id: string, size: object): void;
  setEdge(edge: { readonly v: string; readonly w: string; readonly name: string }, size: object): void;
  graph(): { readonly width?: number; readonly height?: number };
  node(id: string): { readonly x?: number; readonly y?: number };
  edge(edge: { readonly v: string; readonly w: string; readonly name: string }): {
    readonly points?: readonly Point[];
    readonly x?: number;
    readonly y?: number;
  };
}

/** Loaded when the first picture is drawn: other commands do without. */
function dagreLibrary(): Dagre {
  const library: Dagre = require('@dagrejs/dagre');
  return library;
}
