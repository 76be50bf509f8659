import { exposureOf } from '../picture/exposure';
import { markLines } from '../picture/finding-marks';
import { matchText, percent } from '../picture/match-text';
import { backendTitle, type GatewayTopology, type ListenerTopology, routeTitle } from '../picture/topology';
import type { RouteRule } from '../rehearsal/controller/api-kinds';
import type { Finding } from '../rehearsal/finding';
import { serviceTitle } from '../rehearsal/traffic/outcome';
import { element } from './dom';
import type { Choice } from './route-list';

/**
 * What there is to say of a Gateway, or of a route: its rules, and what is not well; or of another part of a Gateway. Below the title stands
 * the cluster, where there are several.
 * @param key of the node of the picture that was chosen. @default that of the Gateway
 */
export function detailsOf(choice: Choice, key = 'vip'): readonly Node[] {
  const { cluster } = choice.gateway.topology;
  const [title, ...rest] = nodesOf(choice, key);
  if (title === undefined) return [];
  return [title, ...(cluster === undefined ? [] : [element('p', { class: 'quiet' }, `of ${cluster}`)]), ...rest];
}

function nodesOf({ gateway, route }: Choice, key: string): readonly Node[] {
  const { topology, cluster } = gateway;
  const part = route ? [] : partNodes(topology, key);
  if (part.length > 0) return part;
  if (!route) {
    const { namespace, name, vip, listeners, routes } = topology;
    return [
      element('h2', {}, `Gateway ${namespace}/${name}`),
      element('p', {}, vip === undefined ? 'VIP not known' : `VIP ${vip}`),
      element('h3', {}, 'Listeners'),
      ...listeners.map((listener) => element('p', {}, listenerText(listener))),
      element('h3', {}, 'Routes'),
      element('p', {}, String(routes.length)),
      ...listOf('Notes', exposureOf(topology)),
      ...findingNodes(cluster.findingsOf('Gateway', namespace, name)),
    ];
  }
  const { kind, namespace, name, hostnames, listeners, refusals } = route;
  return [
    element('h2', {}, routeTitle(route)),
    element('p', {}, hostnames.length === 0 ? 'for every host of its listeners' : `for ${hostnames.join(', ')}`),
    element(
      'p',
      { class: 'quiet' },
      `${placeText(listeners, refusals)} Gateway ${topology.namespace}/${topology.name}`,
    ),
    ...cluster.rulesOf(route).flatMap((rule, index) => ruleNodes(rule, index, namespace)),
    ...findingNodes(cluster.findingsOf(kind, namespace, name)),
  ];
}

/** A listener, or a backend, with the routes on it; nothing for other keys. */
function partNodes({ listeners, routes }: GatewayTopology, key: string): readonly Node[] {
  const listener = listeners.find(({ name }) => key === `listener ${name}`);
  if (listener) {
    const on = routes.filter((route) => route.listeners.includes(listener.name)).map(routeTitle);
    return [
      element('h2', {}, `Listener ${listener.name}`),
      element('p', {}, listenerText(listener)),
      element('p', {}, `takes routes of namespaces: ${listener.routesFrom}`),
      ...listOf('Routes', on),
      ...listOf('Findings', markLines(listener.marks)),
    ];
  }
  const reaching = routes.flatMap((route) =>
    route.backends
      .filter((backend) => key === `backend ${backendTitle(backend)}`)
      .map((backend) => ({ route, backend })),
  );
  const [first] = reaching;
  if (!first) return [];
  return [
    element('h2', {}, `${first.backend.kind} ${first.backend.namespace}/${first.backend.name}`),
    element('p', {}, first.backend.port === undefined ? 'of any port' : `port ${first.backend.port}`),
    ...listOf(
      'Routes',
      reaching.map(
        ({ route, backend }) =>
          `${routeTitle(route)}: ${backend.labels.filter((label) => label !== '').join(', ') || 'everything'}`,
      ),
    ),
    ...listOf('Findings', markLines(first.backend.marks)),
  ];
}

function ruleNodes(rule: RouteRule, index: number, namespace: string): readonly Node[] {
  const { name, matches = [], filters = [], backendRefs = [], timeouts } = rule;
  const total = backendRefs.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const lines = [
    ...matches.map((match) => `match   ${matchText(match)}`),
    ...filters.map(({ type, ...settings }) => `filter  ${type} ${JSON.stringify(Object.values(settings)[0] ?? {})}`),
    ...backendRefs.map((ref) => {
      const share = backendRefs.length > 1 || total === 0 ? ` ${percent(ref.weight ?? 1, total)}` : '';
      return `to      ${serviceTitle({ namespace, port: undefined, ...ref })}${share}`;
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

/** `https: HTTPS 443 for shop.example.com, certificate shop/shop-tls`. */
function listenerText({ name, protocol, port, hostname, certificates }: ListenerTopology): string {
  const where = port === undefined ? '' : `: ${protocol} ${port} for ${hostname === '*' ? 'every host' : hostname}`;
  const shown = certificates.map((certificate) => `${certificate.namespace}/${certificate.name}`).join(', ');
  return `${name}${where}${shown === '' ? '' : `, certificate ${shown}`}`;
}

function placeText(listeners: readonly string[], refusals: readonly string[]): string {
  if (refusals.length === 0) return `on ${listeners.join(', ')} of`;
  const refused = `not taken (${refusals.join(', ')}) by`;
  return listeners.length === 0 ? refused : `on ${listeners.join(', ')}, elsewhere ${refused}`;
}

function listOf(title: string, texts: readonly string[]): readonly Node[] {
  return texts.length === 0 ? [] : [element('h3', {}, title), ...texts.map((text) => element('p', {}, text))];
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
