import type { RouteMatch, RouteRule } from '../rehearsal/controller/api-kinds';
import type { Finding } from '../rehearsal/finding';
import { element } from './dom';
import type { Choice } from './route-list';

/** What there is to say of a Gateway, or of a route: its rules, and what is not well. */
export function detailsOf({ gateway, route }: Choice): readonly Node[] {
  const { topology, cluster } = gateway;
  if (!route) {
    const { namespace, name, vip, listeners, routes } = topology;
    return [
      element('h2', {}, `Gateway ${namespace}/${name}`),
      element('p', {}, vip === undefined ? 'VIP not known' : `VIP ${vip}`),
      element('h3', {}, 'Listeners'),
      ...listeners.map(({ name: listener, protocol, port, hostname, certificates }) =>
        element(
          'p',
          {},
          `${listener}: ${protocol} ${port} for ${hostname === '*' ? 'every host' : hostname}${certificates.length > 0 ? `, certificate ${certificates.join(', ')}` : ''}`,
        ),
      ),
      element('h3', {}, 'Routes'),
      element('p', {}, `${routes.length} attached`),
      ...findingNodes(cluster.findingsOf('Gateway', namespace, name)),
    ];
  }
  const { kind, namespace, name, hostnames, listeners } = route;
  return [
    element('h2', {}, `${kind} ${namespace}/${name}`),
    element('p', {}, hostnames.length === 0 ? 'for every host of its listeners' : `for ${hostnames.join(', ')}`),
    element('p', { class: 'quiet' }, `on ${listeners.join(', ')} of Gateway ${topology.namespace}/${topology.name}`),
    ...cluster.rulesOf(route).flatMap((rule, index) => ruleNodes(rule, index, namespace)),
    ...findingNodes(cluster.findingsOf(kind, namespace, name)),
  ];
}

function ruleNodes(rule: RouteRule, index: number, namespace: string): readonly Node[] {
  const { name, matches = [], filters = [], backendRefs = [], timeouts } = rule;
  const total = backendRefs.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const lines = [
    ...matches.map((match) => `match   ${matchText(match)}`),
    ...filters.map(({ type, ...settings }) => `filter  ${type} ${JSON.stringify(Object.values(settings)[0] ?? {})}`),
    ...backendRefs.map((ref) => {
      const share =
        backendRefs.length > 1 ? ` ${Number(((100 * (ref.weight ?? 1)) / Math.max(total, 1)).toFixed(1))} %` : '';
      return `to      ${ref.namespace ?? namespace}/${ref.name}${ref.port === undefined ? '' : `:${ref.port}`}${share}`;
    }),
    ...(timeouts
      ? [
          `timeout ${Object.entries(timeouts)
            .map(([key, value]) => `${key} ${value}`)
            .join(', ')}`,
        ]
      : []),
  ];
  return [
    element('h3', {}, `Rule ${index}${name === undefined ? '' : ` ${name}`}`),
    element('pre', {}, lines.join('\n')),
  ];
}

function matchText({ path, method, headers = [], queryParams = [] }: RouteMatch): string {
  const call = typeof method === 'object' ? `${method.service ?? '*'}/${method.method ?? '*'}` : undefined;
  const where =
    call ??
    (path
      ? `${path.type === 'Exact' ? '=' : path.type === 'RegularExpression' ? '~' : ''}${path.value ?? '/'}`
      : 'every path');
  const conditions = [
    ...headers.map((each) => `${each.name}: ${each.value}`),
    ...queryParams.map((each) => `?${each.name}=${each.value}`),
  ];
  return [typeof method === 'string' ? `${method} ` : '', where, ...conditions.map((each) => `  ${each}`)].join('');
}

/** Findings, the worst first, as they come. */
function findingNodes(findings: readonly Finding[]): readonly Node[] {
  if (findings.length === 0) return [];
  return [
    element('h3', {}, 'Findings'),
    ...findings.map(({ severity, rule, path, message, cure }) =>
      element(
        'div',
        { class: `finding ${severity}` },
        element('p', {}, `${message}.`),
        element('p', { class: 'quiet' }, `${cure} (${rule}, ${path})`),
      ),
    ),
  ];
}
