import type { GatewayTopology, ListenerTopology, RouteTopology } from './topology';

/** What a reviewer has to know of a Gateway besides what it routes: what it opens, and what is not well. */
export function exposureOf(gateway: GatewayTopology): readonly string[] {
  const { standing, listenersFrom, listeners, routes } = gateway;
  const marks = [gateway, ...listeners.filter(({ name }) => name.includes('/')), ...routes].flatMap(
    (each) => each.marks,
  );
  return [
    ...(standing === 'absent' ? ['not among the manifests'] : []),
    ...(standing === 'foreign' ? ['of a class of another controller'] : []),
    ...counted(marks.filter(({ severity }) => severity === 'error').length, 'error'),
    ...counted(marks.filter(({ severity }) => severity === 'warning').length, 'warning'),
    ...plainText(listeners, routes),
    ...grouped(listeners, ({ routesFrom }) => routesFrom === 'All', 'takes routes of every namespace on'),
    ...grouped(listeners, ({ routesFrom }) => routesFrom === 'Selector', 'takes routes of selected namespaces on'),
    ...grouped(listeners, ({ hostname }) => hostname.startsWith('*.'), 'serves a wildcard on'),
    ...counted(
      routes.filter(({ refusals, listeners: on }) => refusals.length > 0 && on.length === 0).length,
      'route',
      ' not taken',
    ),
    ...counted(routes.filter(crossesByGrant).length, 'route', ' into other namespaces'),
    ...(['All', 'Selector'].includes(listenersFrom)
      ? [`takes ListenerSets of ${listenersFrom === 'All' ? 'every namespace' : 'selected namespaces'}`]
      : []),
    ...(routes.length === 0 ? ['no routes'] : []),
  ];
}

/** HTTP listeners that serve more than redirects. */
function plainText(listeners: readonly ListenerTopology[], routes: readonly RouteTopology[]): readonly string[] {
  const serving = new Set(routes.filter((route) => !onlyRedirects(route)).flatMap((route) => route.listeners));
  const redirecting = new Set(routes.filter(onlyRedirects).flatMap((route) => route.listeners));
  return [
    ...grouped(listeners, ({ protocol, name }) => protocol === 'HTTP' && serving.has(name), 'plain HTTP on'),
    ...grouped(
      listeners,
      ({ protocol, name }) => protocol === 'HTTP' && redirecting.has(name) && !serving.has(name),
      'redirects only on',
    ),
  ];
}

/** True for a route that answers with redirects, and has no backend. */
function onlyRedirects({ backends, redirects }: RouteTopology): boolean {
  return backends.length === 0 && redirects.length > 0;
}

function crossesByGrant({ backends }: RouteTopology): boolean {
  return backends.some(({ crosses }) => crosses);
}

function grouped(
  listeners: readonly ListenerTopology[],
  which: (listener: ListenerTopology) => boolean,
  text: string,
): readonly string[] {
  const names = listeners.filter(which).map(({ name }) => name);
  if (names.length === 0) return [];
  const rest = names.length - MOST_NAMED;
  return [`${text} ${names.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`];
}

const MOST_NAMED = 3;

function counted(count: number, noun: string, what = ''): readonly string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}${what}`];
}
