import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { acceptedBy } from '../rehearsal/acknowledgement';
import type { Finding } from '../rehearsal/finding';
import { identityOf } from '../rehearsal/inventory';
import { referenceTo } from '../rehearsal/manifest';
import { duplicate } from '../rehearsal/rules/admission/duplicate';
import type { SourcedManifest } from './input/parse-manifests';

/** A finding with the manifest that it stands at. */
export interface DuplicateFinding {
  readonly sourced: SourcedManifest;
  readonly finding: Finding;
}

/**
 * Manifests of one cluster that are one object to its API server: one finding for each such object, at the second, unless that one accepts it.
 */
export function duplicateFindings(manifests: readonly SourcedManifest[]): readonly DuplicateFinding[] {
  const byIdentity = new Map<string, SourcedManifest[]>();
  for (const sourced of manifests) {
    const reference = referenceTo(sourced.manifest);
    // What has no name is made anew each time.
    if (reference.name === '') continue;
    const identity = identityOf(reference);
    const known = byIdentity.get(identity);
    if (known) known.push(sourced);
    else byIdentity.set(identity, [sourced]);
  }
  return [...byIdentity.values()].flatMap(([first, second, ...more]): DuplicateFinding[] => {
    if (!first || !second || acceptedBy(second.manifest).has(duplicate.id)) return [];
    return [{ sourced: second, finding: findingOf(first, second, more) }];
  });
}

function findingOf(first: SourcedManifest, second: SourcedManifest, more: readonly SourcedManifest[]): Finding {
  const isEqual = [second, ...more].every(({ manifest }) => isDeepStrictEqual(manifest, first.manifest));
  const others = `${placeOf(first)}${more.length > 0 ? ` and ${more.length} more` : ''}`;
  const [folder, other] = [dirname(first.file), dirname(second.file)];
  const clusters =
    folder === other
      ? ''
      : ` If they are of two clusters, say so in loxigw.yaml: platforms: [{ paths: [${folder}] }, { paths: [${other}] }].`;
  return {
    rule: duplicate.id,
    severity: isEqual ? 'warning' : duplicate.severity,
    resource: referenceTo(second.manifest),
    path: '',
    message: isEqual
      ? `is the same object as in ${others}, and says the same`
      : `is the same object as in ${others}, and says something else: the one that is applied later overwrites the other`,
    cure: `Give one another name or namespace, or remove it.${clusters}`,
  };
}

function placeOf({ file, line }: SourcedManifest): string {
  return `${file}:${line}`;
}
