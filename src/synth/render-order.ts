import type { ApiObject, Chart } from 'cdk8s';
import type { ConstructTree } from './construct-tree';
import { Dependencies } from './dependencies';
import { topology } from './topology';

/** The objects of one chart, in the order in which they are written. */
export interface ChartObjects {
  readonly chart: Chart;
  readonly objects: readonly ApiObject[];
}

/**
 * Charts and their objects in the order of the stock `App`: as added, what is depended on first (cdk8s 2.70.106, lib/app.js
 * and lib/dependency.js).
 *
 * The stock walk enters a construct once for each way that leads to it, which is exponential in layered dependencies, and
 * works through the whole app again for each chart. Here every construct is visited once, and only charts with dependencies
 * inside of them are sorted at all.
 *
 * @throws SynthError for a cycle and for dependencies that lead nowhere
 */
export function renderOrder(tree: ConstructTree): ChartObjects[] {
  const dependencies = new Dependencies(tree);
  const asAdded = objectsByChart(tree);
  const charts: ChartObjects[] = [];
  for (const place of dependencies.isEmpty ? tree.walkOrder(0) : topology(tree, dependencies, 0)) {
    const chart = tree.chartAt(place);
    if (!chart) continue;
    const places = hasInnerDependency(tree, dependencies, place)
      ? topology(tree, dependencies, place).filter((at) => tree.charts[at] === place)
      : (asAdded.get(place) ?? []);
    const objects: ApiObject[] = [];
    for (const at of places) {
      const object = tree.apiObjectAt(at);
      if (object) objects.push(object);
    }
    charts.push({ chart, objects });
  }
  return charts;
}

function objectsByChart(tree: ConstructTree): ReadonlyMap<number, readonly number[]> {
  const objects = new Map<number, number[]>();
  for (let place = 0; place < tree.size; place++) {
    if (!tree.apiObjectAt(place)) continue;
    const chart = tree.charts[place] ?? -1;
    const list = objects.get(chart);
    if (list) list.push(place);
    else objects.set(chart, [place]);
  }
  return objects;
}

/** Does anything at or below a chart wait for anything at or below it? Other dependencies do not change its file. */
function hasInnerDependency(tree: ConstructTree, dependencies: Dependencies, chart: number): boolean {
  const end = tree.ends[chart] ?? 0;
  return dependencies
    .sourcesWithin(chart, end)
    .some((source) => dependencies.targetsOf(source).some((target) => target >= chart && target < end));
}
