import type { Acknowledgement } from '../platform';
import { acceptanceOf } from '../rehearsal/acknowledgement';
import type { Finding } from '../rehearsal/finding';
import { titleOf } from '../rehearsal/manifest';
import type { Adoption } from './adoption';

/** What errors are accepted for, so that the app writes what there was. */
const REASON = 'adopted as it was';

/**
 * What the app accepts: what was accepted before and is not cured, with its reasons, and each other error that it still has, to be worked off.
 */
export function acceptedBy({
  findings,
  cured,
  acknowledged,
}: Pick<Adoption, 'findings' | 'cured' | 'acknowledged'>): readonly Acknowledgement[] {
  const added = new Map<string, Acknowledgement>();
  for (const finding of findings) {
    if (finding.severity !== 'error' || acceptanceOf(finding, acknowledged)) continue;
    const resource = titleOf(finding.resource);
    added.set(`${finding.rule} ${resource}`, { rule: finding.rule, resource, reason: REASON });
  }
  // What is accepted in vain would be warned of with every synthesis.
  const fits = (each: Acknowledgement, all: readonly Finding[]): boolean =>
    all.some((finding) => acceptanceOf(finding, [each]) !== undefined);
  const kept = acknowledged.filter((each) => fits(each, findings) || !fits(each, cured));
  return [...kept, ...added.values()];
}
