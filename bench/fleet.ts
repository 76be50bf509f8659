import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import library from './library';

const { Backend, CiliumGatewayClass, Fleet, HttpMatch, HttpRoute, LoxiGateway, Platform } = library;

/** Milliseconds to synthesize so many clusters of one program, rehearsed one by one and together. */
export interface FleetCost {
  readonly clusters: number;
  readonly milliseconds: number;
}

const CLUSTERS = [1, 10, 100, 200] as const;
const ROUTES = 100;

/** Medians of interleaved runs. */
export function fleetCost(runs: number): readonly FleetCost[] {
  const folder = mkdtempSync(join(tmpdir(), 'loxi-bench-fleet-'));
  const times = CLUSTERS.map((): number[] => []);
  try {
    for (let run = 0; run <= runs; run++) {
      for (const [index, clusters] of CLUSTERS.entries()) {
        const start = performance.now();
        synthesize(join(folder, String(clusters)), clusters);
        // The first round warms up.
        if (run > 0) times[index]?.push(performance.now() - start);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return CLUSTERS.map((clusters, index) => {
    const sorted = [...(times[index] ?? [])].sort((a, b) => a - b);
    return { clusters, milliseconds: sorted[sorted.length >> 1] ?? 0 };
  });
}

function synthesize(outdir: string, count: number): void {
  new Fleet({
    outdir,
    platformFile: `${outdir}.yaml`,
    clusters: Array.from({ length: count }, (_, index) => {
      const network = `10.${index >> 8}.${index & 255}`;
      const cidrPools = `defaultPool=${network}.10-${network}.90`;
      return {
        name: `cluster-${index}`,
        vip: `${network}.50`,
        platform: new Platform({ loxilb: { args: { cidrPools } } }),
      };
    }),
    define: (app, { name, vip }) => {
      const chart = new Chart(app, 'web', { namespace: 'web' });
      const gateway = new LoxiGateway(chart, 'web', {
        gatewayClass: new CiliumGatewayClass(chart, 'loxilb'),
        loadBalancer: { staticIP: vip },
        listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
      });
      for (let index = 0; index < ROUTES; index++) {
        new HttpRoute(chart, `route-${index}`, {
          parents: [gateway.listener('http')],
          hostnames: [`app-${index}.${name}.example.com`],
          rules: [{ matches: [HttpMatch.prefix('/api')], backends: [Backend.service(`app-${index}`, 8080)] }],
        });
      }
    },
  }).synth();
}

export function fleetText(costs: readonly FleetCost[]): string {
  const [one] = costs;
  const cells = costs.map(({ clusters, milliseconds }) => {
    const ratio =
      one && clusters > 1 ? ` (${(milliseconds / clusters / one.milliseconds).toFixed(2)} x of one, for each)` : '';
    return `${clusters} clusters ${milliseconds.toFixed(0)} ms${ratio}`;
  });
  return `a fleet, ${ROUTES} routes in each: ${cells.join('; ')}`;
}
