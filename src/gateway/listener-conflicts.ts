import { hostnamesIntersect } from '../rehearsal/hostnames';
import type { Field } from '../resource/field';
import type { ListenerFacts } from '../routes';

/** A listener, and where it stands in the props. */
export interface PlacedListener {
  readonly field: Field;
  readonly facts: ListenerFacts;
}

/**
 * Listeners that cannot be together.
 *
 * Sources: CEL rules of Gateway (v1.6.1); conflicts as Cilium 1.19.6 and newer find them (operator/pkg/gateway-api,
 * listenerPairConflict): HTTPS and TLS passthrough on one port must not share a server name.
 *
 * @throws InvalidFieldError naming both
 */
export function checkConflicts(listeners: readonly PlacedListener[]): void {
  const byName = new Map<string, Field>();
  const byPort = new Map<number, PlacedListener[]>();
  for (const { field, facts } of listeners) {
    const first = byName.get(facts.name);
    if (first) {
      field
        .at('name')
        .fail(facts.name, `is the name of ${first.path} as well`, 'Give each listener a name of its own.');
    }
    byName.set(facts.name, field);
    const others = byPort.get(facts.port) ?? [];
    for (const other of others) {
      const reason = conflict(other.facts, facts);
      if (reason === undefined) continue;
      const place = `${other.field.path} ("${other.facts.name}")`;
      field.fail(facts.name, `conflicts with ${place} on port ${facts.port}: ${reason}`, CURE);
    }
    byPort.set(facts.port, [...others, { field, facts }]);
  }
}

const CURE = 'Change port or hostname of one of them.';

/**
 * Listeners of a ListenerSet that its gateway has already: those of the gateway win, and the set's are in conflict.
 * @throws InvalidFieldError
 */
export function checkConflictsWith(
  gateway: string,
  existing: readonly ListenerFacts[],
  listeners: readonly PlacedListener[],
): void {
  for (const { field, facts } of listeners) {
    for (const other of existing) {
      const reason = other.port === facts.port ? conflict(other, facts) : undefined;
      if (reason === undefined) continue;
      const place = `listener "${other.name}" of the gateway "${gateway}"`;
      field.fail(facts.name, `conflicts with ${place} on port ${facts.port}: ${reason}`, CURE);
    }
  }
}

function conflict(a: ListenerFacts, b: ListenerFacts): string | undefined {
  if (isUdp(a) !== isUdp(b)) return undefined;
  if (a.protocol === b.protocol && a.tlsMode === b.tlsMode) {
    if (a.hostname !== b.hostname) return undefined;
    if (a.protocol === 'TCP' || a.protocol === 'UDP') return `both take all of ${a.protocol}`;
    return a.hostname === undefined ? 'both answer for every hostname' : `both answer for "${a.hostname}"`;
  }
  const protocols = `${nameOf(a)} and ${nameOf(b)}`;
  if (!a.tlsMode || !b.tlsMode) return `${protocols} cannot share a port`;
  if (!hostnamesIntersect(a.hostname, b.hostname)) return undefined;
  return `${protocols} would both be asked for ${a.hostname ?? b.hostname ?? 'any server name'}`;
}

function isUdp({ protocol }: ListenerFacts): boolean {
  return protocol === 'UDP';
}

function nameOf({ protocol, tlsMode }: ListenerFacts): string {
  return protocol === 'TLS' ? `TLS (${tlsMode})` : protocol;
}
