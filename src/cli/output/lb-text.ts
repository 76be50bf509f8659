import type { LoadBalancerRule } from '../../rehearsal/loadbalancer/load-balancer';
import type { NamedRehearsal } from '../rehearsals';
import { printable } from './printable';

const HEADINGS = ['EXT IP', 'PORT', 'PROTO', 'NAME', 'MODE', 'SEL', 'ENDPOINTS'];

/** The table of `loxicmd get lb`, as far as it can be known: those of several clusters under the name and the versions of each. */
export function lbText(clusters: readonly NamedRehearsal[]): string {
  const known = clusters.filter(({ rehearsal }) => rehearsal.loadBalancer);
  if (known.length === 0) return 'no kube-loxilb among the manifests: nothing is known of VIPs\n';
  const texts = known.map(({ name, rehearsal: { platform, loadBalancers } }) =>
    [...(name === undefined ? [] : [printable(`# ${name}: ${platform}`), '']), ...table(loadBalancers)].join('\n'),
  );
  return `${texts.join('\n\n')}\n`;
}

function table(rules: readonly LoadBalancerRule[]): string[] {
  if (rules.length === 0) return ['no Services of LoxiLB'];
  const rows = rules.map(({ externalIP, port, protocol, name, mode, select, endpoints }) => [
    externalIP,
    String(port),
    protocol,
    name,
    mode,
    select,
    endpoints.length === 0
      ? 'every node, its node port'
      : endpoints.map(({ ip, port: node }) => (node === null ? ip : `${ip}:${node}`)).join(', '),
  ]);
  const all = [HEADINGS, ...rows.map((row) => row.map(printable))];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
