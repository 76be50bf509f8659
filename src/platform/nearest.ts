import { distance } from 'fastest-levenshtein';

/**
 * The candidate nearest to `given`, for "did you mean": at most a third of its letters differ. Undefined if none is near.
 */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.floor(given.length / 3) + 1;
  for (const candidate of candidates) {
    // The distance is at least the difference in length.
    if (Math.abs(candidate.length - given.length) >= bestDistance) continue;
    const d = distance(given.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}
