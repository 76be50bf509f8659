import type { Rehearsal } from '../rehearsal';
import { hostnamesOf } from '../rehearsal/hostnames';
import { plaintext } from '../rehearsal/rules/diff/plaintext';
import { type Change, changeOf, subjectOf } from './change';
import type { Sides } from './sides';

const MOST_NAMED = 3;

/** Hostnames that are served by plain HTTP from now on, and HTTP listeners that are new; redirects to HTTPS serve nothing. */
export function plaintextChanges({ before, after }: Sides): readonly Change[] {
  const old = plainPorts(before);
  return [...plainPorts(after)].flatMap(([place, { subject, port, served, redirected, open }]): Change[] => {
    const was = old.get(place);
    const isKnown = (hostname: string): boolean => hostnamesOf(hostname).some((wider) => was?.served.has(wider));
    const hosts = [...served].filter((hostname) => !isKnown(hostname)).sort();
    const doors = [...open].filter((hostname) => !was?.all.has(hostname)).sort();
    if (hosts.length + doors.length === 0) return [];
    const redirects =
      hosts.length > 0 && hosts.every((hostname) => was?.redirected.has(hostname) && !redirected.has(hostname));
    const message = `serves plain HTTP on port ${port} for ${named([...hosts, ...doors])}`;
    return [changeOf(plaintext, subject, `${message}${redirects ? ', where it only redirected to HTTPS' : ''}`)];
  });
}

function named(hosts: readonly string[]): string {
  const texts = hosts.map((host) => (host === '' ? 'every host' : host));
  const rest = texts.length - MOST_NAMED;
  return rest > 1 ? `${texts.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : texts.join(', ');
}

/** A port of a Gateway that speaks plain HTTP; hostnames as routes have them, `''` for every host. */
interface PlainPort {
  /** The Gateway. */
  readonly subject: string;
  readonly port: number;
  readonly served: Set<string>;
  /** Where nothing but redirects to HTTPS is answered. */
  readonly redirected: Set<string>;
  /** Hostnames of listeners that nothing is attached to so far. */
  readonly open: Set<string>;
  /** Hostnames of all listeners. */
  readonly all: Set<string>;
}

function plainPorts({ cluster, traffic }: Rehearsal): ReadonlyMap<string, PlainPort> {
  const ports = new Map<string, PlainPort>();
  for (const { gateway, listeners } of cluster.controller.gateways.all) {
    const subject = subjectOf(gateway);
    for (const { spec, attachedRoutes } of listeners) {
      if (spec.protocol !== 'HTTP') continue;
      const place = `${subject} ${spec.port}`;
      const known = ports.get(place) ?? madePort(subject, spec.port);
      ports.set(place, known);
      known.all.add(spec.hostname ?? '');
      if (attachedRoutes === 0) known.open.add(spec.hostname ?? '');
    }
  }
  for (const { listener, rule, hostname } of traffic.entries) {
    const port = ports.get(`${subjectOf(listener.gateway)} ${listener.spec.port}`);
    if (!port || listener.spec.protocol !== 'HTTP') continue;
    const redirects = (rule.filters ?? []).some(({ requestRedirect }) => requestRedirect?.scheme === 'https');
    if (!redirects) {
      port.served.add(hostname);
      port.redirected.delete(hostname);
    } else if (!port.served.has(hostname)) port.redirected.add(hostname);
  }
  return ports;
}

function madePort(subject: string, port: number): PlainPort {
  return { subject, port, served: new Set(), redirected: new Set(), open: new Set(), all: new Set() };
}
