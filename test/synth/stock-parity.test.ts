import { ApiObject, App, type AppProps, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { LoxiApp } from '../../src/synth';
import { everythingIn, filesIn, temporaryFolder } from './folders';

const ROOT = temporaryFolder();
let count = 0;
const outdir = (): string => `${ROOT}/${count++}/dist`;

const TYPES: readonly (readonly [string, YamlOutputType])[] = [
  ['one file', YamlOutputType.FILE_PER_APP],
  ['a file for each chart', YamlOutputType.FILE_PER_CHART],
  ['a file for each resource', YamlOutputType.FILE_PER_RESOURCE],
  ['a folder for each chart', YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE],
];

/** Labels, annotations, lazies, patches, odd texts, dependencies inside a chart, ids that are numbers, an empty chart. */
function manifold(app: App): void {
  const shop = new Chart(app, 'shop', { namespace: 'shop', labels: { team: 'shop' } });
  const web = configMap(shop, '10', { 'nginx.conf': 'server {\n  listen 80;\n}\n', on: 'yes', octal: '0777' });
  const api = configMap(shop, '9', { empty: '', time: '1:30', '<<': '=' });
  const group = new Construct(shop, 'group');
  const inGroup = configMap(group, 'Resource', { emoji: '😀', long: 'word '.repeat(60) });
  web.addDependency(inGroup);
  group.node.addDependency(api);
  api.metadata.addAnnotation('example.com/note', 'a: b # c');
  api.addJsonPatch(JsonPatch.add('/spec', { nothing: null, list: [[], {}, [['deep']]] }));
  new ApiObject(shop, 'lazy', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    spec: { replicas: Lazy.any({ produce: () => 3 }), ratio: 0.5, on: true },
  });
  configMap(new Chart(app, 'Mixed.Case_Id'), 'a', {});
  configMap(new Chart(app, '7'), 'a', {});
  new Chart(app, 'empty');
}

function configMap(scope: Construct, id: string, data: Record<string, string>): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', data });
}

function both(
  props: AppProps,
  build: (app: App) => void,
): { stock: Record<string, string>; ours: Record<string, string> } {
  const [stock, ours] = [
    new App({ ...props, outdir: outdir() }),
    new LoxiApp({ rehearsal: { off: true }, ...props, outdir: outdir() }),
  ];
  for (const app of [stock, ours]) {
    build(app);
    app.synth();
  }
  return { stock: filesIn(stock.outdir), ours: filesIn(ours.outdir) };
}

describe('LoxiApp writes what the stock App writes', () => {
  test.each(TYPES)('as %s', (_, yamlOutputType) => {
    const { stock, ours } = both({ yamlOutputType }, manifold);
    expect(ours).toEqual(stock);
    expect(Object.keys(ours)).not.toHaveLength(0);
  });

  test.each(TYPES)('as %s, with construct paths and another extension', (_, yamlOutputType) => {
    const props = { yamlOutputType, recordConstructMetadata: true, outputFileExtension: '.yaml' };
    const { stock, ours } = both(props, manifold);
    expect(ours).toEqual(stock);
    expect(ours['construct-metadata.json']).toContain('"path":"shop/lazy"');
  });

  test('and the same when asked for construct paths by the environment', () => {
    process.env.CDK8S_RECORD_CONSTRUCT_METADATA = 'true';
    try {
      const { stock, ours } = both({}, manifold);
      expect(ours).toEqual(stock);
      expect(ours).toHaveProperty(['construct-metadata.json']);
    } finally {
      delete process.env.CDK8S_RECORD_CONSTRUCT_METADATA;
    }
  });

  test('and as one text', () => {
    const [stock, ours] = [new App(), new LoxiApp({ rehearsal: { off: true } })];
    for (const app of [stock, ours]) manifold(app);
    expect(ours.synthYaml()).toBe(stock.synthYaml());
  });

  test('save that a dependency between charts puts no index in front of the names', () => {
    const { stock, ours } = both({}, (app) => {
      const [routes, gateway] = [new Chart(app, 'routes'), new Chart(app, 'gateway')];
      configMap(routes, 'a', {}).addDependency(configMap(gateway, 'b', { some: 'data' }));
    });
    expect(Object.keys(stock)).toEqual(['0000-gateway.k8s.yaml', '0001-routes.k8s.yaml']);
    expect(Object.keys(ours)).toEqual(['gateway.k8s.yaml', 'routes.k8s.yaml']);
    expect(Object.values(ours)).toEqual(Object.values(stock));
  });

  test('save that nested charts put no index in front of the names of folders', () => {
    const { stock, ours } = both({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE }, (app) => {
      const outer = new Chart(app, 'outer');
      configMap(outer, 'a', {});
      configMap(new Chart(outer, 'inner'), 'b', {});
    });
    expect(Object.keys(ours).every((path) => /^outer(-inner-\w{8})?\/ConfigMap/.test(path))).toBe(true);
    const withoutIndex = Object.entries(stock).map(([path, text]) => [path.replace(/^\d{4}-/, ''), text]);
    expect(ours).toEqual(Object.fromEntries(withoutIndex));
  });
});

