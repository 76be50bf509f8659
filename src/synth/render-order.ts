import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { SynthError } from './synth-error';

/** Objects of one chart, in the order in which they are written. */
export interface ChartObjects {
  readonly chart: Chart;
  readonly objects: readonly ApiObject[];
}

interface Dependency {
  /** Place among all, which decides on the order of equals. */
  readonly index: number;
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/**
 * Charts and their objects in the order of the stock `App`: as added, dependencies first (cdk8s 2.70, lib/app.js and
 * lib/dependency.js).
 *
 * The stock walk is exponential in layered dependencies, expands a dependency between charts to all pairs of their objects,
 * and works through the whole app once for each chart. This one visits every node once.
 */
export function renderOrder(nodes: readonly IConstruct[]): ChartObjects[] {
  const chartOf = closestCharts(nodes);
  const dependencies = allDependencies(nodes, chartOf);
  const charts = topology(nodes, dependencies, chartOf).filter((node): node is Chart => Chart.isChart(node));
  const members = new Map<Chart, IConstruct[]>();
  for (const node of nodes) {
    const chart = chartOf.get(node);
    if (chart) listIn(members, chart).push(node);
  }
  const bySource = new Map<Chart, Dependency[]>();
  for (const dependency of dependencies) {
    const chart = chartOf.get(dependency.source);
    if (chart) listIn(bySource, chart).push(dependency);
  }
  return charts.map((chart) => {
    const order = bySource.has(chart) ? orderWithin(chart, bySource, chartOf) : (members.get(chart) ?? []);
    return {
      chart,
      objects: order.filter((node): node is ApiObject => ApiObject.isApiObject(node) && chartOf.get(node) === chart),
    };
  });
}

/** The nodes below a chart in order, which may come from what is declared in charts nested in it. */
function orderWithin(
  chart: Chart,
  bySource: ReadonlyMap<Chart, readonly Dependency[]>,
  chartOf: ReadonlyMap<IConstruct, Chart>,
): readonly IConstruct[] {
  const nodes = chart.node.findAll();
  const nested = nodes.filter((node): node is Chart => Chart.isChart(node));
  const inside = new Set(nested);
  const within = nested
    .flatMap((each) => bySource.get(each) ?? [])
    .filter(({ target }) => {
      const to = chartOf.get(target);
      return to !== undefined && inside.has(to);
    })
    .sort((a, b) => a.index - b.index);
  return topology(nodes, within, chartOf);
}

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const known = lists.get(key);
  if (known) return known;
  const list: V[] = [];
  lists.set(key, list);
  return list;
}

/** The closest chart of every node. Parents come before children in `nodes`. */
function closestCharts(nodes: readonly IConstruct[]): Map<IConstruct, Chart> {
  const charts = new Map<IConstruct, Chart>();
  for (const node of nodes) {
    const parent = node.node.scope;
    const chart = Chart.isChart(node) ? node : parent && charts.get(parent);
    if (chart) charts.set(node, chart);
  }
  return charts;
}

/** What was declared, preceded by what nesting of charts and declarations across charts imply. */
function allDependencies(nodes: readonly IConstruct[], chartOf: ReadonlyMap<IConstruct, Chart>): Dependency[] {
  const declared: Omit<Dependency, 'index'>[] = [];
  for (const node of nodes) for (const target of node.node.dependencies) declared.push({ source: node, target });
  const ofCharts = new Map<Chart, Set<Chart>>();
  const add = (source: Chart, target: Chart): void => {
    if (source !== target) ofCharts.set(source, (ofCharts.get(source) ?? new Set()).add(target));
  };
  for (const chart of nodes) {
    const parent = chart.node.scope;
    if (Chart.isChart(chart) && Chart.isChart(parent)) add(parent, chart);
  }
  for (const { source, target } of declared) {
    const [from, to] = [chartOf.get(source), chartOf.get(target)];
    if (from && to) add(from, to);
  }
  const all: Dependency[] = [];
  for (const node of nodes) {
    for (const target of node.node.dependencies) all.push({ index: all.length, source: node, target });
    if (!Chart.isChart(node)) continue;
    for (const target of ofCharts.get(node) ?? []) all.push({ index: all.length, source: node, target });
  }
  return all;
}

