import fc from 'fast-check';
import { dotOf } from '../../src/picture/dot';
import { mermaidOf } from '../../src/picture/mermaid';
import { svgOf } from '../../src/picture/svg';
import { type GatewayTopology, topologyOf } from '../../src/picture/topology';
import { topologyPage } from '../../src/picture/topology-page';
import { gateway, HTTP, https, LOXILB_CLASS, route, served, service } from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';
import { topology } from './any-topology';

/** A cluster with a split, a redirect, a granted backend and a route that is not well. */
const SCENE = `${LOXILB_CLASS}${served('web', {}, [HTTP, https()])}${route(
  'shop',
  '{ name: web, sectionName: https }',
  [
    '{ matches: [{ path: { value: /cart } }], backendRefs: [{ name: stable, port: 80, weight: 9 }, { name: canary, port: 80, weight: 1 }] }',
    '{ matches: [{ path: { value: /a } }, { path: { value: /b } }], backendRefs: [{ name: pay, namespace: bank, port: 443 }] }',
  ],
  ['hostnames: [shop.example.com]'],
)}${route('to-https', '{ name: web, sectionName: http }', ['{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https, statusCode: 301 } }] }'])}${route(
  'idle',
  '{ name: web, sectionName: https }',
  ['{ matches: [{ path: { value: /idle } }] }'],
)}${service('stable')}---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: apps, namespace: bank }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: apps }], to: [{ group: '', kind: Service }] }
`;

const PLATFORM = { loxilb: { args: { cidrPools: 'defaultPool=192.168.57.100/32' } } };

const scene = (): readonly GatewayTopology[] => topologyOf(play(SCENE, PLATFORM));

test('Mermaid has VIP, listeners, routes, shares, grants and what is not well', () => {
  expect(scene().map(mermaidOf)).toEqual([
    `flowchart LR
  n0(["Gateway apps/web<br/>192.168.57.100"])
  n1["http<br/>HTTP 80<br/>*"]
  n2["https<br/>HTTPS 443<br/>*"]
  n3{{"HTTPRoute<br/>apps/idle"}}
  n4{{"HTTPRoute<br/>apps/shop<br/>shop.example.com"}}
  n5[("apps/stable:80")]
  n6[("apps/canary:80")]
  n7[("bank/pay:443")]
  n8{{"HTTPRoute<br/>apps/to-https"}}
  n9[/"https://"/]
  n0 --> n1
  n0 --> n2
  n2 --> n3
  n2 --> n4
  n4 -->|"/cart 90 %"| n5
  n4 -->|"/cart 10 %"| n6
  n4 -.->|"/a +1"| n7
  n1 --> n8
  n8 -->|"redirect"| n9
  classDef warning stroke:#bf8700,stroke-width:3px
  class n3 warning
`,
  ]);
});

test('DOT has the same, as a graph', () => {
  const text = dotOf(scene());
  expect(text).toContain('g0n4 -> g0n7 [label="/a +1", style=dashed];');
  expect(text).toContain('g0n3 [shape=hexagon, label="HTTPRoute\\napps/idle", color="#bf8700"];');
  expect(text.match(/->/g)).toHaveLength(9);
});

test('the page begins with a table', () => {
  expect(topologyPage(scene()).split('\n').slice(0, 5)).toEqual([
    '# Topology',
    '',
    '| Gateway | VIP | ports | hostnames | routes | notes |',
    '|---|---|---|---|---|---|',
    '| apps/web | 192.168.57.100 | HTTP 80, HTTPS 443 | shop.example.com | 3 | plain HTTP; 1 split |',
  ]);
});

test('without a Gateway there is nothing to draw', () => {
  expect(topologyPage(topologyOf(play(service())))).toBe('# Topology\n\nThere is no Gateway.\n');
});

test('the order of manifests changes nothing', () => {
  const documents = SCENE.split('---\n');
  expect(topologyPage(topologyOf(play(documents.reverse().join('---\n'), PLATFORM)))).toBe(topologyPage(scene()));
});

test('many routes are folded below 4,500 characters, and all are in DOT', () => {
  const routes = Array.from({ length: 300 }, (_, index) =>
    route(`r${index}`, '{ name: web }', [
      `{ matches: [{ path: { value: /${index} } }], backendRefs: [{ name: s${index}, port: 80 }] }`,
    ]),
  );
  const [topology] = topologyOf(play(gateway('web') + routes.join('')));
  if (!topology) throw new Error('there is a Gateway');
  const text = mermaidOf(topology);
  expect(text.length).toBeLessThan(4_500);
  expect(text.length).toBeGreaterThan(4_000);
  const [, folded = ''] = /\[\/"(\d+) routes more"\/\]/.exec(text) ?? [];
  expect(Number(folded) + (text.match(/HTTPRoute/g) ?? []).length).toBe(300);
  expect(dotOf([topology]).match(/HTTPRoute/g)).toHaveLength(300);
});

test('SVG has the same, in colours for light and dark, and folds routes that are too many', () => {
  const [gateway] = scene();
  if (!gateway) throw new Error('there is a Gateway');
  const svg = svgOf([gateway]);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
  for (const part of [
    'apps/web',
    '192.168.57.100',
    'https',
    'HTTPS 443',
    'apps/shop',
    'shop.example.com',
    '/cart 90 %',
    'bank/pay:443',
  ])
    expect(texts).toContain(part);
  expect(svg.match(/class="edge granted"/g)).toHaveLength(2);
  expect(svg.match(/class="card warning"/g)).toHaveLength(1);
  expect(svg).toContain('@media (prefers-color-scheme:dark){.ground{fill:#0d1117}');
  const [only] = gateway.routes;
  if (!only) throw new Error('there is a route');
  const many = Array.from({ length: 300 }, (_, index) => ({ ...only, name: `idle-${index}` }));
  const folded = svgOf([{ ...gateway, routes: many }]);
  expect(folded).toContain('>260 routes more<');
  expect(folded.match(/>apps\/idle-\d+</g)).toHaveLength(40);
});

test('whatever names have in them, labels stay labels, and diagrams below their limit', () => {
  fc.assert(
    fc.property(topology, (each) => {
      const drawn = mermaidOf(each);
      expect(drawn.length).toBeLessThan(4_500);
      // A node, an edge, or a class in each line: nothing of a label begins another one.
      for (const line of drawn.trimEnd().split('\n').slice(1)) {
        expect(line).toMatch(
          /^ {2}(n\d+[[({]{1,2}\/?"[A-Za-z0-9 ./:*%+,_#;<>-]*"\/?[\])}]{1,2}|n\d+ -\.?->(\|"[A-Za-z0-9 ./:*%+,_#;-]*"\|)? n\d+|classDef .*|class [n\d,]+ \w+)$/,
        );
      }
      expect(
        dotOf([each])
          .replace(/"(\\.|[^"\\])*"/gs, '')
          .includes('"'),
      ).toBe(false);
    }),
    { numRuns: 200 },
  );
});
