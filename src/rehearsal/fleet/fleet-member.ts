import type { StoredObject } from '../inventory';
import type { Rehearsal } from '../rehearsal';
import type { Violation } from '../rules/rule';

/** One cluster of several that are looked at together. */
export interface FleetMember {
  /** As messages name it: its folder, or its name. */
  readonly name: string;
  readonly rehearsal: Rehearsal;
}

/** A place in one cluster that is at odds with another one. */
export interface FleetViolation extends Violation {
  readonly member: FleetMember;
}

/** What breaks a rule between clusters: nothing where it holds, and undefined where there is nothing that the rule speaks of. */
export type FleetCheck = (members: readonly FleetMember[]) => readonly FleetViolation[] | undefined;

/** Something that clusters have, where it stands, and what it is told apart by. */
export interface FleetClaim {
  readonly member: FleetMember;
  readonly object: StoredObject;
  readonly path: string;
  /** Equal for what should be of one cluster. */
  readonly key: string;
  /** In which the key means something. @default everywhere */
  readonly network?: string;
}

/**
 * One violation for each key that several clusters claim: at the second of them, in the order given.
 * @param say the message. @param others names of the other clusters
 */
export function claimedTwice(
  claims: readonly FleetClaim[],
  say: (key: string, others: string) => string,
): readonly FleetViolation[] | undefined {
  if (claims.length === 0) return undefined;
  const byKey = new Map<string, FleetClaim[]>();
  for (const claim of claims) {
    const place = JSON.stringify([claim.network, claim.key]);
    const known = byKey.get(place);
    if (!known) byKey.set(place, [claim]);
    else if (known.every(({ member }) => member !== claim.member)) known.push(claim);
  }
  return [...byKey.values()].flatMap((all): FleetViolation[] => {
    const second = all[1];
    if (!second) return [];
    const { member, object, path, key } = second;
    const others = all.filter((claim) => claim !== second).map((claim) => claim.member.name);
    return [{ member, object, path, message: say(key, listed(others)) }];
  });
}

/** Clusters whose addresses can meet: those of one network; `''` for all that name none. */
export function networkOf({ rehearsal }: FleetMember): string {
  return rehearsal.platform.settings.network ?? '';
}

const MOST_LISTED = 3;

/** The first few names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const rest = names.length - MOST_LISTED;
  return rest > 0 ? `${names.slice(0, MOST_LISTED).join(', ')} and ${rest} more` : names.join(' and ');
}
