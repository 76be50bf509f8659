import type { Listener } from '../../controller/listener';
import { byAge, namespaceOf } from '../../inventory';
import type { Rule, Violation } from '../rule';

export const secondLayer4Route: Rule = {
  id: 'cilium/second-layer-4-route',
  severity: 'warning',
  title: 'Two routes of TCP or UDP share a listener',
  why: 'Only the oldest TCPRoute or UDPRoute of a listener carries traffic. The others are accepted all the same, and no status says that they are idle.',
  cure: 'Put the backends into one route with weights, or give each route a listener with a port of its own.',
  source: 'cilium v1.20, operator/pkg/model/ingestion (TCPRoute, UDPRoute)',
  check: ({ controller }) => {
    const routes = [...controller.attachments.keys()]
      .filter(({ kind }) => kind === 'TCPRoute' || kind === 'UDPRoute')
      .sort(byAge);
    if (routes.length === 0) return undefined;
    const first = new Map<Listener, string>();
    return routes.flatMap((route) =>
      (controller.attachments.get(route) ?? []).flatMap(({ parentRef, listeners }): Violation[] => {
        const taken = listeners.map((listener) => first.get(listener)).find((name) => name !== undefined);
        const own = `${namespaceOf(route)}/${route.metadata.name}`;
        for (const listener of listeners) if (!first.has(listener)) first.set(listener, own);
        if (taken === undefined || taken === own) return [];
        const index = (route.spec.parentRefs ?? []).indexOf(parentRef);
        return [
          {
            object: route,
            path: `spec.parentRefs[${index}]`,
            message: `${route.kind} ${taken} has the listener, and this one carries no traffic`,
          },
        ];
      }),
    );
  },
};
