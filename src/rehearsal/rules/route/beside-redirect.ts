import type { Listener } from '../../controller/listener';
import type { Rule, Violation } from '../rule';

export const besideRedirect: Rule = {
  id: 'route/beside-redirect',
  severity: 'warning',
  title: 'A route serves plain HTTP beside a redirect to HTTPS',
  why: 'A route without sectionName is attached to the HTTP listener too, where another route redirects the same hostname to HTTPS. Its more specific matches win, and these paths are served without TLS.',
  cure: 'Name the HTTPS listener in sectionName of the parent.',
  source: 'Gateway API v1.6.1, ParentReference.sectionName; HTTPRouteRule.matches: precedence',
  check: ({ controller }) => {
    const redirected = new Map<Listener, Set<string>>();
    for (const [{ spec }, attachments] of controller.attachments) {
      if (
        !(spec.rules ?? []).some(({ filters = [] }) => filters.some((each) => each.requestRedirect?.scheme === 'https'))
      ) {
        continue;
      }
      for (const listener of attachments.flatMap(({ listeners }) => listeners)) {
        if (listener.spec.protocol !== 'HTTP') continue;
        const known = redirected.get(listener) ?? new Set();
        for (const hostname of spec.hostnames ?? ['']) known.add(hostname);
        redirected.set(listener, known);
      }
    }
    if (redirected.size === 0) return undefined;
    return [...controller.attachments].flatMap(([route, attachments]) =>
      attachments.flatMap(({ parentRef, listeners }): Violation[] => {
        const { hostnames = [''], rules = [] } = route.spec;
        if (parentRef.sectionName !== undefined || !rules.some(({ backendRefs = [] }) => backendRefs.length > 0))
          return [];
        const plain = listeners.find((each) => hostnames.some((hostname) => redirected.get(each)?.has(hostname)));
        if (!plain || !listeners.some(({ spec }) => spec.protocol === 'HTTPS')) return [];
        const index = (route.spec.parentRefs ?? []).indexOf(parentRef);
        const message = `the route is attached to the HTTP listener ${plain.spec.name} as well, beside a redirect to HTTPS, and is served there without TLS`;
        return [{ object: route, path: `spec.parentRefs[${index}]`, message }];
      }),
    );
  },
};
