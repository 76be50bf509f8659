import { topologyOf } from '../picture/cluster-topology';
import type { GatewayTopology } from '../picture/topology';
import type { Rehearsal, Severity } from '../rehearsal';
import type { TrafficRequest } from '../rehearsal/traffic/request';
import { backendChanges } from './backend-changes';
import { certificateChanges } from './certificate-changes';
import type { Change } from './change';
import { classChanges } from './class-changes';
import { grantChanges } from './grant-changes';
import { hostnameChanges } from './hostname-changes';
import { liveSides } from './live-side';
import { Vips } from './live-vips';
import { loxilbChanges } from './loxilb-changes';
import { plaintextChanges } from './plaintext-changes';
import type { Unprobed } from './probes';
import { prunedObjects } from './pruned-objects';
import { reachChanges } from './reach-changes';
import { sessionChanges } from './session-changes';
import type { Sides } from './sides';
import { type StructureChange, structureChanges } from './structure';
import { type AnswerChange, trafficChanges } from './traffic-changes';
import { vipChanges } from './vip-changes';

/** What a change means: for what is live, and for requests. */
export interface Review {
  /** The most severe first, then by object. */
  readonly changes: readonly Change[];
  /** Lost ones first, then those that are otherwise, then those that are gained. */
  readonly answers: readonly AnswerChange[];
  /** Matches and given requests that could not be sent, on either side; also where nothing has changed. */
  readonly unprobed: readonly Unprobed[];
  /** Listeners, routes, backends and shares that are added, removed or changed. */
  readonly structure: readonly StructureChange[];
  /** The Gateways with such a change, as they were and as they are; undefined where there is none. */
  readonly touched: readonly TouchedGateway[];
}

/** A Gateway on both sides. */
export interface TouchedGateway {
  /** `Gateway shop/web`. */
  readonly subject: string;
  readonly before: GatewayTopology | undefined;
  readonly after: GatewayTopology | undefined;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What looks at both sides, each for a kind of change. */
const CHANGES: readonly ((sides: Sides) => readonly Change[])[] = [
  classChanges,
  sessionChanges,
  plaintextChanges,
  hostnameChanges,
  reachChanges,
  grantChanges,
  certificateChanges,
  backendChanges,
  loxilbChanges,
  prunedObjects,
];

/**
 * Compares two rehearsals of one cluster, the older first.
 * @param requests to send to both, beside those that are made of the matches; by the name that they are listed under
 */
export function review(
  before: Rehearsal,
  after: Rehearsal,
  requests: ReadonlyMap<string, TrafficRequest> = new Map(),
): Review {
  const key = ({ severity, subject, rule, message }: Change): string =>
    `${SEVERITIES.indexOf(severity)} ${subject} ${rule} ${message}`;
  // What is refused, or not pruned, stays as it was: everything else is compared with that.
  const { sides, changes: kept } = liveSides({ before, after });
  const vips = new Vips(sides);
  const [old, young] = [topologyOf(sides.before), topologyOf(sides.after, (gateway) => vips.now(gateway))];
  const traffic = trafficChanges(sides.before, sides.after, requests);
  const changes = [
    ...kept,
    ...vipChanges(sides, vips),
    ...CHANGES.flatMap((changesOf) => changesOf(sides)),
    ...traffic.changes,
  ];
  const structure = structureChanges(old, young);
  const [was, is] = [old, young].map((side) => new Map(side.map((each) => [subjectOf(each), each])));
  return {
    changes: sortedBy(changes, key),
    answers: traffic.answers,
    unprobed: traffic.unprobed,
    structure,
    touched: [...new Set(structure.map(({ subject }) => subject))].map((subject) => ({
      subject,
      before: was?.get(subject),
      after: is?.get(subject),
    })),
  };
}

function subjectOf({ namespace, name }: GatewayTopology): string {
  return `Gateway ${namespace}/${name}`;
}

function sortedBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1)).map(({ item }) => item);
}
