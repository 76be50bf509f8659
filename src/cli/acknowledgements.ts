import type { Acknowledgement, PlatformEntry } from '../platform';
import { isFor, isForObject, isOfChange } from '../rehearsal/acknowledgement';
import type { Finding } from '../rehearsal/finding';
import type { Manifest } from '../rehearsal/manifest';
import { referenceTo, titleOf } from '../rehearsal/manifest';

/** Takes out the findings that a platform file accepts, and keeps count of what it accepts in vain. */
export class Acknowledgements {
  private readonly used = new Set<Acknowledgement>();
  private readonly met = new Set<Acknowledgement>();
  private readonly clusters = new Set<PlatformEntry>();

  /** @param of findings of clusters, or changes of them: those of the other are used elsewhere */
  constructor(private readonly of: 'findings' | 'changes' = 'findings') {}

  /** Remembers that an object was looked at: what is accepted for others may be needed in another run. */
  meet(manifest: Manifest, entry: PlatformEntry): void {
    this.clusters.add(entry);
    if (entry.acknowledge.length === 0) return;
    const title = titleOf(referenceTo(manifest));
    for (const each of entry.acknowledge) if (isForObject(each, title)) this.met.add(each);
  }

  /** True if the platform file accepts the finding. */
  accepts({ rule, resource }: Finding, { acknowledge }: PlatformEntry): boolean {
    return acknowledge.length > 0 && this.reasonFor(rule, titleOf(resource), acknowledge) !== undefined;
  }

  /**
   * Why something is accepted; undefined: it is not.
   * @param title of the object: `Gateway shop/web`
   */
  reasonFor(rule: string, title: string, acknowledge: PlatformEntry['acknowledge']): string | undefined {
    const accepted = acknowledge.filter((each) => isFor(each, rule, title));
    for (const each of accepted) this.used.add(each);
    return accepted[0]?.reason;
  }

  /** A message for each whose objects were looked at, and which fits no finding of theirs. Objects of other files may need theirs. */
  get warnings(): readonly string[] {
    const noun = this.of === 'findings' ? 'finding' : 'change';
    return [...this.met]
      .filter((each) => !this.used.has(each) && this.isLookedFor(each))
      .map(({ rule, resource }) => {
        const of = resource === undefined ? '' : ` for ${resource}`;
        return `the acknowledgement of ${rule}${of} fits no ${noun}. Remove it, or correct it.`;
      });
  }

  private isLookedFor(acknowledgement: Acknowledgement): boolean {
    const { rule } = acknowledgement;
    if (isOfChange(acknowledgement)) return this.of === 'changes';
    // One cluster alone has nothing between it and others.
    return this.of === 'findings' && (!rule.startsWith('fleet/') || this.clusters.size > 1);
  }
}