/** All objects of a construct that belong to its own chart: what a dependency on the construct means to other objects. */
interface Group {
  readonly members: readonly IConstruct[];
  visited: boolean;
}

class Graph {
  private readonly direct = new Map<IConstruct, IConstruct[]>();
  private readonly groupsBySource = new Map<IConstruct, Group[]>();
  private readonly groups = new Map<IConstruct, Group>();
  private readonly inScope: ReadonlySet<IConstruct>;
  readonly dependedOn = new Set<IConstruct>();

  constructor(
    nodes: readonly IConstruct[],
    dependencies: readonly Dependency[],
    private readonly chartOf: ReadonlyMap<IConstruct, Chart>,
  ) {
    this.inScope = new Set(nodes);
    for (const { source, target } of dependencies) {
      const group = this.groupOf(target);
      const sources = this.objectsOf(source);
      if (this.inScope.has(source) && this.inScope.has(target)) {
        listIn(this.direct, source).push(target);
        this.dependedOn.add(target);
      }
      for (const member of group.members) {
        if (sources.some((object) => object !== member)) this.dependedOn.add(member);
      }
      for (const object of sources) listIn(this.groupsBySource, object).push(group);
    }
  }

  /** What a node waits for, in the order in which cdk8s looks at it. */
  *outbound(node: IConstruct): Generator<IConstruct> {
    yield* this.direct.get(node) ?? [];
    for (const group of this.groupsBySource.get(node) ?? []) {
      if (group.visited) continue;
      for (const member of group.members) if (member !== node) yield member;
      group.visited = true;
    }
  }

  private groupOf(target: IConstruct): Group {
    const known = this.groups.get(target);
    if (known) return known;
    const group = { members: this.objectsOf(target), visited: false };
    this.groups.set(target, group);
    return group;
  }

  private readonly objects = new Map<IConstruct, IConstruct[]>();

  private objectsOf(construct: IConstruct): IConstruct[] {
    const known = this.objects.get(construct);
    if (known) return known;
    const chart = this.chartOf.get(construct);
    const found = construct.node
      .findAll()
      .filter((node) => ApiObject.isApiObject(node) && this.chartOf.get(node) === chart && this.inScope.has(node));
    this.objects.set(construct, found);
    return found;
  }
}

/** Post-order from the nodes that nothing depends on, each node once. @throws SynthError for a cycle */
function topology(
  nodes: readonly IConstruct[],
  dependencies: readonly Dependency[],
  chartOf: ReadonlyMap<IConstruct, Chart>,
): readonly IConstruct[] {
  if (dependencies.length === 0) return nodes;
  const graph = new Graph(nodes, dependencies, chartOf);
  const ordered: IConstruct[] = [];
  const done = new Set<IConstruct>();
  const open = new Map<IConstruct, Iterator<IConstruct>>();
  const visit = (root: IConstruct): void => {
    const path = [root];
    open.set(root, graph.outbound(root));
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const next = open.get(node)?.next();
      if (!next || next.done) {
        path.pop();
        open.delete(node);
        done.add(node);
        ordered.push(node);
      } else if (open.has(next.value)) {
        throw cycle(path.slice(path.indexOf(next.value)), next.value);
      } else if (!done.has(next.value)) {
        path.push(next.value);
        open.set(next.value, graph.outbound(next.value));
      }
    }
  };
  for (const node of nodes) if (!graph.dependedOn.has(node)) visit(node);
  if (ordered.length < nodes.length) {
    // Every node of a cycle is depended on, so a cycle that nothing leads to has not been entered yet.
    for (const node of nodes) if (!done.has(node)) visit(node);
  }
  return ordered;
}

function cycle(path: readonly IConstruct[], again: IConstruct): SynthError {
  const names = [...path, again].map((node) => node.node.path || '(app)');
  return new SynthError(
    `Dependency cycle: ${names.join(' => ')}. Remove one of the addDependency() calls on this way.`,
  );
}
