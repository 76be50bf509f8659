import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { Backend, LoxiApp, LoxiGateway, WeightedHttpRoute } from '../src';
import { build, type Props, props } from './any-app';

describe('valid props', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'loxi-properties-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const synth = (app: App, all: Props): string => {
    build(app, all);
    app.synth();
    return readFileSync(join(app.outdir, 'chart.k8s.yaml'), 'utf8');
  };

  test('synthesize, to the same bytes under both App classes and twice, and are read back as they were', () => {
    fc.assert(
      fc.property(props, (all) => {
        const first = synth(new LoxiApp({ outdir: join(root, 'loxi') }), all);
        expect(synth(new LoxiApp({ outdir: join(root, 'loxi') }), all)).toBe(first);
        expect(synth(new App({ outdir: join(root, 'stock') }), all)).toBe(first);
        const documents = parseAllDocuments(first).map((document) => document.toJS());
        expect(documents).toHaveLength(1 + all.routes.length);
        for (const document of documents) expect(parseAllDocuments(stringify(document))[0]?.toJS()).toEqual(document);
      }),
      { numRuns: 150 },
    );
  });

  test('give exact shares as percentages', () => {
    const shares = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 6 }).map((cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), 10_000];
      return edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
    });
    fc.assert(
      fc.property(shares, (hundredths) => {
        const chart = new Chart(new App(), 'chart', { namespace: 'apps' });
        const gateway = new LoxiGateway(chart, 'web', {
          gatewayClass: 'cilium',
          listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
        });
        const backends = hundredths.map((share, index) => ({
          backend: Backend.service(`b${index}`, 80),
          percent: share / 100,
        }));
        const { apiObject } = new WeightedHttpRoute(chart, 'split', { parents: [gateway], backends });
        const weights: number[] = apiObject
          .toJson()
          .spec.rules[0].backendRefs.map(({ weight }: { weight: number }) => weight);
        const sum = weights.reduce((total, weight) => total + weight, 0);
        expect(weights.map((weight) => (weight * 10_000) / sum)).toEqual(hundredths);
      }),
    );
  });
});
