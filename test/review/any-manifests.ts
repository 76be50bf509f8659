import fc from 'fast-check';
import type { Manifest } from '../../src/rehearsal/manifest';
import { GATEWAY_CLASS } from '../rehearsal/controller/cluster';

/*
 * Manifests as others write them, for properties: routes of every kind on one Gateway, with regular expressions and every filter.
 */

const PATTERNS = ['.*', '/v[0-9]+/.*', '/(a|b)', '/a{1,2}', '[^/]+', '(?i)/cart', '/\\d', '/b?'];
const PATHS = ['/', '/a', '/a/x', '/b/', '/cart'];
const HOSTNAMES = ['a.example.com', '*.example.com', 'b.a.example.com'];
const SERVICES = ['a', 'b', 'gone'];

const httpPath = fc.oneof(
  fc.record({ type: fc.constantFrom('Exact', 'PathPrefix'), value: fc.constantFrom(...PATHS) }),
  fc.record({ type: fc.constant('RegularExpression'), value: fc.constantFrom(...PATTERNS) }),
);
const value = fc.oneof(
  fc.record({ type: fc.constant('Exact'), value: fc.constantFrom('1', '2') }),
  fc.record({ type: fc.constant('RegularExpression'), value: fc.constantFrom('[12]', 'a+', '.*') }),
);
const named = (name: string) => value.map((each) => ({ name, ...each }));
const match = fc.record(
  {
    path: httpPath,
    method: fc.constantFrom('GET', 'POST', 'OPTIONS'),
    headers: fc.tuple(named('x-a')),
    queryParams: fc.tuple(named('q')),
  },
  { requiredKeys: ['path'] },
);
const modifier = fc.record(
  {
    set: fc.constantFrom('1', '2').map((text) => [{ name: 'x-s', value: text }]),
    add: fc.constantFrom('1', '2').map((text) => [{ name: 'x-a', value: text }]),
    remove: fc.constant(['x-r']),
  },
  { requiredKeys: ['set'] },
);
const filter = fc.oneof(
  modifier.map((requestHeaderModifier) => ({ type: 'RequestHeaderModifier', requestHeaderModifier })),
  modifier.map((responseHeaderModifier) => ({ type: 'ResponseHeaderModifier', responseHeaderModifier })),
  fc
    .constantFrom('a', 'b')
    .map((name) => ({ type: 'RequestMirror', requestMirror: { backendRef: { name, port: 80 } } })),
  fc
    .constantFrom('a.example.com', 'c.example.com')
    .map((hostname) => ({ type: 'URLRewrite', urlRewrite: { hostname } })),
  fc
    .subarray(['https://a.example.com', 'https://*.example.com', '*'], { minLength: 1 })
    .map((allowOrigins) => ({ type: 'CORS', cors: { allowOrigins, allowMethods: ['GET'] } })),
);
const filters = fc.uniqueArray(filter, { maxLength: 3, selector: ({ type }) => type });
const backendRefs = fc.uniqueArray(
  fc.record({ name: fc.constantFrom(...SERVICES), port: fc.constant(80), weight: fc.integer({ min: 0, max: 5 }) }),
  { minLength: 1, maxLength: 3, selector: ({ name }) => name },
);
const httpRule = fc.record(
  {
    matches: fc.uniqueArray(match, { minLength: 1, maxLength: 3, comparator: 'IsStrictlyEqual' }),
    filters,
    backendRefs,
    timeouts: fc.constantFrom({ request: '1s' }, { request: '10s', backendRequest: '500ms' }),
    retry: fc.constantFrom({ attempts: 2, codes: [503] }, { attempts: 3, codes: [500, 503], backoff: '100ms' }),
    sessionPersistence: fc.constantFrom({ sessionName: 'sid', type: 'Cookie' }, { type: 'Header', sessionName: 'sid' }),
  },
  { requiredKeys: ['matches', 'backendRefs'] },
);
const rpc = fc.oneof(
  fc.record({ service: fc.constantFrom('shop.Cart', 'Any'), method: fc.constant('Add') }),
  fc.record({
    type: fc.constant('RegularExpression'),
    service: fc.constantFrom('shop\\..*', '[A-Z]+'),
    method: fc.constant('A.?'),
  }),
);
const grpcRule = fc.record({
  matches: fc.array(
    rpc.map((method) => ({ method })),
    { minLength: 1, maxLength: 2 },
  ),
  backendRefs,
});
const hostnames = fc.subarray(HOSTNAMES);

const routes = fc
  .record({
    http: fc.array(fc.record({ hostnames, rules: fc.array(httpRule, { minLength: 1, maxLength: 2 }) }), {
      maxLength: 3,
    }),
    grpc: fc.array(fc.record({ hostnames, rules: fc.array(grpcRule, { minLength: 1, maxLength: 2 }) }), {
      maxLength: 1,
    }),
    tls: fc.array(
      fc.record({ hostnames: fc.subarray(HOSTNAMES, { minLength: 1 }), rules: fc.tuple(fc.record({ backendRefs })) }),
      { maxLength: 2 },
    ),
    tcp: fc.array(fc.record({ rules: fc.tuple(fc.record({ backendRefs })) }), { maxLength: 1 }),
  })
  .map(({ http, grpc, tls, tcp }): Manifest[] => [
    ...http.map((spec, index) => route('HTTPRoute', 'v1', `http-${index}`, spec)),
    ...grpc.map((spec, index) => route('GRPCRoute', 'v1', `grpc-${index}`, spec)),
    ...tls.map((spec, index) => route('TLSRoute', 'v1', `tls-${index}`, spec)),
    ...tcp.map((spec, index) => route('TCPRoute', 'v1alpha2', `tcp-${index}`, spec)),
  ]);

function route(kind: string, version: string, name: string, spec: object): Manifest {
  const parentRefs = [{ name: 'web' }];
  return object(`gateway.networking.k8s.io/${version}`, kind, name, { parentRefs, ...spec });
}

function object(apiVersion: string, kind: string, name: string, spec: object): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: 'infra' }, spec };
}

const LISTENERS = [
  { name: 'http', port: 80, protocol: 'HTTP' },
  {
    name: 'secure',
    port: 443,
    protocol: 'HTTPS',
    hostname: '*.example.com',
    tls: { certificateRefs: [{ name: 'web-tls' }] },
  },
  { name: 'tls', port: 8443, protocol: 'TLS', tls: { mode: 'Passthrough' } },
  { name: 'tcp', port: 5432, protocol: 'TCP' },
];
const policy = fc.constantFrom('a.internal', 'b.internal').map((hostname) =>
  object('gateway.networking.k8s.io/v1', 'BackendTLSPolicy', 'to-a', {
    targetRefs: [{ group: '', kind: 'Service', name: 'a' }],
    validation: { hostname, wellKnownCACertificates: 'System' },
  }),
);

/** For a controller that does all that the specification says. */
export const manifests: fc.Arbitrary<readonly Manifest[]> = fc
  .tuple(routes, fc.subarray(LISTENERS, { minLength: 2 }), fc.option(policy))
  .map(([all, listeners, tls]) => [
    GATEWAY_CLASS,
    object('gateway.networking.k8s.io/v1', 'Gateway', 'web', { gatewayClassName: 'ideal', listeners }),
    ...['a', 'b'].map((name) => object('v1', 'Service', name, { ports: [{ port: 80 }] })),
    ...(tls === null ? [] : [tls]),
    ...all,
  ]);
