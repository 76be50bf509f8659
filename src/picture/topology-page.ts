import { mermaidOf } from './mermaid';
import type { GatewayTopology } from './topology';

/** A page in Markdown: a table of all Gateways, then a diagram of each. */
export function topologyPage(gateways: readonly GatewayTopology[]): string {
  if (gateways.length === 0) return '# Topology\n\nThere is no Gateway.\n';
  const rows = gateways.map((gateway) => {
    const { namespace, name, vip, listeners, routes, worst } = gateway;
    const ports = [...new Set(listeners.map(({ port, protocol }) => `${protocol} ${port}`))].join(', ');
    const hosts = [
      ...new Set([...listeners.map(({ hostname }) => hostname), ...routes.flatMap(({ hostnames }) => hostnames)]),
    ].filter((each) => each !== '*');
    const shown =
      hosts.length > 4 ? `${hosts.slice(0, 3).join(', ')} and ${hosts.length - 3} more` : hosts.join(', ') || 'any';
    return [`${namespace}/${name}`, vip ?? 'not known', ports, shown, String(routes.length), notesOf(gateway, worst)];
  });
  const table = [
    '| Gateway | VIP | ports | hostnames | routes | notes |',
    '|---|---|---|---|---|---|',
    ...rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`),
  ];
  const diagrams = gateways.map(
    (gateway) => `## ${cell(`${gateway.namespace}/${gateway.name}`)}\n\n\`\`\`mermaid\n${mermaidOf(gateway)}\`\`\`\n`,
  );
  return `# Topology\n\n${table.join('\n')}\n\n${diagrams.join('\n')}`;
}

function notesOf({ listeners, routes }: GatewayTopology, worst: string | undefined): string {
  const splits = routes.filter(({ backends }) =>
    backends.some(({ labels }) => labels.some((label) => label.endsWith(' %'))),
  ).length;
  const notes = [
    ...(worst === undefined || worst === 'info' ? [] : [`${worst}: see loxigw check`]),
    ...(listeners.some(({ protocol }) => protocol === 'HTTP') ? ['plain HTTP'] : []),
    ...(splits > 0 ? [`${splits} ${splits === 1 ? 'split' : 'splits'}`] : []),
    ...(routes.length === 0 ? ['no routes'] : []),
  ];
  return notes.join('; ') || '-';
}

/** What Markdown would read in a cell. */
function cell(text: string): string {
  return text.replace(/[\\|`*_<>[\]&#]/g, (character) => `\\${character}`).replace(/[\r\n]/g, ' ');
}
