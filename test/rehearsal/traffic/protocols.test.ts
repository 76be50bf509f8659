import type { PlatformProps, TrafficRequest } from '../../../src';
import { CERTIFICATE, caBundle, gateway, https, IDEAL, route, service, tlsSecret } from '../controller/cluster';
import { rehearse, send, TO_WEB, WEB } from './web';

/** A Gateway with listeners of all kinds, and a route for each. */
const tls = (name: string, hostname: string, mode: string): object => ({
  name,
  port: 443,
  protocol: 'TLS',
  hostname,
  tls: mode === 'Passthrough' ? { mode } : { mode, certificateRefs: [{ name: 'cert' }] },
});

const EDGE = [
  gateway('edge', [
    { name: 'db', port: 5432, protocol: 'TCP' },
    { name: 'dns', port: 53, protocol: 'UDP' },
    tls('pass', '*.pass.com', 'Passthrough'),
    tls('end', 'end.com', 'Terminate'),
  ]),
  tlsSecret('cert'),
  service('a'),
  service('b'),
];

const stream = (kind: string, name: string, backend: string, more: object = {}, sectionName?: string): object =>
  route(kind, name, {
    parentRefs: [{ name: 'edge', ...(sectionName === undefined ? {} : { sectionName }) }],
    rules: [{ name: 'all', backendRefs: [{ name: backend, port: 80 }] }],
    ...more,
  });

const ROUTES = [
  { ...stream('TCPRoute', 'db', 'a', {}, 'db'), apiVersion: 'gateway.networking.k8s.io/v1alpha2' },
  { ...stream('UDPRoute', 'dns', 'b', {}, 'dns'), apiVersion: 'gateway.networking.k8s.io/v1alpha2' },
  stream('TLSRoute', 'pass', 'a', { hostnames: ['x.pass.com'] }, 'pass'),
  stream('TLSRoute', 'end', 'b', { hostnames: ['end.com'] }, 'end'),
];

function stream_(scheme: string, listenerPort: number, tlsServerName?: string): TrafficRequest {
  return {
    gateway: {
      namespace: 'infra',
      name: 'edge',
      scheme,
      listenerPort,
      ...(tlsServerName === undefined ? {} : { tlsServerName }),
    },
  };
}

describe('a stream', () => {
  const edge = (request: TrafficRequest, routes: readonly object[] = ROUTES, props: PlatformProps = IDEAL) =>
    rehearse([...EDGE, ...routes], props).send(request);

  test('of TCP goes where the route of its port says', () => {
    expect(edge(stream_('tcp', 5432))).toMatchObject({
      route: { name: 'db' },
      backends: [{ name: 'a' }],
      backendTLS: false,
    });
    expect(edge(stream_('tcp', 5433))).toMatchObject({ connection: 'failed' });
    expect(edge(stream_('tcp', 5432), [])).toMatchObject({ connection: 'rejected' });
  });

  test('of UDP goes where the route of its port says', () => {
    expect(edge(stream_('udp', 53)).backends.map(({ name }) => name)).toEqual(['b']);
  });

  test('of TLS passes through with its SNI', () => {
    const { backends, backendTLS, request } = edge(stream_('tls', 443, 'x.pass.com'));
    expect([backends[0]?.name, backendTLS, request?.sni]).toEqual(['a', true, 'x.pass.com']);
  });

  test('of TLS ends at the gateway', () => {
    expect(edge(stream_('tls', 443, 'end.com'))).toMatchObject({ backends: [{ name: 'b' }], backendTLS: false });
  });

  test('of TLS for a host without a route is closed', () => {
    expect(edge(stream_('tls', 443, 'y.pass.com'))).toMatchObject({ connection: 'rejected', backends: [] });
  });

  test('of the older of two routes wins', () => {
    const older = {
      ...stream('TCPRoute', 'older', 'b', {}, 'db'),
      apiVersion: 'gateway.networking.k8s.io/v1alpha2',
      metadata: { name: 'older', namespace: 'infra', creationTimestamp: '2020-01-01T00:00:00Z' },
    };
    expect(edge(stream_('tcp', 5432), [...ROUTES, older]).route?.name).toBe('older');
  });
});

