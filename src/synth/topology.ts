import type { ConstructTree } from './construct-tree';
import type { Dependencies } from './dependencies';
import { SynthError } from './synth-error';

/** A construct whose dependencies are being visited. */
interface Visit {
  readonly place: number;
  readonly lists: readonly (readonly number[])[];
  /** Which list, and which item of it, comes next. */
  list: number;
  item: number;
  /** The construct is itself in the current list, which is then not all visited at its end. */
  passedItself: boolean;
}

const UNSEEN = 0;
const OPEN = 1;
const DONE = 2;

/**
 * The constructs at and below `root`, what is depended on first: post-order from those that nothing depends on, in the order
 * they were added (cdk8s 2.70.106, lib/dependency.js). Dependencies that lead out of `root` do not count.
 *
 * @throws SynthError for a cycle
 */
export function topology(tree: ConstructTree, dependencies: Dependencies, root: number): readonly number[] {
  const end = tree.ends[root] ?? 0;
  const states = new Uint8Array(end - root);
  const ordered: number[] = [];
  // Lists are shared by all who wait for the same construct, and need not be looked through a second time.
  const visitedLists = new Set<readonly number[]>();
  const path: Visit[] = [];

  const enter = (place: number): void => {
    states[place - root] = OPEN;
    path.push({ place, lists: dependencies.listsOf(place), list: 0, item: 0, passedItself: false });
  };
  const nextTarget = (visit: Visit): number | undefined => {
    for (; visit.list < visit.lists.length; visit.list++, visit.item = 0, visit.passedItself = false) {
      const list = visit.lists[visit.list] ?? [];
      if (visitedLists.has(list)) continue;
      while (visit.item < list.length) {
        const target = list[visit.item++] ?? -1;
        if (target === visit.place) visit.passedItself = true;
        else if (target >= root && target < end && states[target - root] !== DONE) return target;
      }
      if (!visit.passedItself) visitedLists.add(list);
    }
    return undefined;
  };
  const visitFrom = (start: number): void => {
    if (states[start - root] !== UNSEEN) return;
    enter(start);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const target = nextTarget(visit);
      if (target === undefined) {
        path.pop();
        states[visit.place - root] = DONE;
        ordered.push(visit.place);
      } else if (states[target - root] === OPEN) {
        throw cycle(tree, path, target);
      } else {
        enter(target);
      }
    }
  };

  const places = tree.walkOrder(root);
  const awaited = awaitedWithin(dependencies, root, end);
  for (const place of places) if (!awaited[place - root]) visitFrom(place);
  // Everything in a cycle is awaited, so one that nothing else leads to has not been entered yet.
  if (ordered.length < places.length) for (const place of places) visitFrom(place);
  return ordered;
}

/** Marks what something within waits for. */
function awaitedWithin(dependencies: Dependencies, root: number, end: number): Uint8Array {
  const awaited = new Uint8Array(end - root);
  const allAwaited = new Set<number>();
  for (const source of dependencies.sourcesWithin(root, end)) {
    const waiting = dependencies.objectsOf(source);
    for (const target of dependencies.targetsOf(source)) {
      if (target < root || target >= end) continue;
      awaited[target - root] = 1;
      if (waiting.length === 0 || allAwaited.has(target)) continue;
      for (const object of dependencies.objectsOf(target)) {
        if (waiting.length > 1 || waiting[0] !== object) awaited[object - root] = 1;
      }
      if (waiting.length > 1) allAwaited.add(target);
    }
  }
  return awaited;
}

function cycle(tree: ConstructTree, path: readonly Visit[], again: number): SynthError {
  const from = path.findIndex(({ place }) => place === again);
  const names = [...path.slice(from).map(({ place }) => place), again].map((place) => tree.pathOf(place));
  return new SynthError(
    `Dependency cycle: ${names.join(' => ')}. Remove one of the addDependency() calls on this way, no order satisfies all.`,
  );
}
