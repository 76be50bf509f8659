import type { Acknowledgement, PlatformEntry } from '../platform';
import type { Finding } from '../rehearsal/finding';
import type { Manifest } from '../rehearsal/manifest';
import { referenceTo } from '../rehearsal/manifest';

/** Takes out the findings that a platform file accepts, and keeps count of what it accepts in vain. */
export class Acknowledgements {
  private readonly used = new Set<Acknowledgement>();
  private readonly met = new Set<Acknowledgement>();

  /** Remembers that an object was looked at: what is accepted for others may be needed in another run. */
  meet(manifest: Manifest, { acknowledge }: PlatformEntry): void {
    if (acknowledge.length === 0) return;
    const title = titleOf(referenceTo(manifest));
    for (const each of acknowledge) if (each.resource === undefined || each.resource === title) this.met.add(each);
  }

  /** True if the platform file accepts the finding. */
  accepts(finding: Finding, { acknowledge }: PlatformEntry): boolean {
    if (acknowledge.length === 0) return false;
    const title = titleOf(finding.resource);
    const accepted = acknowledge.filter(
      ({ rule, resource }) => rule === finding.rule && (resource === undefined || resource === title),
    );
    for (const each of accepted) this.used.add(each);
    return accepted.length > 0;
  }

  /** A message for each whose objects were looked at, and which fits no finding of theirs. Objects of other files may need theirs. */
  get warnings(): readonly string[] {
    return [...this.met]
      .filter((each) => !this.used.has(each))
      .map(({ rule, resource }) => {
        const of = resource === undefined ? '' : ` for ${resource}`;
        return `the acknowledgement of ${rule}${of} fits no finding. Remove it, or correct it.`;
      });
  }
}

function titleOf({ kind, namespace, name }: Finding['resource']): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