describe('LoxiApp does its work once', () => {
  test('each validation, each object', () => {
    const app = new LoxiApp({ rehearsal: { off: true }, outdir: outdir() });
    let validations = 0;
    let renderings = 0;
    for (let c = 0; c < 5; c++) {
      const object = new (class extends ApiObject {
        override toJson(): unknown {
          renderings++;
          return super.toJson();
        }
      })(new Chart(app, `chart-${c}`), 'object', { apiVersion: 'v1', kind: 'ConfigMap' });
      const validate = (): string[] => {
        validations++;
        return [];
      };
      object.node.addValidation({ validate });
    }
    app.synth();
    expect([validations, renderings]).toEqual([5, 5]);
  });

  test('thirty layers in which each object waits for two, and 20,000 objects in a chain', () => {
    const app = new LoxiApp({
      rehearsal: { off: true },
      outdir: outdir(),
      yamlOutputType: YamlOutputType.FILE_PER_APP,
    });
    const chart = new Chart(app, 'layers');
    let below: ApiObject[] = [];
    for (let layer = 0; layer < 30; layer++) {
      const here = ['a', 'b'].map((side) => configMap(chart, `${side}${layer}`, {}));
      for (const object of here) object.addDependency(...below);
      below = here;
    }
    const chain = new Chart(app, 'chain');
    let last = configMap(chain, '0', {});
    const first = last;
    for (let link = 1; link < 20_000; link++) {
      const next = configMap(chain, `${link}`, {});
      last.addDependency(next);
      last = next;
    }
    app.synth();
    const documents = filesIn(app.outdir)['app.k8s.yaml']?.split('---\n') ?? [];
    expect(documents).toHaveLength(20_060);
    expect(documents.at(-1)).toContain(`name: ${first.name}`);
  });
});

describe('what LoxiApp writes does not depend on', () => {
  test('CDK8S_DISABLE_SORT, which it leaves as it was', () => {
    const write = (): Record<string, string> => {
      const app = new LoxiApp({ rehearsal: { off: true }, outdir: outdir() });
      new ApiObject(new Chart(app, 'c'), 'o', { apiVersion: 'v1', kind: 'ConfigMap', data: { b: '2', a: '1' } });
      app.synth();
      return everythingIn(app.outdir);
    };
    const sorted = write();
    process.env.CDK8S_DISABLE_SORT = '1';
    try {
      expect(write()).toEqual(sorted);
      expect(process.env.CDK8S_DISABLE_SORT).toBe('1');
    } finally {
      delete process.env.CDK8S_DISABLE_SORT;
    }
    expect(sorted['c.k8s.yaml']).toMatch(/a: "1"\n {2}b: "2"/);
  });

  test('how often it was written before', () => {
    const app = new LoxiApp({ rehearsal: { off: true }, outdir: outdir() });
    manifold(app);
    app.synth();
    const once = everythingIn(app.outdir);
    app.synth();
    expect(everythingIn(app.outdir)).toEqual(once);
  });
});
