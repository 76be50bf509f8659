import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, type AppProps, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { LoxiApp } from '../../src/synth';
import { type Build, configMap, scratchFolder, synthesized } from './scratch';

const root = scratchFolder();

const TREES: Record<string, Build> = {
  'a few charts': (app) => {
    for (const id of ['b', '10', 'a', '9']) {
      const chart = new Chart(app, id, { namespace: 'apps', labels: { team: 'web' } });
      for (const name of ['z', '2', 'y', '1'])
        configMap(chart, `${id}-${name}`, { quoted: 'yes', text: 'two\nlines', number: '010' });
    }
  },
  'an empty chart': (app) => {
    configMap(new Chart(app, 'full'), 'one');
    new Chart(app, 'empty');
  },
  'dependencies inside of a chart': (app) => {
    const chart = new Chart(app, 'chart');
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => configMap(chart, id));
    a?.addDependency(d as ApiObject);
    b?.addDependency(a as ApiObject, c as ApiObject);
  },
  'dependencies on constructs that hold several objects': (app) => {
    const chart = new Chart(app, 'chart');
    const groups = ['first', 'second', 'third'].map((id) => {
      const group = new Construct(chart, id);
      for (const name of ['x', 'y']) configMap(group, `${id}-${name}`);
      return group;
    });
    groups[0]?.node.addDependency(groups[2] as Construct);
    groups[1]?.node.addDependency(groups[0] as Construct);
  },
  'patches, lazies and custom metadata': (app) => {
    const chart = new Chart(app, 'chart');
    configMap(chart, 'patched').addJsonPatch(JsonPatch.add('/data/added', 'x'), JsonPatch.remove('/data/id'));
    new ApiObject(chart, 'lazy', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: Lazy.any({ produce: () => ({ late: 'value' }) }),
    });
  },
};

describe('the files of LoxiApp', () => {
  const types = [
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ];
  const cases = Object.entries(TREES).flatMap(([name, build]) =>
    types.map((type) => [name, YamlOutputType[type], build, type] as const),
  );

  test.each(cases)('are those of the stock App, for %s and %s', (_, __, build, yamlOutputType) => {
    const make = (app: App): Record<string, string> => {
      build(app);
      return synthesized(app);
    };
    const props: AppProps = { yamlOutputType, recordConstructMetadata: true };
    expect(make(new LoxiApp({ ...props, outdir: join(root(), 'loxi') }))).toEqual(
      make(new App({ ...props, outdir: join(root(), 'stock') })),
    );
  });

  test('have no number in front where charts depend on each other, and are the same otherwise', () => {
    const make = (app: App): Record<string, string> => {
      const [late, early] = ['late', 'early'].map((id) => new Chart(app, id));
      for (const chart of [late, early]) configMap(chart as Chart, `${chart?.node.id}-config`);
      configMap(new Chart(early as Chart, 'nested'), 'inner');
      late?.addDependency(early as Chart);
      return synthesized(app);
    };
    const stock = make(new App({ outdir: join(root(), 'stock') }));
    const plain = Object.fromEntries(Object.entries(stock).map(([name, text]) => [name.replace(/^\d{4}-/, ''), text]));
    expect(Object.keys(stock).every((name) => /^\d{4}-/.test(name))).toBe(true);
    expect(make(new LoxiApp({ outdir: join(root(), 'loxi') }))).toEqual(plain);
  });

  test('come in the order of the stock App for any dependencies that have no cycle', () => {
    const edges = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 14 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const make = (app: App): Record<string, string> => {
          const charts = ['p', 'q'].map((id) => new Chart(app, id));
          const objects = Array.from({ length: 12 }, (_, i) => {
            const group = i % 3 === 0 ? new Construct(charts[i % 2] as Chart, `group-${i}`) : (charts[i % 2] as Chart);
            return configMap(group, `o${i}`);
          });
          // An edge goes to a smaller number only, so there is no cycle.
          for (const [x, y] of pairs) {
            const [from, to] = [objects[Math.max(x, y)], objects[Math.min(x, y)]];
            if (from !== to)
              from?.addDependency(
                (x % 2 === 0 && to?.node.scope && !Chart.isChart(to.node.scope) ? to.node.scope : to) as Construct,
              );
          }
          return synthesized(app);
        };
        const yamlOutputType = YamlOutputType.FILE_PER_APP;
        rmSync(join(root(), 'stock'), { recursive: true, force: true });
        let stock: Record<string, string>;
        try {
          stock = make(new App({ outdir: join(root(), 'stock'), yamlOutputType }));
        } catch {
          return; // charts that depend on each other
        }
        expect(make(new LoxiApp({ outdir: join(root(), 'loxi'), yamlOutputType }))).toEqual(stock);
      }),
      { numRuns: 150 },
    );
  });

  test('take time in proportion to layered dependencies, which the stock App walks exponentially', () => {
    const app = new LoxiApp({ outdir: join(root(), 'loxi') });
    const chart = new Chart(app, 'chart');
    let layer = [configMap(chart, 'a-0'), configMap(chart, 'b-0')];
    for (let i = 1; i < 200; i++) {
      const next = [configMap(chart, `a-${i}`), configMap(chart, `b-${i}`)];
      for (const object of next) object.addDependency(...layer);
      layer = next;
    }
    expect(synthesized(app)['chart.k8s.yaml']?.match(/^ {2}name: /gm)?.length).toBe(400);
  });

  test('survive a chain of dependencies that is too deep for the stack', () => {
    const app = new LoxiApp({ outdir: join(root(), 'loxi') });
    const chart = new Chart(app, 'chart');
    const objects = Array.from({ length: 12_000 }, (_, i) => configMap(chart, `o${i}`));
    for (let i = 1; i < objects.length; i++) objects[i - 1]?.addDependency(objects[i] as ApiObject);
    expect(
      synthesized(app)['chart.k8s.yaml']?.startsWith('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: o11999\n'),
    ).toBe(true);
  });

  test('go to a folder of the cluster', () => {
    const app = new LoxiApp({ outdir: join(root(), 'dist'), cluster: 'edge-1' });
    configMap(new Chart(app, 'chart'), 'one');
    app.synth();
    expect(app.outdir).toBe(join(root(), 'dist/edge-1'));
    expect(existsSync(join(root(), 'dist/edge-1/chart.k8s.yaml'))).toBe(true);
  });

  test('do not depend on CDK8S_DISABLE_SORT, which is as before afterwards', () => {
    const make = (name: string): Record<string, string> => {
      const app = new LoxiApp({ outdir: join(root(), name) });
      configMap(new Chart(app, 'chart'), 'one', { z: '1', a: '2' });
      return synthesized(app);
    };
    const sorted = make('sorted');
    process.env.CDK8S_DISABLE_SORT = '1';
    try {
      expect(make('unsorted')).toEqual(sorted);
      expect(process.env.CDK8S_DISABLE_SORT).toBe('1');
    } finally {
      delete process.env.CDK8S_DISABLE_SORT;
    }
  });

  test('validate every construct once', () => {
    const app = new LoxiApp({ outdir: join(root(), 'dist') });
    let calls = 0;
    const validate = (): string[] => {
      calls++;
      return [];
    };
    for (const id of ['a', 'b', 'c']) configMap(new Chart(app, id), id).node.addValidation({ validate });
    app.synth();
    expect(calls).toBe(3);
  });
});
