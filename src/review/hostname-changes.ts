import type { Rehearsal } from '../rehearsal';
import { hostnameIntersection, hostnamesOf } from '../rehearsal/hostnames';
import { hostnameExposed } from '../rehearsal/rules/diff/hostname-exposed';
import { hostnameGone } from '../rehearsal/rules/diff/hostname-gone';
import { type Change, changeOf, subjectOf } from './change';
import type { Sides } from './sides';

/** Hostnames that are answered for from now on, and those that are not any more. What a wildcard of the other side is for is neither. */
export function hostnameChanges({ before, after }: Sides): readonly Change[] {
  const [old, young] = [exposed(before), exposed(after)];
  return [
    ...missing(young, old).map(({ subject, at }) =>
      changeOf(hostnameExposed, subject, `answers for ${at}, which it did not`),
    ),
    ...missing(old, young).map(({ subject, at }) => changeOf(hostnameGone, subject, `answers no more for ${at}`)),
  ];
}

interface Exposed {
  readonly subject: string;
  /** Gateway, protocol and port. */
  readonly place: string;
  /** `''`: every host. */
  readonly hostname: string;
  /** `shop.example.com on HTTPS 443`. */
  readonly at: string;
}

/** Those of one side that no hostname of the other covers. */
function missing(side: ReadonlyMap<string, Exposed>, other: ReadonlyMap<string, Exposed>): readonly Exposed[] {
  return [...side.values()].filter(
    ({ place, hostname }) => !hostnamesOf(hostname).some((wider) => other.has(`${place} ${wider}`)),
  );
}

/** Hostnames that routes answer for, each with the place where it does. */
function exposed({ cluster, traffic }: Rehearsal): ReadonlyMap<string, Exposed> {
  const found = new Map<string, Exposed>();
  const add = (gateway: Parameters<typeof subjectOf>[0], protocol: string, port: number, hostname: string): void => {
    const subject = subjectOf(gateway);
    const place = `${subject} ${protocol} ${port}`;
    const at = `${hostname === '' ? 'every host' : hostname} on ${protocol} ${port}`;
    found.set(`${place} ${hostname}`, { subject, place, hostname, at });
  };
  for (const { hostname, listener } of traffic.entries)
    add(listener.gateway, listener.spec.protocol, listener.spec.port, hostname);
  for (const [route, attachments] of cluster.controller.attachments) {
    if (route.kind !== 'TLSRoute') continue;
    for (const { gateway, spec } of attachments.flatMap(({ listeners }) => listeners)) {
      for (const host of route.spec.hostnames ?? [undefined]) {
        const common = hostnameIntersection(spec.hostname, host);
        if (common) add(gateway, spec.protocol, spec.port, common.hostname);
      }
    }
  }
  return found;
}
