import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import fc from 'fast-check';
import {
  ArgoApplication,
  Backend,
  BackendTlsPolicy,
  BgpDefinedSet,
  BgpPeer,
  BgpPolicy,
  BgpPolicyApply,
  Certificate,
  CiliumGatewayClass,
  ClusterApplication,
  Egress,
  GrpcFilter,
  GrpcMatch,
  GrpcRoute,
  HttpFilter,
  HttpMatch,
  HttpRoute,
  KubeLoxilb,
  ListenerSet,
  LoxiGateway,
  ParentGateway,
  ReferenceGrant,
  TlsGateway,
  TlsRoute,
  UdpRoute,
  VipPool,
} from '../../src';
import { Platform } from '../../src/platform';
import type { Manifest } from '../../src/rehearsal/manifest';
import { build, props } from '../any-app';
import { EVERYTHING } from '../rehearsal/printed-article';
import { ARTICLE, adopted, countsOf, inputsOf, stored } from './adopted';
import { runApp } from './run-app';

const GATEWAY = `
# Of the shop team.
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: shop }
spec:
  gatewayClassName: cilium
  infrastructure:
    annotations:
      loxilb.io/lbmode: fullnat
      loxilb.io/probetype: tcp
      loxilb.io/probeport: "30080"
  listeners:
    # Plain, for the certificate authority.
    - { name: http, protocol: HTTP, port: 80, hostname: shop.example.com }
`;
const ROUTE = `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop, labels: { team: shop } }
spec:
  parentRefs: [{ name: web, sectionName: http }]
  rules:
    - matches:
        - path: { type: Exact, value: /cart }
          headers: [{ name: magic, value: foo }]
          method: GET
      filters:
        - type: RequestHeaderModifier
          requestHeaderModifier: { remove: [x-internal] }
      backendRefs: [{ name: cart, port: 8080 }]
`;

