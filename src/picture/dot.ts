import { type DiagramEdge, type DiagramNode, diagramOf } from './diagram';
import { markLines } from './finding-marks';
import type { GatewayTopology } from './topology';

const SHAPES: Readonly<Record<DiagramNode['shape'], string>> = {
  vip: 'oval',
  listener: 'box',
  route: 'hexagon',
  backend: 'cylinder',
  certificate: 'component',
  redirect: 'cds',
  folded: 'note',
};

const COLOURS = { error: '#d1242f', warning: '#bf8700' } as const;

const LOOKS: Readonly<Record<DiagramEdge['look'], readonly string[]>> = {
  plain: [],
  granted: ['style=dashed'],
  refused: [`color=${quoted(COLOURS.error)}`, 'arrowhead=tee'],
};

/** All Gateways as one graph of Graphviz, each a cluster of its own, with every route. */
export function dotOf(gateways: readonly GatewayTopology[]): string {
  const lines = ['digraph gateways {', '  rankdir=LR;'];
  for (const [index, gateway] of gateways.entries()) {
    const { title, nodes, edges } = diagramOf(gateway);
    lines.push(`  subgraph cluster_${index} {`, `    label=${quoted(title)};`);
    for (const { id, shape, lines: own, marks } of nodes) {
      const [worst] = marks;
      const colour = worst === undefined ? '' : `, color=${quoted(COLOURS[worst.severity])}`;
      const text = [...own, ...markLines(marks)].join('\n');
      lines.push(`    g${index}${id} [shape=${SHAPES[shape]}, label=${quoted(text)}${colour}];`);
    }
    for (const { from, to, label, look } of edges) {
      const options = [...(label === '' ? [] : [`label=${quoted(label)}`]), ...LOOKS[look]];
      lines.push(`    g${index}${from} -> g${index}${to}${options.length === 0 ? '' : ` [${options.join(', ')}]`};`);
    }
    lines.push('  }');
  }
  return `${lines.join('\n')}\n}\n`;
}

function quoted(text: string): string {
  const shown = text.replace(/[^\P{Cc}\n]|[\p{Bidi_Control}\p{Cs}\u2028\u2029]/gu, '?');
  return `"${shown.replace(/[\\"]/g, (character) => `\\${character}`).replaceAll('\n', '\\n')}"`;
}
