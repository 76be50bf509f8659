import fc from 'fast-check';
import { topologyOf } from '../../src/picture/cluster-topology';
import { dotOf } from '../../src/picture/dot';
import { mermaidOf } from '../../src/picture/mermaid';
import { refusedObjects } from '../../src/picture/refused-objects';
import { svgOf } from '../../src/picture/svg';
import type { GatewayTopology } from '../../src/picture/topology';
import { topologyPage } from '../../src/picture/topology-page';
import { gateway, HTTP, https, LOXILB_CLASS, route, served, service, TO_ECHO } from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';
import { topology } from './any-topology';

/** A cluster with a split, a redirect, a granted backend, routes that are not well, and one of a Gateway elsewhere. */
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
)}${route('lost', '{ name: web, sectionName: nowhere }', ['{ backendRefs: [{ name: stable, port: 80 }] }'])}${route(
  'guest',
  '{ name: elsewhere, namespace: infra }',
  ['{ backendRefs: [{ name: stable, port: 80 }] }'],
)}${service('stable')}---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: apps, namespace: bank }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: apps }], to: [{ group: '', kind: Service }] }
`;

const PLATFORM = { loxilb: { args: { cidrPools: 'defaultPool=192.168.57.100/32' } } };

const scene = (): readonly GatewayTopology[] => topologyOf(play(SCENE, PLATFORM));

/** Ids are hashes: in expectations they are numbered as they come. */
function numbered(diagram: string): string {
  const ids = new Map<string, string>();
  return diagram.replace(/\b[vlrbcf][0-9a-f]{6}\b/g, (id) => {
    ids.set(id, ids.get(id) ?? `${id.charAt(0)}${ids.size}`);
    return ids.get(id) ?? '';
  });
}

test('Mermaid has VIP, listeners, routes, shares, grants, what is not taken, and what is not well', () => {
  expect(scene().flatMap(mermaidOf).map(numbered)).toEqual([
    `flowchart LR
  v0(["Gateway apps/web<br/>192.168.57.100"])
  l1["http<br/>HTTP 80<br/>every host"]
  l2["https<br/>HTTPS 443<br/>every host"]
  r3{{"HTTPRoute<br/>apps/idle<br/>warning: route/no-backend"}}
  r4{{"HTTPRoute<br/>apps/lost<br/>error: route/no-matching-listener"}}
  b5[("apps/stable:80")]
  r6{{"HTTPRoute<br/>apps/shop<br/>shop.example.com"}}
  b7[("apps/canary:80")]
  b8[("bank/pay:443")]
  r9{{"HTTPRoute<br/>apps/to-https"}}
  r10>"same host by https"]
  v0 --> l1
  v0 --> l2
  l2 --> r3
  v0 --x|"NoMatchingParent"| r4
  r4 -->|"/"| b5
  l2 --> r6
  r6 -->|"/cart 90 %"| b5
  r6 -->|"/cart 10 %"| b7
  r6 -.->|"/a +1, grant apps"| b8
  l1 --> r9
  r9 -->|"/ 301"| r10
  classDef error stroke:#d1242f,stroke-width:3px
  class r4 error
  classDef warning stroke:#bf8700,stroke-width:3px
  class r3 warning
`,
    `flowchart LR
  v0(["Gateway infra/elsewhere<br/>not among the manifests"])
  l1["any listener"]
  r2{{"HTTPRoute<br/>apps/guest"}}
  b3[("apps/stable:80")]
  v0 --> l1
  l1 --> r2
  r2 -->|"/"| b3