describe('gRPC', () => {
  const grpc = (matches: readonly object[]): object =>
    route('GRPCRoute', 'grpc', { ...TO_WEB, rules: [{ matches, backendRefs: [{ name: 'a', port: 80 }] }] });
  const call = (path: string, headers = {}): TrafficRequest => ({ path, method: 'POST', protocol: 'GRPC', headers });

  test.each<[string, object, TrafficRequest, number]>([
    ['a method', { method: { service: 'a.S', method: 'M' } }, call('/a.S/M'), 0],
    ['another method', { method: { service: 'a.S', method: 'M' } }, call('/a.S/N'), 12],
    ['any method of a service', { method: { service: 'a.S' } }, call('/a.S/N'), 0],
    ['a method of any service', { method: { method: 'M' } }, call('/b.T/M'), 0],
    [
      'a service by regular expression',
      { method: { type: 'RegularExpression', service: 'a[.].+' } },
      call('/a.S/M'),
      0,
    ],
    ['a service that fits in part', { method: { type: 'RegularExpression', service: 'S' } }, call('/a.S/M'), 12],
    ['metadata', { headers: [{ name: 'version', value: '2' }] }, call('/a.S/M', { version: '2' }), 0],
  ])('is routed by %s', (_, match, request, status) => {
    expect(send([grpc([match])], request).grpcStatus).toBe(status);
  });

  test('routes get no plain HTTP', () => {
    expect(send([grpc([{ method: { service: 'a.S' } }])], { path: '/a.S/M', method: 'POST' }).status).toBe(404);
  });
});

test('a WebSocket is upgraded', () => {
  const all = route('HTTPRoute', 'r', { ...TO_WEB, rules: [{ backendRefs: [{ name: 'a', port: 80 }] }] });
  expect(send([all], { headers: { Upgrade: 'websocket', Connection: 'Upgrade' } }).status).toBe(101);
});

describe('HTTPS', () => {
  const listeners = [
    https('any', [{ name: 'cert' }]),
    https('wild', [{ name: 'cert' }], { hostname: '*.example.com' }),
    https('www', [{ name: 'cert' }], { hostname: 'www.example.com' }),
  ];
  const routes = ['any', 'wild', 'www'].map((sectionName, index) =>
    route('HTTPRoute', sectionName, {
      parentRefs: [{ name: 'web', sectionName }],
      rules: [{ backendRefs: [{ name: 'abc'[index], port: 80 }] }],
    }),
  );
  const objects = [gateway('web', listeners), tlsSecret('cert'), ...WEB.slice(1), ...routes];
  const at = (sni: string, host: string, props: PlatformProps = IDEAL) =>
    rehearse(objects, props).send({
      host,
      gateway: { namespace: 'infra', name: 'web', scheme: 'https', tlsServerName: sni },
    });

  test('is for the listener with the most specific hostname of the SNI', () => {
    expect(at('www.example.com', 'www.example.com').listener).toBe('www');
    expect(at('x.example.com', 'x.example.com').listener).toBe('wild');
    expect(at('example.com', 'example.com').listener).toBe('any');
  });

  test('for another host than that of the SNI is misdirected, where that is looked at', () => {
    const props = {
      ...IDEAL,
      implementation: {
        controllerName: 'example.com/controller',
        optIn: ['GatewayHTTPSListenerDetectMisdirectedRequests'],
      },
    };
    expect(at('x.example.com', 'www.example.com', props).status).toBe(421);
    expect(at('x.example.com', 'y.example.com', props).status).toBe(200);
    expect(at('x.example.com', 'www.example.com').status).toBe(200);
  });

  test('without a listener for the SNI gets no connection', () => {
    const only = [gateway('web', [listeners[2] ?? {}]), tlsSecret('cert'), ...WEB.slice(1)];
    expect(
      rehearse(only).send({ url: 'https://other.com/', gateway: { namespace: 'infra', name: 'web', scheme: 'https' } }),
    ).toMatchObject({ connection: 'failed' });
  });

  test('asks for a client certificate where the Gateway does', () => {
    const asking = [
      gateway('web', [listeners[0] ?? {}], {
        tls: {
          frontend: { default: { validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] } } },
        },
      }),
      caBundle('ca', 'infra', CERTIFICATE),
      tlsSecret('cert'),
      tlsSecret('client'),
      ...WEB.slice(1),
      ...routes.slice(0, 1),
    ];
    const request = { url: 'https://a.com/', gateway: { namespace: 'infra', name: 'web', scheme: 'https' } };
    expect(rehearse(asking).send(request)).toMatchObject({ connection: 'failed' });
    expect(rehearse(asking).send({ ...request, clientCertificate: 'infra/client' }).status).toBe(200);
    expect(rehearse(asking).send({ ...request, clientCertificate: 'infra/gone' })).toMatchObject({
      connection: 'failed',
    });
  });
});

