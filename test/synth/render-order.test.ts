import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { LoxiApp } from '../../src/synth';
import { filesIn, temporaryFolder } from './folders';

const ROOT = temporaryFolder();
let count = 0;

/** A tree as data: construct `i` of a kind below the construct `parent`, then who depends on whom, by number. */
interface Plan {
  readonly nodes: readonly {
    readonly kind: 'chart' | 'group' | 'object';
    readonly parent: number;
    readonly id: number;
  }[];
  readonly dependencies: readonly (readonly [number, number])[];
}

const IDS = ['b', '10', 'a', '9', 'z', '1', '007', '4294967295', 'Q', 'x'];

function build(app: App, { nodes, dependencies }: Plan): void {
  const made: Construct[] = [];
  nodes.forEach(({ kind, parent, id }, index) => {
    const charts = made.filter((each) => Chart.isChart(each));
    const scope = kind === 'chart' && parent % 3 === 0 ? app : made[parent % Math.max(made.length, 1)];
    const home = scope ?? app;
    const name = `${IDS[id % IDS.length]}`;
    const free = home.node.tryFindChild(name) ? `${name}-${index}` : name;
    if (kind === 'chart') made.push(new Chart(home, free));
    else if (charts.length === 0) made.push(new Chart(app, `c${index}`));
    else {
      const inChart = home === app || !home.node.scopes.some((each) => Chart.isChart(each)) ? charts[0] : home;
      if (!inChart) return;
      const fine = inChart.node.tryFindChild(free) ? `${free}-${index}` : free;
      made.push(
        kind === 'group'
          ? new Construct(inChart, fine)
          : new ApiObject(inChart, fine, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `o${index}` } }),
      );
    }
  });
  for (const [from, to] of dependencies) {
    const [source, target] = [made[from % made.length], made[to % made.length]];
    if (source && target && source !== target) source.node.addDependency(target);
  }
}

function synthesized(make: (outdir: string) => App, plan: Plan): Record<string, string> | 'refused' {
  const outdir = `${ROOT}/${count++}/dist`;
  const app = make(outdir);
  build(app, plan);
  try {
    app.synth();
  } catch (error) {
    // The stock walk exhausts the stack on some cycles.
    expect(String(error)).toMatch(/Dependency cycle|Maximum call stack/);
    return 'refused';
  }
  return filesIn(outdir);
}

const plan: fc.Arbitrary<Plan> = fc.record({
  nodes: fc.array(
    fc.record({
      kind: fc.constantFrom('chart', 'group', 'object', 'object', 'object'),
      parent: fc.nat(30),
      id: fc.nat(IDS.length - 1),
    }),
    { minLength: 2, maxLength: 22 },
  ),
  dependencies: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 7 }),
});

describe('the order of charts and objects', () => {
  test.each([
    ['of one file for the app', YamlOutputType.FILE_PER_APP],
    ['of files for charts', YamlOutputType.FILE_PER_CHART],
  ])('%s is that of the stock App, whatever is nested and depends on what', (_, yamlOutputType) => {
    let sorted = 0;
    fc.assert(
      fc.property(plan, (each) => {
        const stock = synthesized((outdir) => new App({ outdir, yamlOutputType }), each);
        const ours = synthesized(
          (outdir) => new LoxiApp({ rehearsal: { off: true }, outdir, yamlOutputType, allowEmpty: true }),
          each,
        );
        if (stock === 'refused' || ours === 'refused') {
          expect(ours).toBe(stock);
          return;
        }
        if (each.dependencies.length > 0) sorted++;
        // With dependencies among charts the stock names have an index in front.
        const plain = Object.entries(stock).map(([path, text]) => [path.replace(/^\d{4}-/, ''), text] as const);
        expect(Object.fromEntries(plain)).toEqual(ours);
        expect(Object.keys(ours)).toHaveLength(plain.length);
      }),
      { numRuns: 700, seed: 20261123 },
    );
    expect(sorted).toBeGreaterThan(100);
  });
});
