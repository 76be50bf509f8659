import type { GatewayTopology } from '../picture/topology';
import type { Rehearsal } from '../rehearsal';
import { namespaceOf, type StoredObject } from '../rehearsal/inventory';
import { groupOf } from '../rehearsal/manifest';
import type { Change } from './change';

/** Hostnames that are answered for, certificates that clients see, and objects that are gone. */
export function exposureChanges(
  before: Rehearsal,
  after: Rehearsal,
  topologies: { readonly before: readonly GatewayTopology[]; readonly after: readonly GatewayTopology[] },
): readonly Change[] {
  return [
    ...hostnameChanges(before, after),
    ...certificateChanges(topologies.before, topologies.after),
    ...prunedObjects(before, after),
  ];
}

/** Hostnames that matches answer for, each with the Gateway and the port where it does first. */
function exposed({ traffic }: Rehearsal): ReadonlyMap<string, { readonly subject: string; readonly at: string }> {
  const found = new Map<string, { readonly subject: string; readonly at: string }>();
  for (const { hostname, listener } of traffic.entries) {
    const { gateway, spec } = listener;
    const subject = `Gateway ${namespaceOf(gateway)}/${gateway.metadata.name}`;
    const key = `${subject} ${hostname}`;
    if (!found.has(key))
      found.set(key, { subject, at: `${hostname === '' ? 'every host' : hostname} on ${spec.protocol} ${spec.port}` });
  }
  return found;
}

function hostnameChanges(before: Rehearsal, after: Rehearsal): readonly Change[] {
  const [old, young] = [exposed(before), exposed(after)];
  const opened = [...young].filter(([key]) => !old.has(key));
  const closed = [...old].filter(([key]) => !young.has(key));
  return [
    ...opened.map(
      ([, { subject, at }]): Change => ({
        rule: 'diff/hostname-exposed',
        severity: 'warning',
        subject,
        message: `answers for ${at}, which it did not`,
      }),
    ),
    ...closed.map(
      ([, { subject, at }]): Change => ({
        rule: 'diff/hostname-gone',
        severity: 'warning',
        subject,
        message: `answers no more for ${at}`,
      }),
    ),
  ];
}

function certificateChanges(before: readonly GatewayTopology[], after: readonly GatewayTopology[]): readonly Change[] {
  const certificates = (gateways: readonly GatewayTopology[]): ReadonlyMap<string, readonly [string, string, string]> =>
    new Map(
      gateways.flatMap(({ namespace, name, listeners }) =>
        listeners.map((listener): [string, readonly [string, string, string]] => [
          `${namespace}/${name} ${listener.name}`,
          [
            `Gateway ${namespace}/${name}`,
            listener.name,
            listener.certificates.map((each) => `${each.namespace}/${each.name}`).join(', '),
          ],
        ]),
      ),
    );
  const young = certificates(after);
  return [...certificates(before)].flatMap(([key, [subject, listener, was]]): Change[] => {
    const is = young.get(key)?.[2];
    if (is === undefined || is === was) return [];
    const message = `listener ${listener} shows the certificate of ${is || 'nobody'} in place of that of ${was || 'nobody'}`;
    return [{ rule: 'diff/certificate-changed', severity: 'warning', subject, message }];
  });
}

/** Kinds with which more is deleted than themselves. */
const WITH_CONTENT: Readonly<Record<string, string>> = {
  '/Namespace': 'everything in it',
  'apiextensions.k8s.io/CustomResourceDefinition': 'every object of its kind',
};

function prunedObjects(before: Rehearsal, after: Rehearsal): readonly Change[] {
  const keyOf = (object: StoredObject): string =>
    `${groupOf(object.apiVersion)}/${object.kind} ${namespaceOf(object)}/${object.metadata.name}`;
  const kept = new Set(after.objects.map(keyOf));
  return before.objects.flatMap((object): Change[] => {
    // A Gateway that is gone has a change of its own.
    if (kept.has(keyOf(object)) || object.kind === 'Gateway') return [];
    const content = WITH_CONTENT[`${groupOf(object.apiVersion)}/${object.kind}`];
    const name = `${object.metadata.namespace === undefined ? '' : `${object.metadata.namespace}/`}${object.metadata.name}`;
    const subject = `${object.kind} ${name}`;
    return content === undefined
      ? [{ rule: 'diff/pruned', severity: 'info', subject, message: 'is gone: Argo CD deletes it, if it prunes' }]
      : [
          {
            rule: 'diff/pruned-with-content',
            severity: 'error',
            subject,
            message: `is gone: Argo CD deletes it, if it prunes, and ${content}`,
          },
        ];
  });
}
