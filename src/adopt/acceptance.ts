import type { Acknowledgement } from '../platform';
import type { Finding } from '../rehearsal/finding';
import type { Adoption } from './adoption';

/** What errors are accepted for, so that the app writes what there was. */
const REASON = 'adopted as it was';

/** What the app accepts: what was accepted before, with its reasons, and each other error of the input, to be worked off. */
export function acceptedBy({
  findings,
  acknowledged,
}: Pick<Adoption, 'findings' | 'acknowledged'>): readonly Acknowledgement[] {
  const added = new Map<string, Acknowledgement>();
  for (const finding of findings) {
    if (finding.severity !== 'error' || acceptanceOf(finding, acknowledged)) continue;
    const resource = titleOf(finding);
    added.set(`${finding.rule} ${resource}`, { rule: finding.rule, resource, reason: REASON });
  }
  return [...acknowledged, ...added.values()];
}

/** The acknowledgement that covers a finding; undefined if none does. */
export function acceptanceOf(finding: Finding, acknowledged: readonly Acknowledgement[]): Acknowledgement | undefined {
  const title = titleOf(finding);
  return acknowledged.find(
    ({ rule, resource }) => rule === finding.rule && (resource === undefined || resource === title),
  );
}

function titleOf({ resource: { kind, namespace, name } }: Finding): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
