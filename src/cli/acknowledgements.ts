import type { Acknowledgement, PlatformEntry } from '../platform';
import type { Finding } from '../rehearsal/finding';
import type { Manifest } from '../rehearsal/manifest';
import { referenceTo } from '../rehearsal/manifest';

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
    for (const each of entry.acknowledge) if (isFor(each, title)) this.met.add(each);
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
    const accepted = acknowledge.filter((each) => each.rule === rule && isFor(each, title));
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

  private isLookedFor({ rule }: Acknowledgement): boolean {
    if (rule.startsWith('diff/')) return this.of === 'changes';
    // One cluster alone has nothing between it and others.
    return this.of === 'findings' && (!rule.startsWith('fleet/') || this.clusters.size > 1);
  }
}

/** An object without a namespace is in `default`, if its kind has namespaces. */
function isFor({ resource }: Acknowledgement, title: string): boolean {
  return resource === undefined || resource === title || withDefault(resource) === withDefault(title);
}

function withDefault(title: string): string {
  return title.replace(/^(\S+) ([^/]*)$/, '$1 default/$2');
}

function titleOf({ kind, namespace, name }: Finding['resource']): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
