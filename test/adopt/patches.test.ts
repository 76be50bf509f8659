import { Platform } from '../../src/platform';
import { ARTICLE, adopted, inputsOf, stored } from './adopted';
import { runApp } from './run-app';

const ROUTE = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec: { parentRefs: [{ name: web, sectionName: http }], rules: [{ backendRefs: [{ name: cart, port: 80 }] }] }
`;

function gateway({ metadata = '', spec = '', listener = '' }): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
  namespace: shop
${metadata}
spec:
  gatewayClassName: cilium
${spec}
  listeners:
    - { name: http, protocol: HTTP, port: 80${listener} }
`;
}

interface Case {
  readonly title: string;
  readonly text: string;
  readonly patch: string;
  readonly platform?: Platform;
}

const HTTPS = `
    - name: https
      protocol: HTTPS
      port: 443
      hostname: a.example.com
      tls: { certificateRefs: [{ name: a }, { name: b }] }
`;

const CASES: readonly Case[] = [
  {
    title: 'the load-balancer class by annotation, where a class names it by its config',
    text: gateway({ spec: '  infrastructure: { annotations: { loxilb.io/loadBalancerClass: loxilb.io/loxilb } }' }),
    patch: "web.apiObject.addJsonPatch(JsonPatch.add('/spec/infrastructure', {\n",
  },
  {
    title: 'that class beside other annotations',
    text: gateway({
      spec: '  infrastructure: { annotations: { loxilb.io/loadBalancerClass: loxilb.io/loxilb, loxilb.io/lbmode: onearm } }',
    }),
    patch:
      "web.apiObject.addJsonPatch(JsonPatch.add(\n      '/spec/infrastructure/annotations/loxilb.io~1loadBalancerClass',\n      'loxilb.io/loxilb',\n    ));",
  },
  {
    title: 'a finalizer',
    text: gateway({ metadata: '  finalizers: [example.com/dns]' }),
    patch: "web.apiObject.addJsonPatch(JsonPatch.add('/metadata/finalizers', ['example.com/dns']));",
  },
  {
    title: 'a second certificate',
    text: gateway({}).trimEnd() + HTTPS,
    patch: "web.apiObject.addJsonPatch(JsonPatch.add('/spec/listeners/1/tls/certificateRefs/1', { name: 'b' }));",
  },
  {
    title: 'that ListenerSets are taken from nowhere',
    text: gateway({ spec: '  allowedListeners: { namespaces: { from: None } }' }),
    patch: "web.apiObject.addJsonPatch(JsonPatch.add('/spec/allowedListeners', { namespaces: { from: 'None' } }));",
  },
  {
    title: 'addresses',
    text: gateway({ spec: '  addresses: [{ value: 10.0.0.1 }]' }),
    patch: "web.apiObject.addJsonPatch(JsonPatch.add('/spec/addresses', [{ value: '10.0.0.1' }]));",
  },
  {
    title: 'parameters of a Gateway',
    text: gateway({
      spec: '  infrastructure: { parametersRef: { group: example.com, kind: Parameters, name: web } }',
    }),
    patch: "JsonPatch.add('/spec/infrastructure'",
    platform: Platform.default,
  },
  {
    title: 'that no class is wanted, before Cilium has configs of classes',
    text: gateway({}),
    patch: "web.apiObject.addJsonPatch(JsonPatch.remove('/spec/infrastructure'));",
    platform: ARTICLE,
  },
];

describe('patches put onto the nearest construct', () => {
  test.each(CASES)('$title', ({ text, patch, platform = Platform.default }) => {
    const { adoption, files, constructs } = adopted(inputsOf(text + ROUTE), platform);
    expect(constructs.map(({ construct }) => construct)).toEqual(['LoxiGateway', 'HttpRoute']);
    expect(files.get('src/charts/shop.ts')).toContain(patch);
    expect(files.get('src/charts/shop.ts')).toContain("parents: [web.listener('http')]");
    expect(files.get('src/charts/shop.ts')).toMatch(/^import \{ Chart, JsonPatch \} from 'cdk8s';/);
    expect(adoption.differences).toEqual([]);
    expect(stored(runApp(files).manifests, platform)).toEqual(
      stored(
        inputsOf(text + ROUTE).map(({ manifest }) => manifest),
        platform,
      ),
    );
  });

  test('but not where they would be more than a few', () => {
    const finalizers =
      '  finalizers: [example.com/dns]\n  ownerReferences: [{ apiVersion: v1, kind: A, name: a, uid: "1" }]';
    const listeners = [1, 2, 3, 4, 5, 6].map(
      (port) =>
        `    - { name: l${port}, protocol: HTTPS, port: ${port}, hostname: a.example.com, tls: { certificateRefs: [{ name: a }, { name: b }] } }\n`,
    );
    const { constructs } = adopted(inputsOf(gateway({ metadata: finalizers }).trimEnd() + '\n' + listeners.join('')));
    expect(constructs.map(({ construct }) => construct)).toEqual(['ApiObject']);
  });

  test('comments about what is patched stand above the patch', () => {
    const { files } = adopted(
      inputsOf(gateway({ metadata: '  finalizers:\n    # Of external-dns.\n    - example.com/dns' })),
    );
    expect(files.get('src/charts/shop.ts')).toMatch(
      /\/\/ Of external-dns\.\n\s+'example\.com\/dns',|\/\/ .*Of external-dns\.\n\s+web\.apiObject/,
    );
  });
});
