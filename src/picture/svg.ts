import { type DiagramEdge, type DiagramLimits, diagramOf, itemsOf } from './diagram';
import { markLines } from './finding-marks';
import { FONTS, type Layout, layoutOf, type PlacedEdge, type PlacedNode, type Point } from './layout';
import { SVG_STYLE } from './svg-style';
import { escapeMarkup } from './svg-text';
import { textWidth } from './text-width';
import type { GatewayTopology } from './topology';

/** More routes of one Gateway are folded into one node: nobody reads a taller picture, and layouts of many take long. */
const MOST_ITEMS = 24;

/** What is drawn of one route. */
export const SVG_LIMITS: DiagramLimits = { listeners: 4, backends: 12, labels: 2 };

const MARGIN = 24;
const TITLE = 34;
const GAP = 30;
const LEGEND = 30;

/** All Gateways below each other as one SVG, for light and dark; up to 24 routes of each, the rest is counted. */
export function svgOf(gateways: readonly GatewayTopology[]): string {
  const drawn = gateways.map((gateway) => {
    const items = itemsOf(gateway);
    const diagram = diagramOf(gateway, items.slice(0, MOST_ITEMS), items.slice(MOST_ITEMS), SVG_LIMITS);
    return { title: diagram.title, layout: layoutOf(diagram) };
  });
  const widest = Math.max(560, ...drawn.map(({ title, layout }) => Math.max(layout.width, textWidth(title, 16))));
  const parts: string[] = [];
  let top = MARGIN;
  for (const { title, layout } of drawn) {
    parts.push(
      `<g transform="translate(${MARGIN} ${top})">`,
      `<text class="text" x="0" y="16" font-size="16" font-weight="600">${escapeMarkup(title)}</text>`,
      `<g transform="translate(0 ${TITLE})">`,
      ...layoutParts(layout),
      '</g></g>',
    );
    top += TITLE + layout.height + GAP;
  }
  if (gateways.length === 0) {
    parts.push(`<text class="quiet" x="${MARGIN}" y="${top + 16}" font-size="14">There is no Gateway.</text>`);
    top += GAP;
  }
  const [width, height] = [widest + 2 * MARGIN, top + LEGEND];
  parts.push(...legend(height - LEGEND + 4));
  const title = gateways.length === 1 ? 'Topology of a Gateway' : `Topology of ${gateways.length} Gateways`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<style>${SVG_STYLE}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** A laid out diagram as elements of SVG; nodes and edges carry `data-id`, `data-from` and `data-to`. */
export function layoutParts({ nodes, edges }: Layout): readonly string[] {
  return [...edges.map(edgePart), ...nodes.map(nodePart), ...edges.filter(({ label }) => label !== '').map(labelPart)];
}

function nodePart({ node, x, y, width, height, lines }: PlacedNode): string {
  const { id, shape, marks } = node;
  const marked = marks[0]?.severity;
  const texts = lines.map((line, index) => {
    const [size, look] = index === 0 ? [FONTS.title, 'class="text" font-weight="600"'] : [FONTS.line, 'class="quiet"'];
    return `<text ${look} x="14" y="${24 + index * 17}" font-size="${size}">${escapeMarkup(line)}</text>`;
  });
  const mark = marked
    ? `<circle class="mark ${marked}" cx="${width}" cy="0" r="8"/><text class="mark-text" x="${width}" y="4" font-size="11" text-anchor="middle">!</text>`
    : '';
  const said = [...node.lines, ...markLines(marks)].join('\n');
  return [
    `<g class="node" data-id="${id}" transform="translate(${x} ${y})"><title>${escapeLines(said)}</title>`,
    `<rect class="card${shape === 'folded' ? ' stub' : ''}${marked ? ` ${marked}` : ''}" width="${width}" height="${height}" rx="7"/>`,
    `<path class="${shape}" d="M0 7a7 7 0 0 1 5 -6.7v${height - 0.6}a7 7 0 0 1 -5 -6.7z"/>`,
    ...texts,
    `${mark}</g>`,
  ].join('');
}

const LOOKS: Readonly<Record<DiagramEdge['look'], string>> = { plain: '', granted: ' granted', refused: ' refused' };

function edgePart({ edge: { from, to, look, label }, points }: PlacedEdge): string {
  const last = points.at(-1) ?? { x: 0, y: 0 };
  const title = label === '' ? '' : `<title>${escapeMarkup(label)}</title>`;
  const tip =
    look === 'refused'
      ? `<path class="edge refused" d="M${last.x - 10} ${last.y - 4}l8 8m0 -8l-8 8"/>`
      : `<path class="tip" d="M${last.x} ${last.y}l-7 -3.5v7z"/>`;
  return `<g data-from="${from}" data-to="${to}">${title}<path class="edge${LOOKS[look]}" d="${pathOf(points)}"/>${tip}</g>`;
}

/** Horizontal where it leaves and where it arrives. */
function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let from = first;
  return rest.reduce((path, to) => {
    const middle = Math.round((from.x + to.x) / 2);
    const step = `${path}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
    from = to;
    return step;
  }, `M${first.x} ${first.y}`);
}

function labelPart({ edge: { from, to }, label, labelAt: { x, y }, labelWidth }: PlacedEdge): string {
  const rect = `<rect class="label" x="${x - labelWidth / 2}" y="${y - 9}" width="${labelWidth}" height="18" rx="4" opacity="0.9"/>`;
  const text = `<text class="quiet" x="${x}" y="${y + 4}" font-size="${FONTS.label}" text-anchor="middle">${escapeMarkup(label)}</text>`;
  return `<g data-from="${from}" data-to="${to}">${rect}${text}</g>`;
}

function legend(y: number): readonly string[] {
  let x = MARGIN;
  const kinds = (['vip', 'listener', 'route', 'backend'] as const).map((kind) => {
    const part = `<rect class="${kind}" x="${x}" y="${y}" width="10" height="10" rx="2"/><text class="quiet" x="${x + 15}" y="${y + 9}" font-size="11">${kind === 'vip' ? 'VIP' : kind}</text>`;
    x += textWidth(kind, 11) + 32;
    return part;
  });
  const grant = `<path class="edge granted" d="M${x} ${y + 5}h22"/><text class="quiet" x="${x + 28}" y="${y + 9}" font-size="11">by ReferenceGrant</text>`;
  x += textWidth('by ReferenceGrant', 11) + 46;
  const refused = `<path class="edge refused" d="M${x} ${y + 5}h18m-4 -4l8 8m0 -8l-8 8"/><text class="quiet" x="${x + 28}" y="${y + 9}" font-size="11">not taken</text>`;
  x += textWidth('not taken', 11) + 46;
  const marks = (['error', 'warning'] as const).map((severity) => {
    const part = `<circle class="mark ${severity}" cx="${x + 5}" cy="${y + 5}" r="5"/><text class="quiet" x="${x + 15}" y="${y + 9}" font-size="11">${severity}</text>`;
    x += textWidth(severity, 11) + 32;
    return part;
  });
  return [...kinds, grant, refused, ...marks];
}

function escapeLines(text: string): string {
  return text.split('\n').map(escapeMarkup).join('\n');
}
