import { type Outcome, type ReachedBackend, serviceTitle } from './outcome';

/** What is expected of a request; what is not named is not looked at. */
export interface Expectation {
  /** Of the answer that the client gets. */
  readonly status?: number;
  readonly grpcStatus?: number;
  readonly connection?: 'failed' | 'rejected';
  /** The one Service that gets the request: `details`, `shop/details` or `details:9080`; null: none, the gateway answers itself. */
  readonly service?: string | null;
  /** Shares of the Services that get requests, each 0 to 1: all of them. */
  readonly split?: Readonly<Record<string, number>>;
  /** `namespace/name` or name of the route. */
  readonly route?: string;
  readonly listener?: string;
  /** Location of a redirect, without query. */
  readonly redirect?: string;
  /** At the backend, with its query. */
  readonly path?: string;
  readonly host?: string;
  readonly method?: string;
  /** At the backend; null: absent. */
  readonly requestHeaders?: Readonly<Record<string, string | null>>;
  /** At the client; null: absent. */
  readonly responseHeaders?: Readonly<Record<string, string | null>>;
  /** Services that get a copy, with the percentage of requests. */
  readonly mirrors?: Readonly<Record<string, number>>;
  /** True where the backend gets the client's TLS stream. */
  readonly backendTLS?: boolean;
}

/** One thing that is not as expected. */
export interface Mismatch {
  /** A member of the expectation, e.g. `status` or `responseHeaders.x-header`. */
  readonly what: keyof Expectation | `${keyof Expectation}.${string}`;
  /** As text. */
  readonly expected: string;
  readonly actual: string;
}

const SMALLEST_SHARE = 1e-6;

/** What differs from the expectation, in the order of its members. */
export function mismatches(expected: Expectation, outcome: Outcome): readonly Mismatch[] {
  const found: Mismatch[] = [];
  const compare = (what: Mismatch['what'], wanted: unknown, actual: unknown): void => {
    if (wanted !== undefined && wanted !== actual) found.push({ what, expected: shown(wanted), actual: shown(actual) });
  };
  compare('connection', expected.connection, outcome.connection);
  compare('status', expected.status, outcome.status);
  compare('grpcStatus', expected.grpcStatus, outcome.grpcStatus);
  compareServices(expected, outcome, compare);
  compare('route', expected.route, expected.route?.includes('/') ? routeOf(outcome) : outcome.route?.name);
  compare('listener', expected.listener, outcome.listener);
  compare('redirect', expected.redirect, redirectOf(outcome));
  compare('path', expected.path, outcome.request?.path);
  compare('host', expected.host, outcome.request?.host);
  compare('method', expected.method, outcome.request?.method);
  compareHeaders('requestHeaders', expected.requestHeaders, outcome.request?.headers, compare);
  compareHeaders('responseHeaders', expected.responseHeaders, outcome.response?.headers, compare);
  for (const [name, percent] of Object.entries(expected.mirrors ?? {})) {
    const mirror = outcome.mirrors?.find((each) => isNamed({ ...each, weight: 1 }, name));
    compare(`mirrors.${name}`, percent, mirror?.percent);
  }
  compare('backendTLS', expected.backendTLS, outcome.backendTLS ?? false);
  return found;
}

type Compare = (what: Mismatch['what'], wanted: unknown, actual: unknown) => void;

/** Every Service that gets requests, also those that filters of their own tell apart. */
export function allBackends({ backends, others = [] }: Outcome): readonly ReachedBackend[] {
  return [...backends, ...others.flatMap((other) => other.backends)];
}

function compareServices({ service, split }: Expectation, outcome: Outcome, compare: Compare): void {
  const all = allBackends(outcome);
  const listed = all.map(serviceTitle);
  if (service === null && all.length > 0) compare('service', 'none', listed.join(', '));
  if (typeof service === 'string' && !(all.length > 0 && all.every((each) => isNamed(each, service)))) {
    compare('service', service, listed.join(', ') || 'none');
  }
  if (split === undefined) return;
  const total = all.reduce((sum, { weight }) => sum + weight, 0) / (1 - (outcome.failing ?? 0));
  const rest = [...all];
  for (const [name, share] of Object.entries(split)) {
    const own = rest.filter((each) => isNamed(each, name));
    for (const each of own) rest.splice(rest.indexOf(each), 1);
    const actual = own.reduce((sum, { weight }) => sum + weight, 0) / total;
    if (!(Math.abs(actual - share) < SMALLEST_SHARE))
      compare(`split.${name}`, share, Number.isNaN(actual) ? 0 : actual);
  }
  for (const { name, weight } of rest) compare(`split.${name}`, 0, weight / total);
}

function isNamed({ namespace, name, port }: ReachedBackend, text: string): boolean {
  const [, space, own = '', at] = /^(?:([^/]+)\/)?([^:/]+)(?::(\d+))?$/.exec(text) ?? [];
  return own === name && (space === undefined || space === namespace) && (at === undefined || Number(at) === port);
}

function compareHeaders(
  what: 'requestHeaders' | 'responseHeaders',
  expected: Readonly<Record<string, string | null>> | undefined,
  actual: Readonly<Record<string, string>> = {},
  compare: Compare,
): void {
  const known = new Map(Object.entries(actual).map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of Object.entries(expected ?? {})) {
    compare(`${what}.${name}`, value ?? 'absent', known.get(name.toLowerCase()) ?? 'absent');
  }
}

function routeOf({ route }: Outcome): string | undefined {
  return route && `${route.namespace}/${route.name}`;
}

function redirectOf({ redirect }: Outcome): string | undefined {
  if (!redirect) return undefined;
  const { scheme, host, port, path } = redirect;
  return `${scheme}://${host}${port === '' ? '' : `:${port}`}${path}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : String(value);
}

/** `GET http://shop.example.com/cart`: the method may be left out. */
export function parseRequestLine(text: string): { readonly method?: string; readonly url: string } {
  const [, method, url = text] = /^([A-Za-z]+)\s+(\S+)$/.exec(text.trim()) ?? [];
  return method === undefined ? { url: text.trim() } : { method, url };
}
