import type { ConstructTree } from './construct-tree';
import { SynthError } from './synth-error';

const NOTHING: number[] = [];

/**
 * What waits for what in a tree, as the stock `App` sees it (cdk8s 2.70.106, lib/app.js, `resolveDependencies`):
 *
 * 1. what was declared with `addDependency`;
 * 2. a chart waits for the charts that are its children;
 * 3. a chart waits for the chart of what anything in it waits for;
 * 4. where one construct waits for another, all objects of the one (in its chart) wait for all objects of the other.
 *
 * cdk8s writes 2 to 4 into the constructs, 4 as one entry for each pair. Here nothing is written, and the objects of a target
 * are one list, shared by all who wait for it.
 */
export class Dependencies {
  /** Places of the constructs that wait for something, ascending. */
  private readonly sources: readonly number[];
  private readonly targetsBySource = new Map<number, number[]>();
  private readonly objectsByPlace = new Map<number, readonly number[]>();

  /**
   * @throws SynthError for a dependency that cdk8s refuses, or silently drops objects for: on something outside of all
   * charts, on something of another app, on itself
   */
  constructor(private readonly tree: ConstructTree) {
    for (let place = 0; place < tree.size; place++) {
      const declared = this.declaredAt(place);
      if (declared.length > 0) this.targetsBySource.set(place, declared);
    }
    const ofCharts: [chart: number, target: number][] = [];
    for (const [source, targets] of this.targetsBySource) {
      const from = this.chartOf(source, source);
      for (const target of targets) {
        const to = this.chartOf(target, source);
        if (from !== to) ofCharts.push([from, to]);
      }
    }
    for (const [chart, target] of ofCharts) {
      const targets = this.targetsBySource.get(chart);
      if (targets) targets.push(target);
      else this.targetsBySource.set(chart, [target]);
    }
    this.sources = [...this.targetsBySource.keys()].sort((a, b) => a - b);
  }

  get isEmpty(): boolean {
    return this.sources.length === 0;
  }

  /** What waits for something among the places from `start` up to, not including, `end`. */
  sourcesWithin(start: number, end: number): readonly number[] {
    return this.sources.slice(firstAtLeast(this.sources, start), firstAtLeast(this.sources, end));
  }

  /** What the construct waits for by itself (1 to 3), in the order in which cdk8s looks at it. May name one place twice. */
  targetsOf(place: number): readonly number[] {
    return this.targetsBySource.get(place) ?? [];
  }

  /** The API objects at and below a place that are in the same chart as it (4). One list for each place. */
  objectsOf(place: number): readonly number[] {
    const known = this.objectsByPlace.get(place);
    if (known) return known;
    const { tree } = this;
    const objects: number[] = [];
    for (let at = place; at < (tree.ends[place] ?? 0); at++) {
      if (tree.charts[at] === tree.charts[place] && tree.apiObjectAt(at)) objects.push(at);
    }
    this.objectsByPlace.set(place, objects);
    return objects;
  }

  /** Everything that a place waits for: lists of places, in the order in which cdk8s looks at them. */
  listsOf(place: number): readonly (readonly number[])[] {
    const own = this.targetsBySource.get(place);
    const lists: (readonly number[])[] = own ? [own] : [];
    if (!this.tree.apiObjectAt(place)) return lists;
    // An object also waits for what any scope of it, up to its chart, waits for: outermost first.
    const scopes: number[] = [];
    const chart = this.tree.charts[place] ?? -1;
    for (let at = place; at >= 0; at = this.tree.parents[at] ?? -1) {
      if (this.targetsBySource.has(at)) scopes.push(at);
      if (at === chart) break;
    }
    for (const scope of scopes.reverse()) {
      for (const target of this.targetsOf(scope)) lists.push(this.objectsOf(target));
    }
    return lists;
  }

  /** Declared by the user, and for a chart the charts among its children. */
  private declaredAt(place: number): number[] {
    const { tree } = this;
    const declared = tree.constructs[place]?.node.dependencies ?? [];
    const isChart = tree.charts[place] === place;
    if (declared.length === 0 && !isChart) return NOTHING;
    const targets = declared.map((target) => {
      const at = tree.placeOf(target);
      if (at < 0) {
        throw new SynthError(
          `[${tree.pathOf(place)}] depends on [${target.node.path || '(app)'}], which is in another app. Files cannot express an order across apps: use Argo CD sync waves.`,
        );
      }
      if (at === place) {
        throw new SynthError(`[${tree.pathOf(place)}] depends on itself. Remove this addDependency() call.`);
      }
      return at;
    });
    if (isChart) {
      const end = tree.ends[place] ?? 0;
      for (let child = place + 1; child < end; child = tree.ends[child] ?? end) {
        if (tree.charts[child] === child) targets.push(child);
      }
    }
    return targets;
  }

  private chartOf(place: number, source: number): number {
    const chart = this.tree.charts[place] ?? -1;
    if (chart >= 0) return chart;
    const [from, what] = [this.tree.pathOf(source), this.tree.pathOf(place)];
    throw new SynthError(
      place === source
        ? `[${from}] has a dependency, but is in no chart. Call addDependency() on a chart or on something in one.`
        : `[${from}] depends on [${what}], which is in no chart. Depend on a chart or on something in one.`,
    );
  }
}

function firstAtLeast(ascending: readonly number[], least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
