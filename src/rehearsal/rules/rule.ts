import type { Cluster } from '../cluster';
import type { Severity } from '../finding';
import type { FleetCheck } from '../fleet/fleet-member';
import type { StoredObject } from '../inventory';

/** What a rule is: data for `loxigw explain` and RULES.md, and its check. */
export interface Rule {
  /** Stable, readable id, e.g. `admission/unknown-field`. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** What happens in the cluster, and that nothing else says so. */
  readonly why: string;
  readonly cure: string;
  /** Where the fact comes from. */
  readonly source: string;
  /** Undefined for what the API server says itself: admission checks that. */
  readonly check?: Check;
  /** For rules between clusters. @default none: one cluster is enough to see it */
  readonly fleet?: FleetCheck;
}

/** What breaks the rule: nothing where it holds, and undefined where there is nothing that the rule speaks of. */
export type Check = (cluster: Cluster) => readonly Violation[] | undefined;

/** One place at which a rule is broken. */
export interface Violation {
  readonly object: StoredObject;
  /** As the API server writes it; `''`: the object. */
  readonly path: string;
  /** What is wrong here, and what comes of it: the rest of a line, without a full stop. */
  readonly message: string;
  /** What to do here. @default that of the rule */
  readonly cure?: string;
  /** @default that of the rule */
  readonly severity?: Severity;
}

/** Finds subjects once for all rules that look at them. */
export function perCluster<T>(find: (cluster: Cluster) => readonly T[]): (cluster: Cluster) => readonly T[] {
  const found = new WeakMap<Cluster, readonly T[]>();
  return (cluster) => {
    const known = found.get(cluster);
    if (known) return known;
    const subjects = find(cluster);
    found.set(cluster, subjects);
    return subjects;
  };
}

/** What a check of one subject may give. */
export type Verdict = Violation | readonly Violation[] | undefined;

/**
 * A check of each subject by itself. It does not apply where there are none.
 * @param subjects what the rule speaks of
 * @param verdict what is wrong with one
 */
export function each<S>(
  subjects: (cluster: Cluster) => readonly S[],
  verdict: (subject: S, cluster: Cluster) => Verdict,
): Check {
  return (cluster) => {
    const all = subjects(cluster);
    if (all.length === 0) return undefined;
    return all.flatMap((subject) => verdict(subject, cluster) ?? []);
  };
}
