import type { Redirect } from '../controller/api-kinds';
import type { RedirectTo } from './outcome';
import { modifiedPath } from './path-modifier';
import type { Incoming } from './request';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * Where a redirect leads. The port is that of the filter, else the one of the filter's scheme, else that of the listener; the default of
 * the scheme is left out. (Specification: HTTPRequestRedirectFilter.port.)
 *
 * @param prefix that of the match
 */
export function redirectOf(
  { scheme, hostname, port, path, statusCode = 302 }: Redirect,
  incoming: Incoming,
  prefix: string | undefined,
): RedirectTo {
  const target = scheme ?? incoming.scheme;
  const number = port ?? (scheme === undefined ? incoming.port : DEFAULT_PORTS[scheme]);
  return {
    statusCode,
    scheme: target,
    host: hostname ?? incoming.host.replace(/:\d+$/, ''),
    port: number === undefined || number === DEFAULT_PORTS[target] ? '' : String(number),
    path: modifiedPath(incoming.path, path, prefix),
  };
}

/** The Location header. @param query is kept, with its `?` */
export function locationOf({ scheme, host, port, path }: RedirectTo, query: string): string {
  return `${scheme}://${host}${port === '' ? '' : `:${port}`}${path}${query}`;
}
