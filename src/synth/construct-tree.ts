import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * All constructs below a root, read once: in pre-order, as `node.findAll()` has them, with what is asked of each again and
 * again. A construct is named by its place in the list.
 *
 * The walk is a loop, so that no depth of nesting exhausts the stack.
 */
export class ConstructTree {
  /** Root first, parents before children, children in the order of `node.children`. */
  readonly constructs: readonly IConstruct[];
  /** Place of the scope of each; -1 for the root. */
  readonly parents: readonly number[];
  /** Where the descendants of each end: those of `i` are `i + 1` up to, not including, `ends[i]`. */
  readonly ends: readonly number[];
  /** Place of the closest chart of each, which may be itself; -1 outside of all charts. */
  readonly charts: readonly number[];

  /** Made when first asked for: a tree without dependencies needs none. */
  private places: Map<IConstruct, number> | undefined;

  constructor(root: IConstruct) {
    const constructs: IConstruct[] = [];
    const parents: number[] = [];
    const charts: number[] = [];
    const waiting: IConstruct[] = [root];
    const parentsOfWaiting: number[] = [-1];
    for (let construct = waiting.pop(); construct; construct = waiting.pop()) {
      const parent = parentsOfWaiting.pop() ?? -1;
      const place = constructs.length;
      constructs.push(construct);
      parents.push(parent);
      charts.push(Chart.isChart(construct) ? place : (charts[parent] ?? -1));
      // A copy of the children on every access (constructs 10.8.1, lib/construct.js): asked for once.
      const children = construct.node.children;
      for (let i = children.length - 1; i >= 0; i--) {
        const child = children[i];
        if (!child) continue;
        waiting.push(child);
        parentsOfWaiting.push(place);
      }
    }
    this.constructs = constructs;
    this.parents = parents;
    this.charts = charts;
    this.ends = endsOf(parents);
  }

  get size(): number {
    return this.constructs.length;
  }

  /** The place of a construct; -1 if it is in another tree. */
  placeOf(construct: IConstruct): number {
    this.places ??= new Map(this.constructs.map((each, place) => [each, place]));
    return this.places.get(construct) ?? -1;
  }

  /** The construct path for messages. */
  pathOf(place: number): string {
    return this.constructs[place]?.node.path || '(app)';
  }

  /** The chart at a place; undefined if something else is there. */
  chartAt(place: number): Chart | undefined {
    const construct = this.constructs[place];
    return Chart.isChart(construct) ? construct : undefined;
  }

  /** The API object at a place; undefined if something else is there. */
  apiObjectAt(place: number): ApiObject | undefined {
    const construct = this.constructs[place];
    return construct && ApiObject.isApiObject(construct) ? construct : undefined;
  }

  /**
   * The places at and below `root` in the order in which cdk8s begins its walks: pre-order, but children of the app whose id
   * is an array index (`"7"`) first, because it keeps constructs in an object by path, and objects list such keys first
   * (cdk8s 2.70.106, lib/dependency.js).
   */
  walkOrder(root: number): readonly number[] {
    const first: number[] = [];
    const rest: number[] = [];
    for (let place = root; place < (this.ends[root] ?? 0); place++) {
      const topLevel = this.parents[place] === 0;
      (topLevel && isArrayIndex(this.pathOf(place)) ? first : rest).push(place);
    }
    return first.length > 0 ? [...first, ...rest] : rest;
  }
}

function endsOf(parents: readonly number[]): number[] {
  const ends = parents.map((_, place) => place + 1);
  for (let place = parents.length - 1; place > 0; place--) {
    const parent = parents[place] ?? 0;
    ends[parent] = Math.max(ends[parent] ?? 0, ends[place] ?? 0);
  }
  return ends;
}

const LAST_ARRAY_INDEX = 2 ** 32 - 2;

function isArrayIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) <= LAST_ARRAY_INDEX;
}