describe('adopting', () => {
  test('writes a gateway and its route by our constructs, with the comments where they were', () => {
    const { files } = adopted(inputsOf(GATEWAY + ROUTE));
    expect(files.get('src/charts/shop.ts')).toBe(`import { Chart } from 'cdk8s';
import { Backend, HttpFilter, HttpMatch, HttpRoute, LoxiGateway } from 'cdk8s-loxi-gateway';
import type { Construct } from 'constructs';

/** Adopted from shop.yaml. */
export class ShopChart extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop' });
    // Of the shop team.
    const web = new LoxiGateway(this, 'web', {
      // loxilb/unserved: the class cilium has no parameters, so the Service of the Gateway gets no load-balancer class. Set spec.loadBalancerClass of the Service; for a Gateway, use a GatewayClass whose CiliumGatewayClassConfig has it.
      gatewayClass: 'cilium',
      loadBalancer: { mode: 'fullnat', probe: { type: 'tcp', port: 30080 } },
      listeners: [
        // Plain, for the certificate authority.
        { name: 'http', protocol: 'HTTP', port: 80, hostname: 'shop.example.com' },
      ],
    });
    new HttpRoute(this, 'cart', {
      labels: { team: 'shop' },
      parents: [web.listener('http')],
      rules: [
        {
          matches: [HttpMatch.exact('/cart').method('GET').header('magic', 'foo')],
          filters: [HttpFilter.removeRequestHeaders('x-internal')],
          backends: [Backend.service('cart', 8080)],
        },
      ],
    });
  }
}
`);
  });

  test('gives routes of other files the construct of their gateway', () => {
    const { files } = adopted([...inputsOf(ROUTE, 'routes/cart.yaml'), ...inputsOf(GATEWAY, 'gateways.yaml')]);
    expect(files.get('src/main.ts')).toMatch(
      /const gateways = new GatewaysChart\(app, 'gateways'\);\nnew CartChart\(app, 'cart', \{ gateways \}\);\n/,
    );
    expect(files.get('src/charts/cart.ts')).toContain("parents: [gateways.web.listener('http')]");
    expect(files.get('src/charts/gateways.ts')).toContain('readonly web: LoxiGateway;');
    expect(runApp(files).manifests.map(({ kind }) => kind)).toEqual(['Gateway', 'HTTPRoute']);
  });

  test('writes as it is what a construct would refuse, says why, and accepts the errors that there are', () => {
    const wrong = GATEWAY.replace('fullnat', 'one-arm');
    const { constructs, files, adoption } = adopted(inputsOf(wrong));
    expect(constructs.map(({ construct }) => construct)).toEqual(['ApiObject']);
    expect(files.get('src/charts/shop.ts')).toMatch(/ {2}\/\/ Written as it is: .*"one-arm" is not a LoxiLB mode/);
    expect(files.get('src/charts/shop.ts')).toMatch(
      /\/\/ loxilb\/annotation-value: .*\n\s+'loxilb\.io\/lbmode': 'one-arm',/,
    );
    expect(adoption.differences).toEqual([]);
  });

  test('lists what means the same and is not: the namespace of a reference, where it is the own', () => {
    const { adoption, constructs } = adopted(
      inputsOf(GATEWAY + ROUTE.replace('name: web,', 'name: web, namespace: shop,')),
    );
    expect(constructs.map(({ construct }) => construct)).toEqual(['LoxiGateway', 'HttpRoute']);
    expect(adoption.differences.map(({ object, fields }) => [object.name, fields])).toEqual([
      ['cart', [{ path: 'spec.parentRefs[0].namespace', input: 'shop', app: undefined }]],
    ]);
  });

  test('leaves out Secrets with data, and what controllers made', () => {
    const text = `
apiVersion: v1
kind: Secret
metadata: { name: shop-tls, namespace: shop }
data: { tls.key: c2VjcmV0 }
---
apiVersion: v1
kind: Service
metadata:
  name: cilium-gateway-web
  namespace: shop
  ownerReferences: [{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, name: web, uid: "1", controller: true }]
spec: { ports: [{ port: 80 }] }
`;
    const { adoption, files } = adopted([...inputsOf(text), ...inputsOf(GATEWAY, 'web.yaml')]);
    expect(adoption.leftOut.map(({ object, reason }) => `${object.manifest.kind}: ${reason}`)).toEqual([
      expect.stringMatching(/^Secret: a Secret with data does not belong/),
      'Service: a controller has made it, and makes it again',
    ]);
    expect([...files.values()].join()).not.toContain('c2VjcmV0');
  });

  test('takes what kubectl prints, without what only the API server writes', () => {
    const text = `
apiVersion: v1
kind: List
items:
  - apiVersion: gateway.networking.k8s.io/v1
    kind: ReferenceGrant
    metadata:
      name: web
      namespace: shop
      uid: "1"
      resourceVersion: "5"
      generation: 1
      creationTimestamp: "2026-01-01T00:00:00Z"
      managedFields: [{ manager: kubectl }]
      annotations: { kubectl.kubernetes.io/last-applied-configuration: "{}" }
    spec:
      from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web }]
      to: [{ group: "", kind: Service }]
`;
    const { files } = adopted(inputsOf(text, '(standard input)'));
    const [grant] = runApp(files).manifests;
    expect(grant?.metadata).toEqual({ name: 'web', namespace: 'shop' });
  });

  test('prints hostile texts as texts', () => {
    const data = {
      "'; process.exit(7); '": '`$' + '{process.exit(7)}`',
      bidi: 'a\u202eb',
      lines: `${'x'.repeat(90)}\n*/ // '`,
    };
    const manifest = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'hostile', namespace: 'shop' },
      data,
    };
    const comments = [{ path: 'data', lines: ['*/ end\u2028process.exit(7)'] }];
    const { files } = adopted([{ manifest, file: "x*/';\n.yaml", comments }]);
    const [map] = runApp(files).manifests;
    expect(map?.data).toEqual(data);
    for (const text of files.values()) expect(text).not.toMatch(/[\u202e\u2028]/);
  });
});

