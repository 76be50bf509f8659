import type { Cluster } from '../../cluster';
import type { Route, RouteMatch } from '../../controller/api-kinds';
import type { Listener } from '../../controller/listener';
import { namespaceOf } from '../../inventory';
import type { Rule, Violation } from '../rule';

export const shadowedMatch: Rule = {
  id: 'route/shadowed-match',
  severity: 'warning',
  title: 'A regular expression takes what a prefix is for',
  why: 'Cilium asks regular expressions before prefixes, however long these are. One that every path fits, such as /.*, leaves nothing to the prefixes of its listener and hostname: their rules never get a request, and no status says so.',
  cure: 'Write the prefix / instead of the regular expression: longer prefixes come before it.',
  source:
    'cilium v1.20, operator/pkg/model/translation (order of routes); Gateway API v1.6.1, HTTPPathMatch: left to implementations',
  check: ({ controller }) => {
    const routes = [...controller.attachments.keys()].filter(({ kind }) => kind === 'HTTPRoute');
    if (!routes.some((route) => matchesOf(route).some(({ match }) => match.path?.type === 'RegularExpression')))
      return undefined;
    const greedy = new Map<Listener, Map<string, string>>();
    for (const route of routes) {
      for (const { match, path } of matchesOf(route)) if (takesAll(match)) take(route, path, controller, greedy);
    }
    return routes.flatMap((route) =>
      matchesOf(route).flatMap(({ match, path }): Violation[] => {
        if ((match.path?.type ?? 'PathPrefix') !== 'PathPrefix') return [];
        const taker = takerOf(route, controller, greedy);
        return taker === undefined
          ? []
          : [{ object: route, path, message: `never gets a request: ${taker} fits every path, and is asked first` }];
      }),
    );
  },
};

const EVERY_PATH: ReadonlySet<string> = new Set(['.*', '/.*', '^/.*', '^/.*$', '.+', '/.*$']);

function takesAll({ path, method, headers = [], queryParams = [] }: RouteMatch): boolean {
  if (path?.type !== 'RegularExpression' || !EVERY_PATH.has(path.value ?? '')) return false;
  return method === undefined && headers.length === 0 && queryParams.length === 0;
}

function matchesOf({ spec }: Route): readonly { readonly match: RouteMatch; readonly path: string }[] {
  return (spec.rules ?? []).flatMap(({ matches = [] }, rule) =>
    matches.map((match, index) => ({ match, path: `spec.rules[${rule}].matches[${index}]` })),
  );
}

type Greedy = Map<Listener, Map<string, string>>;

function take(route: Route, path: string, controller: Cluster['controller'], greedy: Greedy): void {
  for (const listener of listenersOf(route, controller)) {
    const known = greedy.get(listener) ?? new Map<string, string>();
    greedy.set(listener, known);
    for (const hostname of route.spec.hostnames ?? ['']) {
      known.set(hostname, `${path} of HTTPRoute ${namespaceOf(route)}/${route.metadata.name}`);
    }
  }
}

/** Undefined where one listener or hostname is free. */
function takerOf(route: Route, controller: Cluster['controller'], greedy: Greedy): string | undefined {
  let taker: string | undefined;
  for (const listener of listenersOf(route, controller)) {
    for (const hostname of route.spec.hostnames ?? ['']) {
      const found = greedy.get(listener)?.get(hostname);
      if (found === undefined) return undefined;
      taker = found;
    }
  }
  return taker;
}

function listenersOf(route: Route, { attachments }: Cluster['controller']): readonly Listener[] {
  return (attachments.get(route) ?? []).flatMap(({ listeners }) => listeners);
}