`,
  ]);
});

test('a node more changes no line of the others', () => {
  const lines = (text: string): readonly string[] =>
    topologyOf(play(text, PLATFORM)).flatMap(mermaidOf).join('').split('\n');
  const more = lines(
    SCENE + route('a-first', '{ name: web, sectionName: https }', ['{ backendRefs: [{ name: stable, port: 80 }] }']),
  );
  expect(more).toEqual(expect.arrayContaining([...lines(SCENE)]));
  expect(more).toHaveLength(lines(SCENE).length + 3);
});

test('DOT has the same, as a graph', () => {
  const text = dotOf(scene());
  expect(text).toMatch(/g0r\w{6} -> g0b\w{6} \[label="\/a \+1, grant apps", style=dashed\];/);
  expect(text).toMatch(/g0v\w{6} -> g0r\w{6} \[label="NoMatchingParent", color="#d1242f", arrowhead=tee\];/);
  expect(text).toContain(
    '[shape=hexagon, label="HTTPRoute\\napps/idle\\nwarning: route/no-backend", color="#bf8700"];',
  );
  expect(text.match(/->/g)).toHaveLength(14);
});

test('the page begins with a table', () => {
  expect(topologyPage(scene()).split('\n').slice(0, 8)).toEqual([
    '<!-- Written by cdk8s-loxi-gateway. Changes are lost. -->',
    '',
    '# Topology',
    '',
    '| Gateway | VIP | ports | hostnames | routes | splits | notes |',
    '|---|---|---|---|---|---|---|',
    '| apps/web | 192.168.57.100 | HTTP 80, HTTPS 443 | shop.example.com | 4 | shop /cart: stable 90 %, canary 10 % | 1 error; 1 warning; redirects only on http; 1 route not taken; 1 route into other namespaces |',
    '| infra/elsewhere | not known | not known | any | 1 | - | not among the manifests |',
  ]);
});

test('the page says what is opened, and what is not there as the API server refuses it', () => {
  const open = gateway('web', [
    '{ name: http, port: 80, protocol: HTTP, hostname: "*.example.com", allowedRoutes: { namespaces: { from: All } } }',
  ]);
  const refused = route('bad', '{ name: web }', ['{ matches: [{ path: { value: no-slash } }] }']);
  const played = play(
    open + route('r', '{ name: web }', ['{ backendRefs: [{ name: echo, port: 80 }] }']) + refused + service(),
  );
  const page = topologyPage(topologyOf(played), refusedObjects(played));
  expect(page).toContain('Refused by the API server, and not drawn: HTTPRoute apps/bad (see loxigw check).');
  expect(page).toContain('plain HTTP on http; takes routes of every namespace on http; serves a wildcard on http |');
});

test('a mirror, a redirect and a certificate of another namespace have edges of their own', () => {
  const text = topologyOf(
    play(
      `${gateway('web', ['{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shared, namespace: infra }] } }'])}${route(
        'r',
        '{ name: web }',
        [
          '{ matches: [{ path: { type: Exact, value: /old } }], filters: [{ type: RequestRedirect, requestRedirect: { hostname: new.example.com, path: { type: ReplaceFullPath, replaceFullPath: /new } } }] }',
          '{ filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: shadow, port: 80 }, percent: 5 } }], backendRefs: [{ name: echo, port: 80 }] }',
        ],
      )}`,
    ),
  ).flatMap(mermaidOf);
  expect(text.map(numbered).join('')).toContain('l1 -.->|"no grant here"| c2');
  expect(text.join('')).toContain('|"mirror of / 5 %"|');
  expect(text.join('')).toContain('|"=/old 302"|');
  expect(text.join('')).toContain('>"new.example.com/new"]');
});

test('without a Gateway there is nothing to draw', () => {
  expect(topologyPage(topologyOf(play(service())))).toBe(
    '<!-- Written by cdk8s-loxi-gateway. Changes are lost. -->\n\n# Topology\n\nThere is no Gateway.\n',
  );
});

test('the order of manifests changes nothing', () => {
  const documents = SCENE.split('---\n');
  expect(topologyPage(topologyOf(play(documents.reverse().join('---\n'), PLATFORM)))).toBe(topologyPage(scene()));
});

function crowd(count: number): GatewayTopology {
  const routes = Array.from({ length: count }, (_, index) =>
    route(`r${index}`, '{ name: web }', [
      `{ matches: [{ path: { value: /${index} } }], backendRefs: [{ name: s${index}, port: 80 }] }`,
    ]),
  );
  const [topology] = topologyOf(play(gateway('web') + routes.join('')));
  if (!topology) throw new Error('there is a Gateway');
  return topology;
}

test('a route on all of many listeners is on one node for all of them', () => {
  const listeners = Array.from(
    { length: 9 },
    (_, index) => `{ name: l${index}, port: ${8000 + index}, protocol: HTTP }`,
  );
  const routes = route('all', '{ name: web }', [TO_ECHO]) + route('one', '{ name: web, sectionName: l3 }', [TO_ECHO]);
  const [text = ''] = topologyOf(play(gateway('web', listeners) + routes + service())).flatMap(mermaidOf);
  expect(numbered(text)).toContain('[/"all 9 listeners"/]');
  expect(text.match(/HTTP 80\d\d/g)).toEqual(['HTTP 8003']);
});

test.each([
  [60, 0],
  [1_000, 1],
])(
  '%i routes are in several diagrams below 4,500 characters, of which the last counts the rest, and all are in DOT',
  (count, folds) => {
    const topology = crowd(count);
    const diagrams = mermaidOf(topology);
    expect(diagrams.length).toBeGreaterThan(1);
    expect(diagrams.length).toBeLessThanOrEqual(8);
    for (const text of diagrams) expect(text.length).toBeLessThan(4_500);
    for (const text of diagrams.slice(0, -1)) expect(text.length).toBeGreaterThan(4_200);
    const all = diagrams.join('');
    const rest = [...all.matchAll(/\[\/"(\d+) more"\/\]/g)].map(([, more]) => Number(more));
    expect(rest).toHaveLength(folds);
    expect((rest[0] ?? 0) + (all.match(/HTTPRoute/g) ?? []).length).toBe(count);
    expect(dotOf([topology]).match(/HTTPRoute/g)).toHaveLength(count);
  },
);

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
    '/a +1, grant apps',
    'bank/pay:443',
  ])
    expect(texts).toContain(part);
  expect(svg.match(/class="edge granted"/g)).toHaveLength(2);
  expect(svg.match(/class="edge refused"/g)).toHaveLength(2 + 1);
  expect(svg.match(/class="card warning"/g)).toHaveLength(1);
  expect(svg).toContain('@media (prefers-color-scheme:dark){.ground{fill:#0d1117}');
  const [only] = gateway.routes;
  if (!only) throw new Error('there is a route');
  const many = Array.from({ length: 300 }, (_, index) => ({ ...only, name: `idle-${index}` }));
  const folded = svgOf([{ ...gateway, routes: many }]);
  expect(folded).toContain('>277 more<');
  expect(folded.match(/>apps\/idle-\d+</g)).toHaveLength(23);
});

test('whatever names have in them, labels stay labels, and diagrams below their limit', () => {
  fc.assert(
    fc.property(topology, (each) => {
      for (const drawn of mermaidOf(each)) {
        expect(drawn.length).toBeLessThan(4_500);
        // A node, an edge, or a class in each line: nothing of a label begins another one.
        for (const line of drawn.trimEnd().split('\n').slice(1)) {
          expect(line).toMatch(
            /^ {2}([vlrbcf][0-9a-f]{6}x*[[({>]{1,2}\/?"[A-Za-z0-9 ./:*%+,_#;<>=?-]*"\/?[\])}]{1,2}|\w+ -(-x|\.?->)(\|"[A-Za-z0-9 ./:*%+,_#;=?-]*"\|)? \w+|classDef .*|class [\w,]+ \w+)$/,
          );
        }
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
