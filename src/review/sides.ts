import type { Rehearsal } from '../rehearsal';
import type { Kind, StoredObject } from '../rehearsal/inventory';
import type { LoxilbService } from '../rehearsal/loadbalancer/loxilb-service';
import { subjectOf } from './change';

/** One cluster as it is, and as it would be. */
export interface Sides {
  readonly before: Rehearsal;
  readonly after: Rehearsal;
}

/** Something that both sides have, or one of them. */
export interface Pair<T> {
  /** `Gateway shop/web`. */
  readonly subject: string;
  readonly was: T | undefined;
  readonly is: T | undefined;
}

/** The objects of a kind on both sides, in the order of the older, then of the newer. */
export function objectPairs<T extends StoredObject>({ before, after }: Sides, kind: Kind<T>): readonly Pair<T>[] {
  return pairs(before.cluster.inventory.all(kind), after.cluster.inventory.all(kind), subjectOf);
}

/** Services that LoxiLB serves on one side, or on both, by what they are made for. */
export function servicePairs({ before, after }: Sides): readonly Pair<LoxilbService>[] {
  return pairs(before.cluster.services, after.cluster.services, ({ origin }) => subjectOf(origin));
}

/** Items of both sides by their keys. */
export function pairs<T>(old: readonly T[], young: readonly T[], keyOf: (item: T) => string): readonly Pair<T>[] {
  const [was, is] = [old, young].map((items) => new Map(items.map((item) => [keyOf(item), item])));
  return [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].map((subject) => ({
    subject,
    was: was?.get(subject),
    is: is?.get(subject),
  }));
}
