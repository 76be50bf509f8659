import { exposureOf } from './exposure';
import { mermaidOf } from './mermaid';
import { type GatewayTopology, gatewayTitle } from './topology';

/** The first line of every page: a file that begins otherwise was written by somebody. */
export const TOPOLOGY_MARK = '<!-- Written by cdk8s-loxi-gateway. Changes are lost. -->';

const COLUMNS = ['Gateway', 'VIP', 'ports', 'hostnames', 'routes', 'splits', 'notes'];

/**
 * A page in Markdown: a table of all Gateways, then the diagrams of each.
 * @param refused what the API server refuses, so that it is not drawn. @default nothing
 * @param whose what the page is of, a cluster for one. @default its title does not say
 */
export function topologyPage(
  gateways: readonly GatewayTopology[],
  refused: readonly string[] = [],
  whose?: string,
): string {
  const title = `# Topology${whose === undefined ? '' : ` of ${cell(whose)}`}`;
  const missing =
    refused.length === 0 ? '' : `Refused by the API server, and not drawn: ${few(refused, 8)} (see loxigw check).\n\n`;
  if (gateways.length === 0) return `${TOPOLOGY_MARK}\n\n${title}\n\n${missing}There is no Gateway.\n`;
  const isOfSeveral = gateways.some(({ cluster }) => cluster !== undefined);
  const columns = [...(isOfSeveral ? ['cluster'] : []), ...COLUMNS];
  const rows = gateways.map((gateway) => [...(isOfSeveral ? [gateway.cluster ?? ''] : []), ...cellsOf(gateway)]);
  const table = [
    tableRow(columns),
    `|${columns.map(() => '---|').join('')}`,
    ...rows.map((cells) => tableRow(cells.map(cell))),
  ];
  return `${TOPOLOGY_MARK}\n\n${title}\n\n${missing}${table.join('\n')}\n\n${gateways.map(section).join('\n')}`;
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function section(gateway: GatewayTopology): string {
  const diagrams = mermaidOf(gateway);
  const drawn = diagrams.map((diagram, index) => {
    const part = diagrams.length === 1 ? '' : `Part ${index + 1} of ${diagrams.length}:\n\n`;
    return `${part}\`\`\`mermaid\n${diagram}\`\`\`\n`;
  });
  return `## ${cell(gatewayTitle(gateway))}\n\n${drawn.join('\n')}`;
}

function cellsOf(gateway: GatewayTopology): readonly string[] {
  const { namespace, name, vip, listeners, routes } = gateway;
  const ports = new Set(listeners.flatMap(({ port, protocol }) => (port === undefined ? [] : [`${protocol} ${port}`])));
  const hosts = new Set([
    ...listeners.map(({ hostname }) => hostname),
    ...routes.flatMap(({ hostnames }) => hostnames),
  ]);
  hosts.delete('*');
  const splits = routes.flatMap((route) => route.splits.map((split) => `${route.name} ${split}`));
  return [
    `${namespace}/${name}`,
    vip ?? 'not known',
    few([...ports], 6) || 'not known',
    few([...hosts], 4) || 'any',
    String(routes.length),
    few(splits, 3) || '-',
    exposureOf(gateway).join('; ') || '-',
  ];
}

function few(texts: readonly string[], most: number): string {
  const rest = texts.length - most;
  return rest > 1 ? `${texts.slice(0, most).join(', ')} and ${rest} more` : texts.join(', ');
}

/** What Markdown would read in a cell, or a mention of somebody. */
function cell(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, ' ')
    .replace(/[\\|`*_<>[\]&#~@!$]/g, (character) => `&#${character.charCodeAt(0)};`);
}
