import { parse } from 'yaml';
import { adopt, appFiles } from '../../src/adopt';
import { parseManifests } from '../../src/cli/input/parse-manifests';
import { adoptionText } from '../../src/cli/output/adoption';
import { Platform, platformFileOf } from '../../src/platform';
import { adopted, inputsOf, stored } from './adopted';
import { runApp } from './run-app';

const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: shop }
spec:
  gatewayClassName: cilium
  listeners: [{ name: http, protocol: HTTP, port: 80, hostname: null }]
`;

/** What the app of a text writes is what the text has, as stored; the text of its only chart. */
function provedChart(text: string, platform = Platform.default): { readonly chart: string; readonly names: string[] } {
  const { files, constructs } = adopted(inputsOf(text), platform);
  const written = stored(runApp(files).manifests, platform);
  expect(written).toEqual(
    stored(
      inputsOf(text).map(({ manifest }) => manifest),
      platform,
    ),
  );
  return { chart: files.get('src/charts/shop.ts') ?? '', names: constructs.map(({ construct }) => construct) };
}

describe('a shape of the input', () => {
  test('null, where it is no value, is absent', () => {
    const { chart, names } = provedChart(GATEWAY);
    expect(names).toEqual(['LoxiGateway']);
    expect(chart).toContain("listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }] });");
  });

  test('a parent by listener and port is written by both', () => {
    const { chart, names } = provedChart(`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec: { parentRefs: [{ name: web, sectionName: http, port: 80 }], rules: [{ backendRefs: [{ name: cart, port: 80 }] }] }
`);
    expect(names).toEqual(['HttpRoute']);
    expect(chart).toContain("ParentGateway.named('web').listener('http').onPort(80)");
  });

  test('a class whose config has another name, or is not there, names it', () => {
    const { chart, names } = provedChart(`
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: edge, annotations: { argocd.argoproj.io/sync-wave: "-2" } }
spec:
  controllerName: io.cilium/gateway-controller
  description: Cilium data plane, LoxiLB in front
  parametersRef: { group: cilium.io, kind: CiliumGatewayClassConfig, name: shared, namespace: infra }