describe('what is adopted', () => {
  const FOLDERS: readonly (readonly [string, Platform])[] = [
    ['article', ARTICLE],
    ['current', Platform.default],
  ];

  test.each(FOLDERS)('of dist/%s is written again byte for byte', (cluster, platform) => {
    const folder = join(__dirname, '../../dist', cluster);
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    const inputs = names.flatMap((name) => inputsOf(readFileSync(join(folder, name), 'utf8'), name));
    const { adoption, files } = adopted(inputs, platform);
    expect(adoption.differences).toEqual([]);
    expect(adoption.leftOut).toEqual([]);
    const charts = adoption.charts.map(({ plan }) => readFileSync(join(folder, plan.source), 'utf8').trimEnd());
    expect(runApp(files).yaml.trimEnd()).toBe(charts.join('\n---\n'));
  });

  test('of the article as printed is the same, as stored', () => {
    const inputs = EVERYTHING.map((manifest) => ({ manifest, file: 'article.yaml' }));
    const { adoption, files, constructs } = adopted(inputs, ARTICLE);
    const { manifests } = runApp(files);
    expect(inputs.filter(({ manifest }) => manifest.apiVersion.endsWith('/v1beta1'))).toHaveLength(8);
    expect(countsOf(constructs)).toEqual({
      // The webhook and kube-loxilb, four objects each, which the library writes otherwise.
      ApiObject: 8,
      HttpRoute: 4,
      LoxiGateway: 2,
      TlsGateway: 1,
      WeightedHttpRoute: 1,
    });
    expect(adoption.leftOut.map(({ object, reason }) => `${object.identity} ${reason}`)).toEqual([]);
    expect(adoption.differences).toEqual([]);
    expect(stored(manifests, ARTICLE)).toEqual(
      stored(
        inputs.map(({ manifest }) => manifest),
        ARTICLE,
      ),
    );
  });

  test('of gateways and routes of all kinds, in versions beside the kept one, is by constructs', () => {
    const object = (version: string, kind: string, name: string, spec: string): string =>
      `---\napiVersion: gateway.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: infra }\nspec: ${spec}\n`;
    const backend = 'rules: [{ backendRefs: [{ name: echo, port: 8080 }] }]';
    const text = [
      object(
        'v1beta1',
        'Gateway',
        'all',
        `{ gatewayClassName: conformance, allowedListeners: { namespaces: { from: All } }, listeners: [
          { name: http, protocol: HTTP, port: 80, allowedRoutes: { namespaces: { from: All } } },
          { name: tls, protocol: TLS, port: 443, hostname: a.example.com, tls: { mode: Passthrough } },
          { name: tcp, protocol: TCP, port: 5000 }, { name: udp, protocol: UDP, port: 53 }] }`,
      ),
      object(
        'v1',
        'Gateway',
        'addressed',
        '{ gatewayClassName: conformance, addresses: [{ value: 10.0.0.1 }], listeners: [{ name: http, protocol: HTTP, port: 80 }] }',
      ),
      object('v1beta1', 'HTTPRoute', 'http', `{ parentRefs: [{ name: all, sectionName: http }], ${backend} }`),
      object('v1', 'GRPCRoute', 'grpc', `{ parentRefs: [{ name: all, sectionName: http }], ${backend} }`),
      object(
        'v1alpha3',
        'TLSRoute',
        'tls',
        `{ parentRefs: [{ name: all, sectionName: tls }], hostnames: [a.example.com], ${backend} }`,
      ),
      object('v1alpha2', 'TCPRoute', 'tcp', `{ parentRefs: [{ name: all, sectionName: tcp }], ${backend} }`),
      object('v1alpha2', 'UDPRoute', 'udp', `{ parentRefs: [{ name: all, sectionName: udp }], ${backend} }`),
      object(
        'v1',
        'ReferenceGrant',
        'grant',
        '{ from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web }], to: [{ group: "", kind: Service }] }',
      ),
      object(
        'v1alpha3',
        'BackendTLSPolicy',
        'secure',
        '{ targetRefs: [{ group: "", kind: Service, name: echo }], validation: { hostname: echo.example.com, caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }] } }',
      ),
      object(
        'v1',
        'ListenerSet',
        'more',
        '{ parentRef: { name: all }, listeners: [{ name: more, protocol: HTTP, port: 8080 }] }',
      ),
    ].join('');
    const platform = new Platform({ gatewayApi: { version: '1.6.1', channel: 'experimental' } });
    const { constructs, files } = adopted(inputsOf(text), platform);
    expect(countsOf(constructs)).toEqual({
      BackendTlsPolicy: 1,
      GrpcRoute: 1,
      HttpRoute: 1,
      ListenerSet: 1,
      LoxiGateway: 2,
      ReferenceGrant: 1,
      TcpRoute: 1,
      TlsRoute: 1,
      UdpRoute: 1,
    });
    const { manifests } = runApp(files);
    expect(stored(manifests, platform)).toEqual(
      stored(
        inputsOf(text).map(({ manifest }) => manifest),
        platform,
      ),
    );
  });

  test('of every other construct that there is a draft for is the same, without plain objects', () => {
    const app = new App();
    const chart = new Chart(app, 'all', { namespace: 'shop' });
    const gatewayClass = new CiliumGatewayClass(chart, 'edge', {
      config: { service: { ipFamilyPolicy: 'SingleStack' } },
    });
    const tls = new TlsGateway(chart, 'tls', {
      gatewayClass,
      hosts: [
        {
          hostname: 'a.example.com',
          certificate: Certificate.certManager({
            issuer: { name: 'le', kind: 'ClusterIssuer' },
            dnsNames: ['b.example.com'],
          }),
        },
        {
          hostname: 'c.example.com',
          certificate: Certificate.fromSecret('shared', { namespace: 'certs' }),
          name: 'own',
        },
      ],
      redirectHttp: true,
      port: 8443,
    });
    const open = new LoxiGateway(chart, 'open', {
      gatewayClass,
      allowedListeners: 'Same',
      loadBalancer: {
        mode: 'onearm',
        liveness: false,
        probe: { type: 'ping', retries: 3 },
        zone: 'llb',
        endpointSelection: 'persist',
      },
      infrastructure: { labels: { team: 'shop' }, annotations: { 'example.com/a': 'b' } },
      listeners: [
        { name: 'tls', protocol: 'TLS', port: 9443, hostname: '*.example.com', allowedRoutes: { kinds: ['TLSRoute'] } },
        {
          name: 'tcp',
          protocol: 'TCP',
          port: 5432,
          allowedRoutes: { namespaces: { selector: { matchLabels: { db: 'yes' } } } },
        },
        { name: 'udp', protocol: 'UDP', port: 53 },
        { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: 'All' } },
      ],
    });
    new ListenerSet(chart, 'more', {
      gateway: open,
      listeners: [{ name: 'http', protocol: 'HTTP', port: 8080 }],
    });
    new TlsRoute(chart, 'passthrough', {
      parents: [open.listener('tls')],
      hostnames: ['db.example.com'],
      backends: [Backend.service('db', 5432, { weight: 3 }), Backend.service('spare', 5432, { weight: 1 })],
    });
    new UdpRoute(chart, 'dns', { parents: [open.listener('udp')], backends: [Backend.service('dns', 53)] });
    new GrpcRoute(chart, 'rpc', {
      parents: [tls.listenerFor('a.example.com')],
      rules: [
        {
          matches: [GrpcMatch.method('shop.Cart', 'Add').header('x', '1'), GrpcMatch.service('shop.Search')],
          filters: [GrpcFilter.requestHeaders({ set: { a: 'b' } }), GrpcFilter.mirror(Backend.service('copy', 1))],
          backends: [Backend.service('cart', 50051, { namespace: 'back' })],
        },
      ],
    });
    new HttpRoute(chart, 'all', {
      parents: [open.listener('http'), ParentGateway.named('far', { namespace: 'infra' }).onPort(80)],
      hostnames: ['shop.example.com'],
      rules: [
        {
          name: 'moved',
          matches: [HttpMatch.regex('/old/[0-9]+').query('a', 'b').headerRegex('h', 'v+')],
          filters: [HttpFilter.redirect({ scheme: 'https', path: { full: '/new' }, statusCode: 301, port: 8443 })],
        },
        {
          matches: [HttpMatch.prefix('/api')],
          filters: [
            HttpFilter.rewrite({ hostname: 'api.internal', path: { prefix: '/' } }),
            HttpFilter.requestHeaders({ add: { a: '1' }, remove: ['b'] }),
            HttpFilter.setResponseHeaders({ 'x-frame-options': 'DENY' }),
            HttpFilter.mirror(Backend.service('shadow', 80), { percent: 5 }),
            HttpFilter.cors({ allowOrigins: ['https://shop.example.com'], maxAge: 60 }),
          ],
          timeouts: { request: '10s' },
          backends: [Backend.service('api', 8080, { namespace: 'back', grant: false })],
        },
      ],
    });
    new BackendTlsPolicy(chart, 'secured', {
      targets: [{ service: 'api', portName: 'tls' }],
      hostname: 'api.internal',
      caConfigMaps: ['ca'],
    });
    new ReferenceGrant(chart, 'others', {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'blog' }],
      to: [{ group: '', kind: 'Service' }],
    });
    const sets = [
      new BgpDefinedSet(chart, 'vips', { type: 'prefix', prefixes: [{ prefix: '10.0.9.0/24', lengths: [24, 32] }] }),
      new BgpDefinedSet(chart, 'routers', { type: 'neighbor', list: ['10.0.9.254/32'] }),
    ];
    const policy = new BgpPolicy(chart, 'only-vips', {
      statements: [
        {
          name: 'vips',
          conditions: {
            prefixes: { set: sets[0] ?? '' },
            neighbors: { set: sets[1] ?? '', option: 'invert' },
            asPathLength: { operator: 'le', value: 3 },
          },
          actions: { disposition: 'accept-route', med: 50, communities: { option: 'add', values: ['65100:1'] } },
        },
      ],
    });
    new BgpPolicyApply(chart, 'out', {
      neighbor: 'global',
      direction: 'export',
      policies: [policy],
      otherwise: 'reject',
    });
    new BgpPeer(chart, 'router', { address: '10.0.9.254', asn: 65101 });
    new VipPool(chart, 'extra', { addresses: '10.0.9.33/29' });
    new Egress(chart, 'out-nat', { vip: '10.0.9.99', selector: { app: 'crawler' } });
    new KubeLoxilb(chart, 'lb', {
      loxiUrls: ['http://10.0.9.7:11111'],
      pools: { defaultPool: '10.0.9.1-10.0.9.9', other: '10.0.9.17/30' },
      mode: 'fullnat',
      bgp: 65100,
      peers: [{ address: '10.0.9.254', asn: 65101 }],
      bgpResources: true,
      monitor: true,
      hostNetwork: true,
    });
    new ClusterApplication(chart, 'berlin', {
      cluster: 'berlin',
      repoURL: 'https://git.example.com/a/b.git',
      targetRevision: 'main',
    });
    new ArgoApplication(chart, 'chart', {
      source: {
        repoURL: 'https://helm.example.com',
        chart: 'cilium',
        targetRevision: '1.20.0',
        values: { a: { b: 1 } },
      },
      destination: { namespace: 'kube-system' },
      syncPolicy: { automated: false },
      cascade: true,
      project: 'edge',
    });
    const manifests = app.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map((object): Manifest => JSON.parse(JSON.stringify(object.toJson())));
    const { adoption, files, constructs } = adopted(manifests.map((manifest) => ({ manifest, file: 'all.yaml' })));
    expect(
      constructs.flatMap(({ construct, object, plainBecause }) =>
        construct === 'ApiObject' ? [[object.identity, plainBecause]] : [],
      ),
    ).toEqual([]);
    expect(adoption.differences).toEqual([]);
    const key = ({ kind, metadata }: Manifest): string => `${kind} ${JSON.stringify(metadata)}`;
    const sorted = (all: readonly Manifest[]): Manifest[] => [...all].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(sorted(runApp(files).manifests)).toEqual(sorted(manifests));
  });

  test('of what our own constructs write is the same, without plain objects', () => {
    fc.assert(
      fc.property(props, (each) => {
        const app = new App();
        build(app, each);
        const manifests = app.node
          .findAll()
          .filter(ApiObject.isApiObject)
          .map((object): Manifest => object.toJson());
        const { adoption, files, constructs } = adopted(
          manifests.map((manifest) => ({ manifest, file: 'chart.yaml' })),
          each.platform,
        );
        expect(constructs.map(({ construct, plainBecause }) => [construct, plainBecause])).not.toContainEqual([
          'ApiObject',
          expect.anything(),
        ]);
        expect(adoption.differences).toEqual([]);
        expect(runApp(files).manifests).toEqual(JSON.parse(JSON.stringify(manifests)));
      }),
      { numRuns: 60 },
    );
  });
});
