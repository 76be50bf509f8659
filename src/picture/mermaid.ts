import { type Diagram, type DiagramLimits, type DiagramNode, diagramOf, itemsOf } from './diagram';
import { markLines } from './finding-marks';
import type { GatewayTopology } from './topology';

/** Gitea draws no more than 5,000 characters in a page unless it is told to. */
const MOST_CHARACTERS = 4_500;

/** Diagrams of one Gateway; what is beyond is counted in the last. */
const MOST_DIAGRAMS = 8;

/** Fewer items than this always fit into a diagram, so that nobody needs to look at more. */
const MOST_ITEMS = 80;

/** What is drawn of one route: first as much as people can read, then as much as fits whatever its names are. */
const LIMITS: readonly DiagramLimits[] = [
  { listeners: 4, backends: 8, labels: 2, characters: 64 },
  { listeners: 2, backends: 2, labels: 1, characters: 12 },
];

/**
 * A Gateway as flowcharts in Mermaid, each below 4,500 characters: as many routes as fit into one, the next ones in the next. Beyond eight
 * of them the rest is folded into one node.
 */
export function mermaidOf(gateway: GatewayTopology): readonly string[] {
  const items = itemsOf(gateway);
  const hashes = new Map<string, string>();
  const drawings: string[] = [];
  let at = 0;
  let guess = MOST_ITEMS;
  do {
    const isLast = drawings.length === MOST_DIAGRAMS - 1;
    const draw = (count: number, limits: DiagramLimits): string => {
      const rest = isLast || count === 0 ? items.slice(at + count) : [];
      return drawn(diagramOf(gateway, items.slice(at, at + count), rest, limits, hashes));
    };
    const [text, taken] = fitting(draw, Math.min(items.length - at, MOST_ITEMS), guess);
    drawings.push(text);
    at += taken;
    guess = taken;
    if (isLast || taken === 0) break;
  } while (at < items.length);
  return drawings;
}

/**
 * The most items that fit, as text, and how many they are: 0 if not even one does, and then all that is left is folded.
 * @param most that there are. @param guess where to look first: neighbours are alike
 */
function fitting(
  draw: (count: number, limits: DiagramLimits) => string,
  most: number,
  guess: number,
): readonly [string, number] {
  for (const limits of LIMITS) {
    const texts = new Map<number, string>();
    const fits = (count: number): boolean => {
      const text = texts.get(count) ?? draw(count, limits);
      texts.set(count, text);
      return text.length < MOST_CHARACTERS;
    };
    // One more item makes the text longer: first steps away from the guess, each twice as long, then halving.
    let [low, high] = [0, most + 1];
    let step = 1;
    for (let count = Math.min(guess, most); count > low && count < high; step *= 2) {
      if (fits(count)) {
        low = count;
        count = Math.min(count + step, most);
      } else {
        high = count;
        count = Math.max(count - step, 1);
      }
    }
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    const text = texts.get(low);
    if (low > 0 && text !== undefined) return [text, low];
  }
  const folded = LIMITS.map((limits) => draw(0, limits));
  return [folded.find((text) => text.length < MOST_CHARACTERS) ?? folded.at(-1) ?? '', 0];
}

function drawn({ nodes, edges }: Diagram): string {
  const lines = ['flowchart LR'];
  for (const node of nodes) lines.push(`  ${shaped(node)}`);
  for (const { from, to, label, look } of edges)
    lines.push(`  ${from} ${ARROWS[look]}${label === '' ? '' : `|"${escaped(label)}"|`} ${to}`);
  for (const severity of ['error', 'warning'] as const) {
    const ids = nodes.filter(({ marks }) => marks[0]?.severity === severity).map(({ id }) => id);
    if (ids.length > 0)
      lines.push(`  classDef ${severity} ${STYLES[severity]}`, `  class ${ids.join(',')} ${severity}`);
  }
  return `${lines.join('\n')}\n`;
}

const ARROWS = { plain: '-->', granted: '-.->', refused: '--x' } as const;

/** Colours that can be read on light and on dark ground. */
const STYLES = { error: 'stroke:#d1242f,stroke-width:3px', warning: 'stroke:#bf8700,stroke-width:3px' } as const;

const SHAPES: Readonly<Record<DiagramNode['shape'], readonly [string, string]>> = {
  vip: ['([', '])'],
  listener: ['[', ']'],
  route: ['{{', '}}'],
  backend: ['[(', ')]'],
  certificate: ['[[', ']]'],
  redirect: ['>', ']'],
  folded: ['[/', '/]'],
};

function shaped({ id, shape, lines, marks }: DiagramNode): string {
  const [open, close] = SHAPES[shape];
  return `${id}${open}"${[...lines, ...markLines(marks)].map(escaped).join('<br/>')}"${close}`;
}

/** Entities of Mermaid for everything that it, Markdown or HTML would read. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]/gu, '?')
    .replace(/[^A-Za-z0-9 ./:*%+,_=?-]/gu, (character) => `#${character.codePointAt(0)};`);
}
