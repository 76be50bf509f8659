import { hostnamesIntersect } from '../../hostnames';
import type { Rule, Violation } from '../rule';

export const hostnameNotServed: Rule = {
  id: 'route/hostname-not-served',
  severity: 'warning',
  title: 'One hostname of a route is that of no listener',
  why: 'A route is attached for the hostnames that it has in common with its listeners. The others are left out without a word: the route is accepted, and requests for them get 404 or no connection.',
  cure: 'Give a listener the hostname, or take it out of the route.',
  source: 'Gateway API v1.6.1, HTTPRouteSpec.hostnames',
  check: ({ controller }) => {
    const named = [...controller.attachments].filter(([{ spec }]) => (spec.hostnames ?? []).length > 1);
    if (named.length === 0) return undefined;
    return named.flatMap(([route, attachments]) => {
      const listeners = attachments.flatMap((attachment) => attachment.listeners);
      if (listeners.length === 0) return [];
      return (route.spec.hostnames ?? []).flatMap((hostname, index): Violation[] => {
        if (listeners.some(({ spec }) => hostnamesIntersect(spec.hostname, hostname))) return [];
        return [
          { object: route, path: `spec.hostnames[${index}]`, message: `no listener of the route is for ${hostname}` },
        ];
      });
    });
  },
};
