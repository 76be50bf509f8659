import { resolve } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import type { Manifest } from '../src/rehearsal/manifest';
import { addGateways } from './add-gateways';
import library from './library';

/** Milliseconds to draw, to compare and to adopt a cluster with so many routes, beside rehearsing it once. */
export interface ReviewCost {
  readonly routes: number;
  readonly rehearsal: number;
  readonly svg: number;
  readonly markdown: number;
  readonly html: number;
  readonly diff: number;
  readonly adopt: number;
}

const BUILT = resolve(__dirname, '../lib/src');
const ROUTES = [5_000, 10_000, 20_000] as const;
const WORKS = ['rehearsal', 'svg', 'markdown', 'html', 'diff', 'adopt'] as const;

/** Medians of interleaved runs. */
export function reviewCost(runs: number): readonly ReviewCost[] {
  const sets = ROUTES.map(worksOf);
  const times = ROUTES.map(() => new Map(WORKS.map((work): [string, number[]] => [work, []])));
  for (let run = 0; run <= runs; run++) {
    for (const [index, works] of sets.entries()) {
      for (const work of WORKS) {
        const start = performance.now();
        works[work]();
        // The first round warms up.
        if (run > 0) times[index]?.get(work)?.push(performance.now() - start);
      }
    }
  }
  return ROUTES.map((routes, index) => {
    const of = (work: string): number => median(times[index]?.get(work) ?? []);
    const [rehearsal, svg, markdown, html, diff, adopt] = WORKS.map(of);
    return {
      routes,
      rehearsal: rehearsal ?? 0,
      svg: svg ?? 0,
      markdown: markdown ?? 0,
      html: html ?? 0,
      diff: diff ?? 0,
      adopt: adopt ?? 0,
    };
  });
}

function worksOf(routes: number): Readonly<Record<(typeof WORKS)[number], () => void>> {
  const { topologyOf }: typeof import('../src/picture/cluster-topology') = require(
    resolve(BUILT, 'picture/cluster-topology'),
  );
  const { svgOf }: typeof import('../src/picture/svg') = require(resolve(BUILT, 'picture/svg'));
  const { htmlOf }: typeof import('../src/picture/html') = require(resolve(BUILT, 'picture/html'));
  const { pageCluster }: typeof import('../src/picture/page-data') = require(resolve(BUILT, 'picture/page-data'));
  const { topologyPage }: typeof import('../src/picture/topology-page') = require(
    resolve(BUILT, 'picture/topology-page'),
  );
  const { review }: typeof import('../src/review/review') = require(resolve(BUILT, 'review/review'));
  const { adopt, appFiles }: typeof import('../src/adopt') = require(resolve(BUILT, 'adopt'));
  const app = new App();
  addGateways(app, routes, 50);
  const manifests: Manifest[] = app.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson());
  const platform = new library.Platform({ loxilb: { args: { cidrPools: 'defaultPool=10.1.1.0/24' } } });
  const rehearse = () => new library.Rehearsal(manifests, platform);
  const [before, after] = [rehearse(), new library.Rehearsal(manifests.slice(0, -1), platform)];
  return {
    rehearsal: () => void rehearse(),
    svg: () => void svgOf(topologyOf(before)),
    markdown: () => void topologyPage(topologyOf(before)),
    html: () => void htmlOf([pageCluster(before)], ''),
    diff: () => {
      const { structure } = review(before, after);
      if (structure.length !== 4) throw new Error(`diff: ${JSON.stringify(structure)}`);
    },
    adopt: () => {
      const adoption = adopt(
        manifests.map((manifest, index) => ({ manifest, file: `team-${index % 50}.yaml` })),
        platform,
      );
      if (adoption.differences.length + adoption.leftOut.length > 0) throw new Error('adopt: is not the same');
      appFiles(adoption);
    },
  };
}

/** Milliseconds to adopt so many files of one route each, which refer to a gateway of another file. */
export interface FilesCost {
  readonly files: number;
  readonly adopt: number;
}

const FILES = [300, 600, 1_200, 2_400] as const;

/** Medians of interleaved runs. */
export function filesCost(runs: number): readonly FilesCost[] {
  const { adopt, appFiles }: typeof import('../src/adopt') = require(resolve(BUILT, 'adopt'));
  const { Platform } = library;
  const times = new Map<number, number[]>(FILES.map((files) => [files, []]));
  for (let run = 0; run <= runs; run++) {
    for (const files of FILES) {
      const inputs = inputsOf(files);
      const start = performance.now();
      const written = appFiles(adopt(inputs, Platform.default));
      if (written.size !== files + 2) throw new Error(`adopt: wrote ${written.size} files`);
      // The first round warms up.
      if (run > 0) times.get(files)?.push(performance.now() - start);
    }
  }
  return FILES.map((files) => ({ files, adopt: median(times.get(files) ?? []) }));
}

function inputsOf(files: number): { readonly manifest: Manifest; readonly file: string }[] {
  const object = (kind: string, name: string, spec: object): Manifest => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { name, namespace: 'shop' },
    spec,
  });
  const listeners = [{ name: 'http', protocol: 'HTTP', port: 80 }];
  const routes = Array.from({ length: files }, (_, index) => {
    const rules = [{ backendRefs: [{ name: `service-${index}`, port: 80 }] }];
    const spec = { parentRefs: [{ name: 'web', sectionName: 'http' }], hostnames: [`h${index}.example.com`], rules };
    return { manifest: object('HTTPRoute', `route-${index}`, spec), file: `routes/route-${index}.yaml` };
  });
  return [
    { manifest: object('Gateway', 'web', { gatewayClassName: 'cilium', listeners }), file: 'web.yaml' },
    ...routes,
  ];
}

export function filesText(costs: readonly FilesCost[]): string {
  const cells = costs.map(({ files, adopt }, index) => {
    const half = costs[index - 1];
    const share = half ? ` (${(adopt / half.adopt).toFixed(2)} x of half as many)` : '';
    return `${files} files ${adopt.toFixed(0)} ms${share}`;
  });
  return `adopting files of a route each: ${cells.join('; ')}`;
}

export function reviewText(costs: readonly ReviewCost[]): string {
  return costs
    .map((cost, index) => {
      const half = costs[index - 1];
      const cells = WORKS.map((work) => {
        const shares = [
          ...(work === 'rehearsal' ? [] : [`${(cost[work] / cost.rehearsal).toFixed(2)} x of rehearsing`]),
          ...(half ? [`${(cost[work] / half[work]).toFixed(2)} x of half as many`] : []),
        ];
        return `${work} ${cost[work].toFixed(0)} ms${shares.length > 0 ? ` (${shares.join(', ')})` : ''}`;
      });
      return `${cost.routes} routes: ${cells.join('; ')}`;
    })
    .join('\n');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
