import { GATEWAY, LISTENER_SET, type ListenerSpec } from '../../rehearsal/controller/api-kinds';
import type { Condition } from '../../rehearsal/controller/condition';
import type { ControllerStatus, ListenerStatus } from '../../rehearsal/controller/status';
import type { StoredObject } from '../../rehearsal/inventory';
import type { Rehearsal } from '../../rehearsal/rehearsal';
import type { NamedRehearsal } from '../rehearsals';
import { printable } from './printable';

/** What Gateway controllers say, for people: those of several clusters under the name and the versions of each. */
export function statusText(clusters: readonly NamedRehearsal[]): string {
  const headed = clusters.flatMap(({ name, rehearsal }) => {
    const lines = statusLines(rehearsal);
    if (lines.length === 0) return [];
    return [name === undefined ? lines : [`# ${name}: ${rehearsal.platform}`, '', ...lines]];
  });
  if (headed.length === 0) return 'no Gateway of this controller\n';
  return `${headed.map((lines) => lines.map(printable).join('\n').trimEnd()).join('\n\n')}\n`;
}

/** A table for each Gateway and ListenerSet, then what is not well. */
function statusLines({ objects, statuses }: Rehearsal): string[] {
  const byObject = new Map(statuses.map((each) => [`${each.kind} ${titleOf(each.metadata)}`, each.status]));
  const statusOf = (object: StoredObject): ControllerStatus | undefined =>
    byObject.get(`${object.kind} ${titleOf(object.metadata)}`);
  const lines: string[] = [];
  for (const object of objects) {
    const status = statusOf(object);
    if (!status || !(GATEWAY.is(object) || LISTENER_SET.is(object))) continue;
    const addresses = (status.addresses ?? []).map(({ value }) => value).join(', ');
    lines.push(`${object.kind} ${titleOf(object.metadata)}${addresses === '' ? '' : `  ${addresses}`}`);
    lines.push(...problemsOf(status.conditions).map((problem) => `  ${problem}`));
    lines.push(...table(object.spec.listeners ?? [], status.listeners ?? []), '');
  }
  for (const { kind, metadata, status } of statuses) {
    const problems = [...(status.parents ?? []), ...(status.ancestors ?? [])].flatMap(({ conditions }) =>
      problemsOf(conditions),
    );
    for (const problem of new Set(problems)) lines.push(`${kind} ${titleOf(metadata)}: ${problem}`);
  }
  return lines;
}

const HEADINGS = ['LISTENER', 'PORT', 'PROTOCOL', 'HOSTNAME', 'CERTIFICATE', 'ROUTES', 'PROBLEMS'];

function table(specs: readonly ListenerSpec[], statuses: readonly ListenerStatus[]): string[] {
  const rows = specs.flatMap((spec) => {
    const status = statuses.find(({ name }) => name === spec.name);
    if (!status) return [];
    const certificates = (spec.tls?.certificateRefs ?? []).map(({ namespace, name }) =>
      namespace === undefined ? name : `${namespace}/${name}`,
    );
    return [
      [
        spec.name,
        String(spec.port),
        spec.protocol,
        spec.hostname ?? '*',
        certificates.join(', ') || '-',
        String(status.attachedRoutes),
        problemsOf(status.conditions).join('; ') || '-',
      ],
    ];
  });
  if (rows.length === 0) return [];
  const all = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}`,
  );
}

/** What is not as it should be. That a listener is not Programmed follows from the others. */
function problemsOf(conditions: readonly Condition[] = []): string[] {
  const bad = conditions.filter(({ type, status }) => (type === 'Conflicted' ? status === 'True' : status === 'False'));
  const causes = bad.filter(({ type }) => type !== 'Programmed');
  return [...new Set((causes.length > 0 ? causes : bad).map(({ reason, message }) => `${reason}: ${message}`))];
}

function titleOf({ namespace, name }: StoredObject['metadata']): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
