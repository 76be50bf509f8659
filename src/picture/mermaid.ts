import { type Diagram, type DiagramNode, diagramOf } from './diagram';
import type { GatewayTopology } from './topology';

/** GitHub and GitLab draw no larger ones without being asked. */
const MOST_CHARACTERS = 4_500;

/** A flowchart of a Gateway in Mermaid, below 4,500 characters: routes beyond that are folded into one node. */
export function mermaidOf(gateway: GatewayTopology): string {
  let [low, high] = [0, gateway.routes.length];
  const whole = drawn(diagramOf(gateway, high));
  if (whole.length < MOST_CHARACTERS) return whole;
  // The most routes that fit: halving, as one more route makes the text longer.
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (drawn(diagramOf(gateway, middle)).length < MOST_CHARACTERS) low = middle;
    else high = middle;
  }
  const folded = drawn(diagramOf(gateway, low));
  if (folded.length < MOST_CHARACTERS) return folded;
  return drawn({
    title: '',
    nodes: [
      {
        id: 'n0',
        key: 'vip',
        shape: 'vip',
        lines: [
          `Gateway ${gateway.namespace}/${gateway.name}`,
          `${gateway.listeners.length} listeners, ${gateway.routes.length} routes`,
        ],
        worst: gateway.worst,
      },
    ],
    edges: [],
  });
}

function drawn({ nodes, edges }: Diagram): string {
  const lines = ['flowchart LR'];
  for (const node of nodes) lines.push(`  ${shaped(node)}`);
  for (const { from, to, label, dashed } of edges) {
    const arrow = dashed ? '-.->' : '-->';
    lines.push(`  ${from} ${arrow}${label === '' ? '' : `|"${escaped(label)}"|`} ${to}`);
  }
  for (const worst of ['error', 'warning'] as const) {
    const ids = nodes.filter((node) => node.worst === worst).map(({ id }) => id);
    if (ids.length > 0) lines.push(`  classDef ${worst} ${STYLES[worst]}`, `  class ${ids.join(',')} ${worst}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Colours that can be read on light and on dark ground. */
const STYLES = { error: 'stroke:#d1242f,stroke-width:3px', warning: 'stroke:#bf8700,stroke-width:3px' } as const;

const SHAPES: Readonly<Record<DiagramNode['shape'], readonly [string, string]>> = {
  vip: ['([', '])'],
  listener: ['[', ']'],
  route: ['{{', '}}'],
  backend: ['[(', ')]'],
  folded: ['[/', '/]'],
};

function shaped({ id, shape, lines }: DiagramNode): string {
  const [open, close] = SHAPES[shape];
  return `${id}${open}"${lines.map(escaped).join('<br/>')}"${close}`;
}

/** Entities of Mermaid for everything that it, Markdown or HTML would read. */
function escaped(text: string): string {
  return text.replace(/[^A-Za-z0-9 ./:*%+,_-]/g, (character) => `#${character.codePointAt(0)};`);
}
