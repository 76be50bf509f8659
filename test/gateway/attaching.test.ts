import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Backend,
  Certificate,
  GrpcRoute,
  HttpRoute,
  type ListenerProps,
  LoxiGateway,
  TcpRoute,
  TlsRoute,
} from '../../src';
import { manifestsOf, refusalOf } from '../constructs';

const HTTP: ListenerProps = { name: 'http', protocol: 'HTTP', port: 80 };
const HTTPS: ListenerProps = { name: 'https', protocol: 'HTTPS', port: 443, certificate: Certificate.fromSecret('a') };
const TCP: ListenerProps = { name: 'tcp', protocol: 'TCP', port: 1 };
const TLS: ListenerProps = { name: 'tls', protocol: 'TLS', port: 1 };

const backends = [Backend.service('a', 80)];
const rules = [{ backends }];

interface RouteOptions {
  readonly namespace?: string;
  readonly hostnames?: string[];
}

const attach =
  (listener: ListenerProps, kind: 'http' | 'grpc' | 'tcp' | 'tls', options: RouteOptions = {}) =>
  (chart: Construct): void => {
    const gateway = new LoxiGateway(chart, 'web', { gatewayClass: 'cilium', listeners: [listener] });
    const parents = [gateway.listener(listener.name)];
    if (kind === 'http') new HttpRoute(chart, 'route', { parents, rules, ...options });
    if (kind === 'grpc') new GrpcRoute(chart, 'route', { parents, rules, ...options });
    if (kind === 'tcp') new TcpRoute(chart, 'route', { parents, backends });
    if (kind === 'tls') new TlsRoute(chart, 'route', { parents, hostnames: ['a.example.com'], backends });
  };

describe('attaching a route to a listener', () => {
  const refused: [string, (chart: Construct) => void][] = [
    ['of another protocol', attach(TCP, 'http')],
    ['that passes TLS through, for TCP', attach(TLS, 'tcp')],
    ['of HTTPS, for TLS', attach(HTTPS, 'tls')],
    ['that does not allow the kind', attach({ ...HTTP, allowedRoutes: { kinds: ['HTTPRoute'] } }, 'grpc')],
    ['of another namespace', attach(HTTP, 'http', { namespace: 'other' })],
    ['of another hostname', attach({ ...HTTP, hostname: 'a.example.com' }, 'http', { hostnames: ['b.example.com'] })],
    [
      'of a wildcard, for its bare domain',
      attach({ ...HTTP, hostname: '*.example.com' }, 'http', { hostnames: ['example.com'] }),
    ],
  ];
  test.each(refused)('%s is refused', (_, build) => {
    const error = refusalOf(build);
    expect([error.constructPath, error.field]).toEqual(['chart/route', 'parents[0]']);
  });

  test.each<[string, (chart: Construct) => void, string]>([
    ['that fits', attach(HTTP, 'http'), 'HTTPRoute'],
    [
      'that allows all namespaces',
      attach({ ...HTTP, allowedRoutes: { namespaces: 'All' } }, 'http', { namespace: 'other' }),
      'HTTPRoute',
    ],
    [
      'whose hostname the wildcard of the route holds',
      attach({ ...HTTP, hostname: 'a.b.example.com' }, 'http', { hostnames: ['*.example.com'] }),
      'HTTPRoute',
    ],
    [
      'whose wildcard holds the hostname of the route',
      attach({ ...HTTP, hostname: '*.example.com' }, 'http', { hostnames: ['a.b.example.com'] }),
      'HTTPRoute',
    ],
    ['of TCP', attach(TCP, 'tcp'), 'TCPRoute'],
    ['of TLS', attach(TLS, 'tls'), 'TLSRoute'],
  ])('%s works', (_, build, kind) => {
    const experimental = { gatewayApi: { channel: 'experimental' } } as const;
    expect(manifestsOf(build, experimental).map((manifest) => manifest.kind)).toEqual(['Gateway', kind]);
  });

  test('of a gateway as a whole works where one listener admits it', () => {
    const manifests = manifestsOf((chart) => {
      const gateway = new LoxiGateway(chart, 'web', { gatewayClass: 'cilium', listeners: [TCP, HTTP] });
      new HttpRoute(chart, 'route', { parents: [gateway], rules });
    });
    expect(manifests[1]?.spec.parentRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' },
    ]);
  });

  test('of a gateway of another app is refused', () => {
    const infra = new Chart(new App(), 'infra', { namespace: 'infra' });
    const other = new LoxiGateway(infra, 'web', { gatewayClass: 'cilium', listeners: [HTTP] });
    const error = refusalOf((chart) => new HttpRoute(chart, 'route', { parents: [other.listener('http')], rules }));
    expect(error.message).toContain(
      "[chart/route] parents[0]: \"web\" belongs to another app. Use ParentGateway.named('web', { namespace: 'infra' })",
    );
  });
});