`);
    expect(names).toEqual(['CiliumGatewayClass']);
    expect(chart).toContain("new CiliumGatewayClass(this, 'edge', { configNamespace: 'infra', config: 'shared' });");
  });

  test('kinds of Argo CD are written by its constructs', () => {
    const { names } = provedChart(`
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: edge, namespace: argocd }
spec:
  description: Gateways
  sourceRepos: [https://git.example.com/a/b.git]
  destinations: [{ name: berlin, namespace: "*" }]
  clusterResourceWhitelist: [{ group: gateway.networking.k8s.io, kind: GatewayClass }]
---
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: fleet, namespace: argocd }
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators:
    - git:
        repoURL: https://git.example.com/a/b.git
        revision: main
        directories: [{ path: out/* }, { path: out/argocd, exclude: true }]
  syncPolicy: { preserveResourcesOnDeletion: true }
  template:
    metadata:
      name: "fleet-{{ .path.basename }}"
      annotations: { argocd.argoproj.io/compare-options: ServerSideDiff=true }
    spec:
      project: edge
      source:
        repoURL: https://git.example.com/a/b.git
        targetRevision: main
        path: "{{ .path.path }}"
        directory: { recurse: true, include: "*.yaml" }
      destination: { name: "{{ .path.basename }}", namespace: default }
      syncPolicy: { automated: { prune: true } }
`);
    expect(names).toEqual(['ArgoProject', 'FleetApplicationSet']);
  });

  test('metadata of other types than cdk8s has is patched in, so that the program compiles', () => {
    const text = `
apiVersion: v1
kind: ConfigMap
metadata: { name: odd, namespace: shop, labels: null, annotations: { example.com/on: true } }
data: { a: b }
`;
    const { files } = adopted(inputsOf(text));
    expect(files.get('src/charts/shop.ts')).toContain("odd.addJsonPatch(JsonPatch.add('/metadata/annotations', {\n");
    expect(files.get('src/charts/shop.ts')).toContain("metadata: { name: 'odd' },");
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])(
    'the name %s is one like any other',
    (name) => {
      const text = `
apiVersion: v1
kind: ConfigMap
metadata: { name: odd, namespace: shop }
data: { "${name}": "1" }
`;
      const manifest = (file: string) => inputsOf(text.replace('name: odd', `name: "${name}"`), `${file}.yaml`);
      const gateway = inputsOf(GATEWAY.replace('name: web', `name: "${name}"`), `${name}-gateway.yaml`);
      const route = inputsOf(
        `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec: { parentRefs: [{ name: "${name}" }], rules: [{ backendRefs: [{ name: cart, port: 80 }] }] }
`,
        'route.yaml',
      );
      const inputs = [...manifest(name), ...gateway, ...route];
      const { adoption, files } = adopted(inputs);
      const { manifests } = runApp(files);
      expect(manifests.length + adoption.leftOut.length).toBe(3);
      const map = manifests.find(({ kind }) => kind === 'ConfigMap');
      if (map) expect(Object.entries(map.data ?? {})).toEqual([[name, '1']]);
      else expect(adoption.leftOut.map(({ object }) => object.name)).toEqual([name]);
    },
  );

  test('whole numbers that JavaScript would change are refused', () => {
    const { errors, manifests } = parseManifests({
      file: 'a.yaml',
      text: 'apiVersion: example.com/v1\nkind: A\nmetadata: { name: a }\nspec: { id: 9007199254740993 }\n',
    });
    expect(manifests).toEqual([]);
    expect(errors.map(({ message }) => message)).toEqual([
      'has the number 9007199254740993, which is larger than 2^53 and would be changed. Write it as a text in quotes, if its field takes one',
    ]);
    const json = parseManifests({
      file: 'a.json',
      text: '{"apiVersion": "example.com/v1", "kind": "A", "metadata": {"name": "a"}, "spec": {"id": -9007199254740993, "most": 9007199254740991}}',
    });
    expect(json.errors[0]?.message).toMatch(/^has the number -9007199254740993, /);
  });
});

describe('of what kubectl prints', () => {
  const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop, uid: "1", resourceVersion: "5" }
spec: { type: ClusterIP, clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7], ports: [{ port: 80, nodePort: 30080 }] }
`;

  test('what the cluster has given a Service is not written, and listed', () => {
    const { adoption, files } = adopted(inputsOf(SERVICE));
    expect(runApp(files).manifests[0]?.spec).toEqual({ type: 'ClusterIP', ports: [{ port: 80 }] });
    expect(adoption.differences.flatMap(({ fields }) => fields.map(({ path }) => path))).toEqual([
      'spec.clusterIP',
      'spec.clusterIPs',
      'spec.ports[0].nodePort',
    ]);
  });

  test.each([
    ['that it has no address', SERVICE.replaceAll('10.96.0.7', 'None'), { clusterIP: 'None', clusterIPs: ['None'] }],
    ['an address that somebody wrote', SERVICE.replace(/, uid.*"5"/, ''), { clusterIP: '10.96.0.7' }],
  ])('%s is kept', (_, text, kept) => {
    const { files } = adopted(inputsOf(text));
    expect(runApp(files).manifests[0]?.spec).toMatchObject(kept);
  });

  test('what the cluster makes in each namespace is left out', () => {
    const { adoption } = adopted(
      inputsOf(`
apiVersion: v1
kind: ConfigMap
metadata: { name: kube-root-ca.crt, namespace: shop }
data: { ca.crt: x }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: default, namespace: shop }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: default, namespace: other }
imagePullSecrets: [{ name: registry }]
`),
    );
    expect(adoption.leftOut.map(({ object }) => object.identity)).toEqual([
      '/ConfigMap/shop/kube-root-ca.crt',
      '/ServiceAccount/shop/default',
    ]);
  });
});

describe('what is known of the platform', () => {
  const WRONG = GATEWAY.replace('protocol: HTTP,', 'protocol: INVALID,');

  test('is that of the app: its implementation and its release of RKE2 too', () => {
    const platform = new Platform({
      implementation: {
        controllerName: 'example.com/controller',
        classes: ['edge'],
        optIn: ['GatewayHTTPListenerIsolation'],
      },
      rke2: { version: 'v1.36.1+rke2r1' },
    });
    const { files } = adopted(inputsOf(GATEWAY.replace('cilium', 'edge')), platform);
    const {
      platforms: [entry],
    } = platformFileOf(parse(files.get('loxigw.yaml') ?? ''), 'loxigw.yaml');
    expect(entry?.platform.implementation.controllerName).toBe('example.com/controller');
    expect(entry?.platform.implementation.supports('GatewayHTTPListenerIsolation')).toBe(true);
    expect(entry?.platform.settings.rke2).toBe('v1.36.1+rke2r1');
    expect(files.get('src/main.ts')).toContain("controllerName: 'example.com/controller'");
    expect(runApp(files).manifests.map(({ kind }) => kind)).toEqual(['Gateway']);
  });

  test('with what is accepted, for its own reasons; only other errors are added', () => {
    const before = adopt(inputsOf(WRONG), Platform.default);
    const [first] = before.findings.filter(({ severity }) => severity === 'error');
    const accepted = [{ rule: first?.rule ?? '', resource: 'Gateway shop/web', reason: 'the controller has it' }];
    const adoption = adopt(inputsOf(WRONG), Platform.default, accepted);
    const rules = before.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
    const {
      platforms: [entry],
    } = platformFileOf(parse(appFiles(adoption).get('loxigw.yaml') ?? ''), 'loxigw.yaml');
    expect(entry?.acknowledge).toEqual([
      ...accepted,
      ...[...new Set(rules)]
        .filter((rule) => rule !== first?.rule)
        .map((rule) => ({ rule, resource: 'Gateway shop/web', reason: 'adopted as it was' })),
    ]);
    expect(appFiles(adoption).get('src/main.ts')).toContain('the controller has it');
    expect(appFiles(adoption).get('src/charts/shop.ts')).toContain('Accepted: the controller has it');
  });
});

describe('a finding', () => {
  const BETA = GATEWAY.replace('networking.k8s.io/v1\n', 'networking.k8s.io/v1beta1\n');

  test('that the construct cures is no comment, is not accepted any more, and is counted', () => {
    const accepted = [{ rule: 'gateway/beta-version', reason: 'until the next release' }];
    const adoption = adopt(inputsOf(BETA), Platform.default, accepted);
    const files = appFiles(adoption);
    expect(adoption.charts.flatMap(({ constructs }) => constructs.map(({ construct }) => construct))).toEqual([
      'LoxiGateway',
    ]);
    expect([...files.values()].join('\n')).not.toContain('beta-version');
    expect(adoptionText(adoption)).toMatch(/\ncured by the constructs: 1 finding of the input\n$/);
    expect(runApp(files).said).not.toContain('fits no finding');
  });

  test('that stays, stays a comment, also where the object is written as it is', () => {
    const mode = 'infrastructure: { annotations: { loxilb.io/lbmode: one-arm } }';
    const { files, adoption } = adopted(inputsOf(BETA.replace('listeners:', `${mode}\n  listeners:`)));
    expect(files.get('src/charts/shop.ts')).toContain('// gateway/beta-version: ');
    expect(files.get('src/charts/shop.ts')).toContain('// loxilb/annotation-value: ');
    expect(adoptionText(adoption)).not.toContain('cured');
  });
});

describe('the report', () => {
  test('proves nothing where nothing is adopted', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: tls, namespace: shop }\ndata: { a: YQ== }\n';
    const text = adoptionText(adopted(inputsOf(secret)).adoption);
    expect(text).toMatch(/^0 objects adopted: .*; 1 left out\nleft out:\n {2}Secret shop\/tls: /);
    expect(text).not.toContain('proved');
  });

  test('groups what is the same of many, and counts kinds that are as they are', () => {
    const routes = [1, 2, 3, 4, 5].map(
      (number) => `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: r${number}, namespace: shop }
spec: { parentRefs: [{ name: web, namespace: shop }], rules: [{ backendRefs: [{ name: cart, port: 80 }] }] }
`,
    );
    const service =
      '---\napiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop }\nspec: { ports: [{ port: 80 }] }\n';
    const secret = '---\napiVersion: v1\nkind: Secret\nmetadata: { name: tls, namespace: shop }\ndata: { a: YQ== }\n';
    const finalized = GATEWAY.replace('namespace: shop', 'namespace: shop, finalizers: [example.com/dns]');
    const text = adoptionText(adopted(inputsOf(finalized + routes.join('') + service + secret)).adoption);
    expect(text.split('\n').slice(0, 9)).toEqual([
      '7 objects adopted: 6 by constructs of the library (1 with patches), 1 as they are (ApiObject); 1 left out',
      '  1 ApiObject: 1 Service',
      '  5 HttpRoute',
      '  1 LoxiGateway',
      'with patches, for what no prop covers:',
      '  Gateway shop/web metadata.finalizers',
      'proved, but for 5 objects, where it means the same:',
      '  HTTPRoute shop/r1, shop/r2, shop/r3 and 2 more spec.parentRefs[0].namespace: "shop" in the input, nothing in the app',
      'left out:',
    ]);
  });

  test.each([
    [
      'a flag that no prop is for',
      '--externalCIDR=10.0.0.1/32',
      'KubeLoxilb has no prop for "--externalCIDR=10.0.0.1/32"',
    ],
    ['other objects that it would write', '--monitor', 'it would write ServiceAccount kube-loxilb as well'],
  ])('says why kube-loxilb stays as it is: %s', (_, flag, reason) => {
    const { constructs } = adopted(
      inputsOf(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: kube-loxilb, namespace: kube-system }
spec:
  selector: { matchLabels: { app: kube-loxilb-app } }
  template:
    metadata: { labels: { app: kube-loxilb-app } }
    spec:
      containers:
        - name: kube-loxilb
          image: ghcr.io/loxilb-io/kube-loxilb:v0.9.8.4
          args: [--loxiURL=http://10.0.9.7:11111, --cidrPools=defaultPool=10.0.9.1/32, --setLBMode=2, ${flag}]
`),
    );
    expect(constructs[0]?.plainBecause).toBe(reason);
  });
});
