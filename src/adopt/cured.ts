import type { Finding } from '../rehearsal/finding';
import { titleOf } from '../rehearsal/manifest';

/** What was found in the input and is not in what the app writes. Paths and messages may differ where both mean the same: they do not count. */
export function curedFindings(input: readonly Finding[], app: readonly Finding[]): readonly Finding[] {
  const left = new Map<string, number>();
  for (const finding of app) left.set(keyOf(finding), (left.get(keyOf(finding)) ?? 0) + 1);
  return input.filter((finding) => {
    const count = left.get(keyOf(finding)) ?? 0;
    left.set(keyOf(finding), count - 1);
    return count <= 0;
  });
}

function keyOf(finding: Finding): string {
  return `${finding.rule} ${titleOf(finding.resource)}`;
}
