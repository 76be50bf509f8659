import { hostnamesIntersect } from '../rehearsal/hostnames';
import { checkUnique } from '../resource/checks';
import type { Field } from '../resource/field';
import type { ListenerFacts } from '../routes';

/**
 * Listeners that cannot be together.
 *
 * Sources: CEL rules of Gateway (v1.6.1); conflicts as Cilium 1.19.6 and newer find them (operator/pkg/gateway-api,
 * listenerPairConflict): HTTPS and TLS passthrough on one port must not share a server name.
 *
 * @throws InvalidFieldError naming both
 */
export function checkConflicts(field: Field, listeners: readonly ListenerFacts[]): void {
  checkUnique(field, listeners, ({ name }) => name, 'listener name');
  const byPort = new Map<number, { readonly index: number; readonly listener: ListenerFacts }[]>();
  listeners.forEach((listener, index) => {
    const others = byPort.get(listener.port) ?? [];
    for (const other of others) {
      const reason = conflict(other.listener, listener);
      if (reason === undefined) continue;
      const place = `${field.item(other.index).path} ("${other.listener.name}")`;
      field
        .item(index)
        .fail(
          listener.name,
          `conflicts with ${place} on port ${listener.port}: ${reason}`,
          'Change port or hostname of one of them.',
        );
    }
    byPort.set(listener.port, [...others, { index, listener }]);
  });
}

function conflict(a: ListenerFacts, b: ListenerFacts): string | undefined {
  if (isUdp(a) !== isUdp(b)) return undefined;
  if (a.protocol === b.protocol && a.tlsMode === b.tlsMode) {
    if (a.hostname !== b.hostname) return undefined;
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
