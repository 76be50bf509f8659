import { type ClusterReview, summaryOf } from '../cluster-review';
import { printableJson } from './printable';

/**
 * What a change means as JSON; the keys and their order are part of the interface. Of one cluster its parts stand at the top, of
 * several in `clusters`, each with its name.
 */
export function reviewJson(reviews: readonly ClusterReview[], notes: readonly string[] = []): string {
  const [only, second] = reviews;
  const clusters = reviews.map((each) => ({ name: each.name, summary: summaryOf([each]), ...partsOf(each) }));
  const parts = only && !second ? { ...partsOf(only), notes: [...notes, ...only.notes] } : { notes, clusters };
  return `${printableJson({ summary: summaryOf(reviews), ...parts })}\n`;
}

/** Without what the picture is made of. */
function partsOf({ review: { changes, answers, structure }, accepted, notes }: ClusterReview): object {
  return {
    changes,
    accepted: accepted.map(({ change, reason }) => ({ ...change, reason })),
    answers,
    structure,
    notes,
  };
}
