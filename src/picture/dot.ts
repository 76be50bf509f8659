import { type DiagramNode, diagramOf } from './diagram';
import type { GatewayTopology } from './topology';

const SHAPES: Readonly<Record<DiagramNode['shape'], string>> = {
  vip: 'oval',
  listener: 'box',
  route: 'hexagon',
  backend: 'cylinder',
  folded: 'note',
};

const COLOURS = { error: '#d1242f', warning: '#bf8700', info: '#57606a' } as const;

/** All Gateways as one graph of Graphviz, each a cluster of its own, with every route. */
export function dotOf(gateways: readonly GatewayTopology[]): string {
  const lines = ['digraph gateways {', '  rankdir=LR;'];
  for (const [index, gateway] of gateways.entries()) {
    const { title, nodes, edges } = diagramOf(gateway, gateway.routes.length);
    lines.push(`  subgraph cluster_${index} {`, `    label=${quoted(title)};`);
    for (const { id, shape, lines: text, worst } of nodes) {
      const colour = worst === undefined ? '' : `, color=${quoted(COLOURS[worst])}`;
      lines.push(`    g${index}${id} [shape=${SHAPES[shape]}, label=${quoted(text.join('\n'))}${colour}];`);
    }
    for (const { from, to, label, dashed } of edges) {
      const options = [...(label === '' ? [] : [`label=${quoted(label)}`]), ...(dashed ? ['style=dashed'] : [])];
      lines.push(`    g${index}${from} -> g${index}${to}${options.length === 0 ? '' : ` [${options.join(', ')}]`};`);
    }
    lines.push('  }');
  }
  return `${lines.join('\n')}\n}\n`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, (character) => `\\${character}`).replaceAll('\n', '\\n')}"`;
}
