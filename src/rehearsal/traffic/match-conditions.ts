import { re2 } from '../admission/re2';
import type { RouteMatch, ValueMatch } from '../controller/api-kinds';
import type { Incoming } from './request';

/** One condition of a match. */
export interface Condition {
  readonly holds: (incoming: Incoming) => boolean;
  /** As the rest of a sentence: `the path is no /a`. */
  readonly otherwise: () => string;
}

/** A match, ready to be asked. */
export interface CompiledMatch {
  readonly conditions: readonly Condition[];
  /** Greater comes first, one after the other: kind and length of path, method, headers, query parameters. */
  readonly rank: readonly number[];
  /** The prefix that a rewrite or redirect replaces; undefined for other paths. */
  readonly prefix: string | undefined;
}

const EXACT = 3;
const REGULAR_EXPRESSION = 2;
const PREFIX = 1;

/**
 * A match of an HTTPRoute. The order of precedence is that of the specification (HTTPRouteRule.matches): exact path, longest prefix,
 * method, most headers, most query parameters. Where regular expressions stand is left to implementations: here between exact paths and prefixes, by
 * their length, as in Cilium (operator/pkg/model/translation).
 */
export function compileHttpMatch({ path, method, headers = [], queryParams = [] }: RouteMatch): CompiledMatch {
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  const conditions: Condition[] = [pathCondition(type, value)];
  if (typeof method === 'string') {
    conditions.push({
      holds: (incoming) => incoming.method === method,
      otherwise: () => `the method is not ${method}`,
    });
  }
  conditions.push(...headerConditions(headers), ...queryConditions(queryParams));
  const kind = type === 'Exact' ? EXACT : type === 'RegularExpression' ? REGULAR_EXPRESSION : PREFIX;
  return {
    conditions,
    rank: [kind, value.length, typeof method === 'string' ? 1 : 0, headers.length, queryParams.length],
    prefix: type === 'PathPrefix' ? value : undefined,
  };
}

/** A match of a GRPCRoute: most characters of service, then of method, then most headers (GRPCRouteRule.matches). */
export function compileGrpcMatch({ method, headers = [] }: RouteMatch): CompiledMatch {
  const { type = 'Exact', service = '', method: name = '' } = typeof method === 'object' ? method : {};
  const conditions: Condition[] = [
    { holds: ({ protocol }) => protocol === 'GRPC', otherwise: () => 'the request is no gRPC' },
  ];
  if (service !== '' || name !== '') conditions.push(grpcCondition(type, service, name));
  conditions.push(...headerConditions(headers));
  const isExact = type === 'Exact';
  const kind =
    service === '' && name === '' ? PREFIX : isExact && service !== '' && name !== '' ? EXACT : REGULAR_EXPRESSION;
  return { conditions, rank: [kind, service.length, name.length, headers.length, 0], prefix: undefined };
}

function grpcCondition(type: string, service: string, name: string): Condition {
  const any = '[^/]+';
  const otherwise = (): string =>
    `the method is not ${service === '' ? 'any service' : service}/${name === '' ? 'any method' : name}`;
  if (type === 'Exact') {
    return {
      holds: ({ path }) => {
        const [, own = '', method = ''] = path.split('/');
        return (service === '' || own === service) && (name === '' || method === name);
      },
      otherwise,
    };
  }
  const pattern = wholeText(`/${service === '' ? any : `(?:${service})`}/${name === '' ? any : `(?:${name})`}`);
  return { holds: ({ path }) => pattern(path), otherwise };
}

function pathCondition(type: string, value: string): Condition {
  if (type === 'Exact') return { holds: ({ path }) => path === value, otherwise: () => `the path is not ${value}` };
  if (type === 'RegularExpression') {
    const pattern = wholeText(value);
    return { holds: ({ path }) => pattern(path), otherwise: () => `the path does not match ${value}` };
  }
  // By element: /a is a prefix of /a/b and not of /ab, with or without a slash at its end.
  const bare = value.endsWith('/') ? value.slice(0, -1) : value;
  return {
    holds: ({ path }) => bare === '' || path === bare || (path.startsWith(bare) && path[bare.length] === '/'),
    otherwise: () => `the path does not begin with ${value}`,
  };
}

/** Of two conditions for one name the first counts. */
function firstOfEach(matches: readonly ValueMatch[], nameOf: (name: string) => string): readonly ValueMatch[] {
  const seen = new Set<string>();
  return matches.filter(({ name }) => !seen.has(nameOf(name)) && seen.add(nameOf(name)));
}

function headerConditions(matches: readonly ValueMatch[]): readonly Condition[] {
  return firstOfEach(matches, (name) => name.toLowerCase()).map((match) =>
    valueCondition(match, `the header ${match.name}`, ({ headers }) => headers.get(match.name)),
  );
}

function queryConditions(matches: readonly ValueMatch[]): readonly Condition[] {
  return firstOfEach(matches, (name) => name).map((match) =>
    valueCondition(match, `the query parameter ${match.name}`, ({ query }) => queryValue(query, match.name)),
  );
}

function queryValue(query: string, name: string): string | undefined {
  return new URLSearchParams(query).get(name) ?? undefined;
}

function valueCondition(
  { type = 'Exact', value }: ValueMatch,
  what: string,
  read: (incoming: Incoming) => string | undefined,
): Condition {
  if (type !== 'RegularExpression') {
    return {
      holds: (incoming) => read(incoming) === value,
      otherwise: () => `${what} is not ${JSON.stringify(value)}`,
    };
  }
  const pattern = wholeText(value);
  return {
    holds: (incoming) => {
      const text = read(incoming);
      return text !== undefined && pattern(text);
    },
    otherwise: () => `${what} does not match ${value}`,
  };
}

const patterns = new Map<string, (text: string) => boolean>();

/** RE2, which is linear in the text; of the whole text, as Envoy matches. One that does not compile matches nothing. */
function wholeText(source: string): (text: string) => boolean {
  const known = patterns.get(source);
  if (known) return known;
  let test: (text: string) => boolean;
  try {
    const pattern = re2(`^(?:${source})$`);
    test = (text) => pattern.test(text);
  } catch {
    test = () => false;
  }
  patterns.set(source, test);
  return test;
}
