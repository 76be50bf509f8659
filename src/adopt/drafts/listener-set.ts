import { type Code, call, codeOf, recordOf } from '../code';
import type { Draft, Drafter } from '../draft';
import { hasOnly, listOf, textOf } from '../json';
import { listenerOf } from './listeners';

export const draftListenerSet: Drafter = (object, context) => {
  const { spec } = object.manifest;
  const own = object.namespace ?? 'default';
  if (!hasOnly(spec, 'parentRef', 'listeners')) return [];
  const { parentRef } = spec;
  if (!hasOnly(parentRef, 'group', 'kind', 'name', 'namespace') || (parentRef.kind ?? 'Gateway') !== 'Gateway')
    return [];
  const [name, namespace = own] = [textOf(parentRef.name) ?? '', textOf(parentRef.namespace)];
  const identity = context.made('Gateway', namespace, name);
  const listeners = listOf(spec.listeners).map((listener, index) =>
    listenerOf(listener, `spec.listeners[${index}]`, { namespace: own, grant: false, issued: new Map() }),
  );
  const items = listeners.filter((listener) => listener !== undefined);
  if (items.length < listeners.length) return [];
  const elsewhere = parentRef.namespace === undefined ? [] : [recordOf({ namespace: codeOf(namespace) })];
  const named = call('ParentGateway', 'named', [codeOf(name), ...elsewhere], 'spec.parentRef');
  const gateways: Code[] =
    identity === undefined ? [named] : [{ type: 'construct', identity, at: 'spec.parentRef' }, named];
  return gateways.map(
    (gateway): Draft => ({
      construct: 'ListenerSet',
      props: recordOf({ gateway, listeners: { type: 'list', items, at: 'spec.listeners' } }),
    }),
  );
};
