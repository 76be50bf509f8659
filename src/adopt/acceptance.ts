import type { Acknowledgement } from '../platform';
import type { Finding } from '../rehearsal/finding';
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
    const resource = titleOf(finding);
    added.set(`${finding.rule} ${resource}`, { rule: finding.rule, resource, reason: REASON });
  }
  // What is accepted in vain would be warned of with every synthesis.
  const fits = (each: Acknowledgement, all: readonly Finding[]): boolean =>
    all.some((finding) => acceptanceOf(finding, [each]) !== undefined);
  const kept = acknowledged.filter((each) => fits(each, findings) || !fits(each, cured));
  return [...kept, ...added.values()];
}

/** The acknowledgement that covers a finding; undefined if none does. */
export function acceptanceOf(finding: Finding, acknowledged: readonly Acknowledgement[]): Acknowledgement | undefined {
  const title = titleOf(finding);
  return acknowledged.find(
    ({ rule, resource }) => rule === finding.rule && (resource === undefined || resource === title),
  );
}

/** `Kind namespace/name` of the object of a finding. */
export function titleOf({ resource: { kind, namespace, name } }: Finding): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
