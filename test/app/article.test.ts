import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { CORRECTIONS, corrected } from './article-corrections';
import type { Manifest } from './article-manifests';
import * as article from './article-manifests';

const ROOT = join(__dirname, '../..');

function readTree(cluster: string): Manifest[] {
  const folder = join(ROOT, 'dist', cluster);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((doc) => doc.toJS() as Manifest),
    );
}

function find(tree: readonly Manifest[], kind: string, name: string): Manifest | undefined {
  return tree.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
}

const WHOLE_OBJECTS: readonly (() => Manifest)[] = [
  article.myGateway,
  article.tlsGateway,
  article.httpsAppRoute1,
  article.httpsAppRoute2,
  article.myExampleGateway,
  article.exampleRoute1,
  article.responseHeaderModifier,
];

describe('dist/article', () => {
  const tree = readTree('article');

  test.each(WHOLE_OBJECTS.map((make) => [`${make().kind} ${make().metadata.name}`, make] as const))(
    'has the %s of the article, after the listed corrections and nothing else',
    (_, make) => {
      const expected = corrected(make());
      expect(find(tree, expected.kind, expected.metadata.name)).toEqual(expected);
    },
  );

  test('has the two rules that the article prints without a route, in one route of my-gateway', () => {
    const expected = corrected({
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'HTTPRoute',
      metadata: { name: 'http-app-1' },
      spec: { parentRefs: [{ name: 'my-gateway' }], rules: article.bookinfoRules() },
    });
    expect(find(tree, 'HTTPRoute', 'http-app-1')).toEqual(expected);
  });

  test('has the filter that removes a header, which the article prints without a route, as a second rule of header-http-echo', () => {
    const route = article.headerHttpEcho();
    route.spec.rules.push({
      matches: [{ path: { type: 'PathPrefix', value: '/cilium-remove-a-request-header' } }],
      filters: [article.removeHeaderFilter()],
      backendRefs: [{ name: 'echo-1', port: 8080 }],
    });
    expect(find(tree, 'HTTPRoute', 'header-http-echo')).toEqual(corrected(route));
  });

  test.each(['details', 'ratings', 'reviews', 'productpage'])('has the Service %s, port 9080', (name) => {
    expect(find(tree, 'Service', name)?.spec.ports).toEqual([
      { name: 'http', port: 9080, protocol: 'TCP', targetPort: 9080 },
    ]);
    expect(find(tree, 'ServiceAccount', `bookinfo-${name}`)).toBeDefined();
  });

  test('has the echo Services on ports 8080 and 8090, both to container port 8080', () => {
    const ports = ['echo-1', 'echo-2'].map((name) => find(tree, 'Service', name)?.spec.ports[0]);
    expect(ports.map((port) => [port.port, port.targetPort])).toEqual([
      [8080, 8080],
      [8090, 8080],
    ]);
  });

  test('has the six Deployments of Bookinfo and the two echo servers', () => {
    const names = tree
      .filter(({ kind, metadata }) => kind === 'Deployment' && metadata.namespace === 'default')
      .map(({ metadata }) => metadata.name);
    expect(names.sort()).toEqual([
      'details-v1',
      'echo-1',
      'echo-2',
      'productpage-v1',
      'ratings-v1',
      'reviews-v1',
      'reviews-v2',
      'reviews-v3',
    ]);
  });
});

describe('dist/current', () => {
  const current = readTree('current');

  test('has the same routes as dist/article', () => {
    const routes = (tree: readonly Manifest[]): Manifest[] => tree.filter(({ kind }) => kind.endsWith('Route'));
    expect(routes(current)).toEqual(routes(readTree('article')));
  });

  test('has gateways of a class that names the load-balancer class of LoxiLB, and no annotation for it', () => {
    const gateways = current.filter(({ kind }) => kind === 'Gateway');
    expect(gateways.map(({ spec }) => [spec.gatewayClassName, spec.infrastructure])).toEqual(
      gateways.map(() => ['cilium-loxilb', { annotations: { 'loxilb.io/lbmode': 'fullnat' } }]),
    );
    expect(find(current, 'GatewayClass', 'cilium-loxilb')?.spec.parametersRef).toEqual({
      group: 'cilium.io',
      kind: 'CiliumGatewayClassConfig',
      name: 'cilium-loxilb',
      namespace: 'kube-system',
    });
    expect(find(current, 'CiliumGatewayClassConfig', 'cilium-loxilb')?.spec.service.loadBalancerClass).toBe(
      'loxilb.io/loxilb',
    );
  });
});

describe('docs/article.md', () => {
  test('gives a reason for every correction, and for none that is not made', () => {
    const text = readFileSync(join(ROOT, 'docs/article.md'), 'utf8');
    const [, section = ''] = text.split('## Corrections of the routing part');
    const listed = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([a-z-]+)`\s*\|/gm)].map((match) => match[1]);
    expect(listed).toEqual(Object.keys(CORRECTIONS));
  });
});
