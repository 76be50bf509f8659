import { Rehearsal } from '../rehearsal/rehearsal';
import { RequestError, type TrafficRequest } from '../rehearsal/traffic/request';
import { type Review, review } from '../review/review';
import { Acknowledgements } from './acknowledgements';
import { acceptedChanges, type ClusterReview } from './cluster-review';
import { type ComparedCluster, comparedClusters, isUnchanged } from './input/compared-files';
import type { DiffInput } from './input/diff-input';
import type { GivenRequests } from './input/given-requests';
import type { InputError } from './input/input-error';
import { parseManifests, type SourcedManifest } from './input/parse-manifests';
import type { TextFile } from './input/read-files';
import { platformChanges } from './platform-changes';

/** What a change means for each cluster, and what was found on the way. */
export interface ClusterReviews {
  readonly reviews: readonly ClusterReview[];
  /** How many there are on both sides. */
  readonly manifests: number;
  readonly errors: readonly InputError[];
  /** Acknowledgements in vain. */
  readonly warnings: readonly string[];
}

const NOTHING: Review = { changes: [], answers: [], unprobed: [], structure: [], touched: [] };

/**
 * Compares both sides, each cluster with itself.
 * @throws RequestError for a request that does not say what it needs to
 */
export function reviewClusters({ before, after, platforms, old }: DiffInput, requests: GivenRequests): ClusterReviews {
  const clusters = comparedClusters(before, after, platforms, old);
  const acknowledgements = new Acknowledgements('changes');
  const errors: InputError[] = [];
  const warnings: string[] = [];
  const files = namesOf(after.files);
  let manifests = 0;
  const reviews = clusters.map((cluster): ClusterReview => {
    const newer = parsed(cluster.after.files, errors);
    const isSame = isUnchanged(cluster, [before.root, after.root]);
    const older = isSame ? newer : parsed(cluster.before.files, errors);
    manifests += older.length + newer.length;
    const entry = { ...cluster.entry, acknowledge: [...cluster.entry.acknowledge, ...platforms.between] };
    for (const { manifest } of [...older, ...newer]) acknowledgements.meet(manifest, entry);
    const own = requests.for(namesOf(cluster.after.files), files);
    const found = isSame || errors.length > 0 ? NOTHING : compared(cluster, older, newer, own);
    const { open, accepted, unused } = acceptedChanges(found.changes, entry, manifestsOf(newer), acknowledgements);
    warnings.push(...unused);
    return {
      name: cluster.name,
      review: { ...found, changes: open },
      accepted,
      notes: [
        ...(clusters.length > 1 ? standing(older, newer) : []),
        ...platformChanges(cluster.before.entry.platform, cluster.after.entry.platform),
        ...unprobedNotes(found),
      ],
    };
  });
  return { reviews, manifests, errors, warnings: [...warnings, ...acknowledgements.warnings] };
}

function parsed(files: readonly TextFile[], errors: InputError[]): readonly SourcedManifest[] {
  return files.flatMap((file) => {
    const { manifests, errors: own } = parseManifests(file);
    errors.push(...own);
    return manifests;
  });
}

/** @throws RequestError, with the title of the request */
function compared(
  { before, after }: ComparedCluster,
  older: readonly SourcedManifest[],
  newer: readonly SourcedManifest[],
  requests: ReadonlyMap<string, TrafficRequest>,
): Review {
  const old = new Rehearsal(manifestsOf(older), before.entry.platform);
  const young = new Rehearsal(manifestsOf(newer), after.entry.platform);
  for (const [title, request] of requests) {
    try {
      young.send(request);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      throw new RequestError(`${title}: ${error.message}`);
    }
  }
  return review(old, young, requests);
}

function manifestsOf(sourced: readonly SourcedManifest[]): readonly SourcedManifest['manifest'][] {
  return sourced.map(({ manifest }) => manifest);
}

function namesOf(files: readonly TextFile[]): readonly string[] {
  return files.map(({ file }) => file);
}

function standing(before: readonly unknown[], after: readonly unknown[]): readonly string[] {
  if (before.length === 0 && after.length > 0) return ['the cluster is new'];
  return after.length === 0 && before.length > 0 ? ['the cluster is gone'] : [];
}

const MOST_UNPROBED = 5;

/** Matches whose requests nobody can tell, so that a change of their answer would not show. */
function unprobedNotes({ unprobed }: Review): readonly string[] {
  const rest = unprobed.length - MOST_UNPROBED;
  return [
    ...unprobed.slice(0, MOST_UNPROBED).map(({ match, reason }) => `no request is made of ${match}: ${reason}`),
    ...(rest > 0 ? [`no request is made of ${rest} ${rest === 1 ? 'match' : 'matches'} more`] : []),
  ];
}
