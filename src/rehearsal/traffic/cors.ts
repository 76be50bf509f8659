import type { Cors } from '../controller/api-kinds';
import { HeaderMap } from './header-map';
import type { Incoming } from './request';

/** True for a preflight: the gateway answers it, and no backend sees it. */
export function isPreflight({ method, headers }: Incoming): boolean {
  return (
    method === 'OPTIONS' &&
    headers.get('origin') !== undefined &&
    headers.get('access-control-request-method') !== undefined
  );
}

/**
 * Headers that the filter adds to a response; none for an origin that is not allowed, and for a request without one.
 *
 * `*` stands for everything, and must not be sent to clients with credentials: these get what they asked for. (Specification: HTTPCORSFilter;
 * Fetch, CORS protocol and credentials.)
 */
export function corsHeaders(cors: Cors, incoming: Incoming): HeaderMap {
  const {
    allowOrigins = [],
    allowMethods = [],
    allowHeaders = [],
    exposeHeaders = [],
    allowCredentials = false,
    maxAge = 5,
  } = cors;
  const added = new HeaderMap();
  const origin = incoming.headers.get('origin');
  if (origin === undefined || !allowOrigins.some((pattern) => fits(pattern, origin))) return added;
  const isEverybody = allowOrigins.includes('*') && !allowCredentials;
  added.set('Access-Control-Allow-Origin', isEverybody ? '*' : origin);
  if (allowCredentials) added.set('Access-Control-Allow-Credentials', 'true');
  const listed = (values: readonly string[], asked: string | undefined): string | undefined => {
    if (!values.includes('*')) return values.length === 0 ? undefined : values.join(', ');
    return allowCredentials ? asked : '*';
  };
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) added.set(name, value);
  };
  // Also with a preflight, where it means nothing: Envoy writes it into every response.
  set('Access-Control-Expose-Headers', listed(exposeHeaders, undefined));
  if (!isPreflight(incoming)) return added;
  set('Access-Control-Allow-Methods', listed(allowMethods, incoming.headers.get('access-control-request-method')));
  set('Access-Control-Allow-Headers', listed(allowHeaders, incoming.headers.get('access-control-request-headers')));
  added.set('Access-Control-Max-Age', String(maxAge));
  return added;
}

/** `*` in a host stands for one or more labels; scheme and port are as written. */
function fits(pattern: string, origin: string): boolean {
  if (pattern === '*' || pattern.toLowerCase() === origin.toLowerCase()) return true;
  const [before, after] = pattern.toLowerCase().split('*');
  if (before === undefined || after === undefined) return false;
  const text = origin.toLowerCase();
  return text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