describe('HTTP listeners with hostnames', () => {
  const objects = [
    gateway('web', [
      { name: 'wild', port: 80, protocol: 'HTTP', hostname: '*.example.com' },
      { name: 'www', port: 80, protocol: 'HTTP', hostname: 'www.example.com' },
    ]),
    ...WEB.slice(1),
    route('HTTPRoute', 'wild', {
      parentRefs: [{ name: 'web', sectionName: 'wild' }],
      rules: [{ backendRefs: [{ name: 'a', port: 80 }] }],
    }),
    route('HTTPRoute', 'www', {
      parentRefs: [{ name: 'web', sectionName: 'www' }],
      rules: [{ matches: [{ path: { value: '/www' } }], backendRefs: [{ name: 'b', port: 80 }] }],
    }),
  ];
  const at = (path: string, props: PlatformProps = IDEAL) =>
    rehearse(objects, props).send({
      url: `http://www.example.com${path}`,
      gateway: { namespace: 'infra', name: 'web' },
    });

  test('are asked together', () => {
    expect(at('/www').backends[0]?.name).toBe('b');
    expect(at('/other').backends[0]?.name).toBe('a');
  });

  test('are apart from each other, where that is asked for', () => {
    const props = {
      ...IDEAL,
      implementation: { controllerName: 'example.com/controller', optIn: ['GatewayHTTPListenerIsolation'] },
    };
    expect(at('/www', props).backends[0]?.name).toBe('b');
    expect(at('/other', props).status).toBe(404);
  });
});

describe('Cilium', () => {
  test('gives a request to the routes of its most specific hostname alone, as Envoy does', () => {
    const web = JSON.parse(JSON.stringify(WEB).replace('"ideal"', '"cilium"'));
    const objects = [
      ...web,
      route('HTTPRoute', 'wild', {
        ...TO_WEB,
        hostnames: ['*.example.com'],
        rules: [{ backendRefs: [{ name: 'a', port: 80 }] }],
      }),
      route('HTTPRoute', 'www', {
        ...TO_WEB,
        hostnames: ['www.example.com'],
        rules: [{ matches: [{ path: { value: '/www' } }], backendRefs: [{ name: 'b', port: 80 }] }],
      }),
    ];
    const request = { url: 'http://www.example.com/other', gateway: { namespace: 'infra', name: 'web' } };
    expect(rehearse(objects, {}).send(request).status).toBe(404);
    expect(rehearse(objects, {}).send({ ...request, url: 'http://x.example.com/other' }).status).toBe(200);
  });

  test('before 1.20 has no listeners of TCP', () => {
    const objects = [...EDGE, ...ROUTES.slice(0, 1)].map((object) =>
      JSON.parse(JSON.stringify(object).replace('"ideal"', '"cilium"')),
    );
    const send_ = (version: string) =>
      rehearse(objects, { cilium: { version }, gatewayApi: { version: '1.6.1', channel: 'experimental' } }).send(
        stream_('tcp', 5432),
      );
    expect(send_('1.19.6')).toMatchObject({ connection: 'failed' });
    expect(send_('1.20.0').backends[0]?.name).toBe('a');
  });
});
