import type { PlatformEntry } from '../platform';
import { acceptedBy, isOfChange, placed } from '../rehearsal/acknowledgement';
import type { Manifest } from '../rehearsal/manifest';
import { referenceTo, titleOf } from '../rehearsal/manifest';
import type { Change } from '../review/change';
import type { Review } from '../review/review';
import type { Acknowledgements } from './acknowledgements';

/** A change that somebody has looked at and accepts. */
export interface AcceptedChange {
  readonly change: Change;
  readonly reason: string;
}

/** What a change means for one cluster. */
export interface ClusterReview {
  /** Its folders, as the platform file has them. */
  readonly name: string;
  /** Its changes are those that nobody accepts. */
  readonly review: Review;
  readonly accepted: readonly AcceptedChange[];
  /** What a reader should know of how the sides were compared: sentences. */
  readonly notes: readonly string[];
}

/** How much there is of one cluster, or of all. */
export interface ReviewSummary {
  readonly errors: number;
  readonly warnings: number;
  readonly accepted: number;
  /** Requests that get another answer. */
  readonly answers: number;
}

export function summaryOf(reviews: readonly ClusterReview[]): ReviewSummary {
  const changes = reviews.flatMap(({ review }) => review.changes);
  const count = (severity: string): number => changes.filter((change) => change.severity === severity).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    accepted: reviews.reduce((sum, { accepted }) => sum + accepted.length, 0),
    answers: reviews.reduce((sum, { review }) => sum + review.answers.length, 0),
  };
}

/** True where nothing is different, accepted or not. */
export function hasNoChange({ review: { changes, answers, structure }, accepted }: ClusterReview): boolean {
  return changes.length + answers.length + structure.length + accepted.length === 0;
}

/** True where there is nothing to say at all. */
export function isEmpty(review: ClusterReview): boolean {
  return hasNoChange(review) && review.notes.length === 0;
}

/**
 * Takes out the changes that the platform file accepts, or the newer object by its annotation.
 * @param manifests of the newer side
 * @returns `unused`: messages on annotations that accept nothing, and would accept the next change
 */
export function acceptedChanges(
  changes: readonly Change[],
  { acknowledge }: PlatformEntry,
  manifests: readonly Manifest[],
  acknowledgements: Acknowledgements,
): {
  readonly open: readonly Change[];
  readonly accepted: readonly AcceptedChange[];
  readonly unused: readonly string[];
} {
  const reasons = new Map(manifests.flatMap(ownReasons));
  const unused = new Map(reasons);
  const open: Change[] = [];
  const accepted: AcceptedChange[] = [];
  for (const change of changes) {
    const key = `${change.rule} ${placed(change.subject)}`;
    unused.delete(key);
    const reason = acknowledgements.reasonFor(change.rule, change.subject, acknowledge) ?? reasons.get(key);
    if (reason === undefined) open.push(change);
    else accepted.push({ change, reason });
  }
  return {
    open,
    accepted,
    unused: [...unused.keys()].map((key) => {
      const [rule = '', ...title] = key.split(' ');
      return `the annotation of ${title.join(' ')} accepts ${rule}, and fits no change. Remove it, or correct it.`;
    }),
  };
}

/** `diff/vip-moved Gateway shop/web`, with the reason. */
function ownReasons(manifest: Manifest): [string, string][] {
  const title = placed(titleOf(referenceTo(manifest)));
  return [...acceptedBy(manifest)]
    .filter(([rule]) => isOfChange({ rule }))
    .map(([rule, reason]) => [`${rule} ${title}`, reason]);
}
