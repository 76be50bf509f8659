import { ApiObject, App } from 'cdk8s';
import type { Manifest } from '../src/rehearsal/manifest';
import { addGateways } from './add-gateways';
import library from './library';

/** Microseconds of work of one request, after warm-up, through gateways with so many routes, each on a hostname of its own. */
export interface TrafficCost {
  readonly routes: number;
  readonly microseconds: number;
}

const ROUTES = [100, 1_000, 10_000] as const;
const REQUESTS = 20_000;

/** Medians of interleaved runs. */
export function trafficCost(runs: number): readonly TrafficCost[] {
  const sends = ROUTES.map((routes) => sender(routes));
  const times = ROUTES.map((): number[] => []);
  for (let run = 0; run <= runs; run++) {
    for (const [index, send] of sends.entries()) {
      const start = performance.now();
      for (let i = 0; i < REQUESTS; i++) send(i);
      // The first round warms up.
      if (run > 0) times[index]?.push(((performance.now() - start) * 1_000) / REQUESTS);
    }
  }
  return ROUTES.map((routes, index) => ({ routes, microseconds: median(times[index] ?? []) }));
}

function sender(routes: number): (index: number) => void {
  const app = new App();
  addGateways(app, routes, 50);
  const objects: Manifest[] = app.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson());
  const rehearsal = new library.Rehearsal(
    objects,
    new library.Platform({ loxilb: { args: { cidrPools: 'defaultPool=10.1.1.0/24' } } }),
  );
  return (index) => {
    const route = index % routes;
    const namespace = `team-${(route % 100) % 50}`;
    const outcome = rehearsal.send({
      gateway: { namespace, name: `gateway-${route % 100}`, listenerPort: 80, scheme: 'http' },
      host: `app-${route}.example.com`,
      path: `/api/${route}/x`,
    });
    if (outcome.route?.name !== `route-${route}`) throw new Error(`traffic: ${JSON.stringify(outcome)}`);
  };
}

export function trafficText(costs: readonly TrafficCost[]): string {
  const [first] = costs;
  const cells = costs.map(({ routes, microseconds }) => {
    const ratio = first && first.routes !== routes ? ` (${(microseconds / first.microseconds).toFixed(2)} x)` : '';
    return `${routes} routes ${microseconds.toFixed(1)} us${ratio}`;
  });
  return `one request: ${cells.join('; ')}`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
