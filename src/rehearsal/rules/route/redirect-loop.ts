import type { Route, RouteFilter } from '../../controller/api-kinds';
import type { Rule, Violation } from '../rule';

export const redirectLoop: Rule = {
  id: 'route/redirect-loop',
  severity: 'error',
  title: 'A redirect to HTTPS is attached to HTTPS',
  why: 'A parent without sectionName is every listener of the Gateway. A redirect that changes nothing but the scheme then answers the request that it led to with itself, until the client gives up.',
  cure: 'Name the HTTP listener in sectionName of the parent, and the HTTPS listener in those of the routes with backends.',
  source: 'Gateway API v1.6.1, ParentReference.sectionName; guide on HTTP redirects and rewrites',
  check: ({ controller }) => {
    const redirects = [...controller.attachments].flatMap(([route, attachments]) =>
      redirectsOf(route).map((path) => ({ route, attachments, path })),
    );
    if (redirects.length === 0) return undefined;
    return redirects.flatMap(({ route, attachments, path }): Violation[] => {
      const secure = attachments.flatMap(({ listeners }) => listeners).find(({ spec }) => spec.protocol === 'HTTPS');
      if (!secure) return [];
      const message = `redirects to HTTPS, and the route is attached to the HTTPS listener ${secure.spec.name} as well: it redirects to itself`;
      return [{ object: route, path, message }];
    });
  },
};

/** Places of filters that change the scheme to HTTPS and nothing else. */
function redirectsOf({ spec }: Route): readonly string[] {
  return (spec.rules ?? []).flatMap(({ filters = [] }, rule) =>
    filters.flatMap((filter, index) =>
      isToHttps(filter) ? [`spec.rules[${rule}].filters[${index}].requestRedirect.scheme`] : [],
    ),
  );
}

function isToHttps({ requestRedirect }: RouteFilter): boolean {
  if (requestRedirect?.scheme !== 'https') return false;
  const { hostname, port, path } = requestRedirect;
  return hostname === undefined && path === undefined && (port === undefined || port === 443);
}
