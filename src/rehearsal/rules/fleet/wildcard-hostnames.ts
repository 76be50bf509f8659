import { type FleetClaim, type FleetViolation, listed } from '../../fleet/fleet-member';
import { hostnamesOf } from '../../hostnames';

/** A hostname that some clusters serve by its name, and others by a wildcard. */
interface Meeting {
  /** Clusters that have the name, and not the wildcard: the first claim, and the names of all. */
  readonly named: FleetClaim;
  readonly byName: string;
  /** Clusters that have the wildcard, and not the name. */
  readonly wild: FleetClaim;
  readonly byWildcard: string;
  /** The later of the two claims, and its place. */
  readonly later: FleetClaim;
  readonly place: number;
}

/**
 * One violation for each wildcard below which other clusters serve a hostname, at the second cluster in the order of the claims. Clusters that serve
 * the same hostname are left out.
 */
export function wildcardViolations(claims: readonly FleetClaim[]): readonly FleetViolation[] {
  const places = new Map(claims.map((claim, place) => [claim, place]));
  const byHostname = new Map<string, FleetClaim[]>();
  for (const claim of claims) {
    const known = byHostname.get(claim.key);
    if (known) known.push(claim);
    else byHostname.set(claim.key, [claim]);
  }
  const byWildcard = new Map<string, Meeting[]>();
  for (const [hostname, named] of byHostname) {
    for (const wildcard of hostnamesOf(hostname)) {
      const meeting = wildcard === hostname ? undefined : meetingOf(named, byHostname.get(wildcard) ?? [], places);
      if (!meeting) continue;
      const known = byWildcard.get(wildcard);
      if (known) known.push(meeting);
      else byWildcard.set(wildcard, [meeting]);
      // Of several wildcards around it the nearest is enough.
      break;
    }
  }
  return [...byWildcard.values()].map((meetings) => {
    const first = meetings.reduce((a, b) => (b.place < a.place ? b : a));
    return violationOf(first, meetings.length - 1);
  });
}

function meetingOf(
  named: readonly FleetClaim[],
  wild: readonly FleetClaim[],
  places: ReadonlyMap<FleetClaim, number>,
): Meeting | undefined {
  if (wild.length === 0) return undefined;
  const without = (some: readonly FleetClaim[], others: readonly FleetClaim[]): readonly FleetClaim[] => {
    const members = new Set(others.map(({ member }) => member));
    return some.filter(({ member }) => !members.has(member));
  };
  const [byName, byWildcard] = [without(named, wild), without(wild, named)];
  const [a, b] = [byName[0], byWildcard[0]];
  if (!a || !b) return undefined;
  const [atName, atWildcard] = [places.get(a) ?? 0, places.get(b) ?? 0];
  const namesOf = (some: readonly FleetClaim[]): string => listed(some.map(({ member }) => member.name));
  return {
    named: a,
    byName: namesOf(byName),
    wild: b,
    byWildcard: namesOf(byWildcard),
    later: atName > atWildcard ? a : b,
    place: Math.max(atName, atWildcard),
  };
}

function violationOf({ named, byName, wild, byWildcard, later }: Meeting, rest: number): FleetViolation {
  const more = rest > 0 ? `; and so it is with ${rest} more below ${wild.key}` : '';
  const message =
    later === named
      ? `${named.key} is served by ${byWildcard} as well, by ${wild.key}${more}`
      : `${wild.key} takes in ${named.key}, which ${byName} serves${more}`;
  const { member, object, path } = later;
  return { member, object, path, message };
}
