import { type Finding, Rehearsal } from '../rehearsal';
import { groupOf } from '../rehearsal/manifest';
import { refused } from '../rehearsal/rules/diff/refused';
import { type Change, changeOf } from './change';
import { identityOf, type Sides } from './sides';

/** What the API server refuses of the newer side, and that side as the cluster then has it: with the live object as it was. */
export function refusedChanges({ before, after }: Sides): {
  readonly sides: Sides;
  readonly changes: readonly Change[];
} {
  const reasons = refusedObjects(after);
  if (reasons.size === 0) return { sides: { before, after }, changes: [] };
  const known = refusedObjects(before);
  const live = new Map(before.objects.map((object) => [identityOf(object), object]));
  const stays = [...reasons.keys()].flatMap((key) => live.get(key) ?? []);
  const changes = [...reasons].flatMap(([key, { resource, path, message }]): Change[] => {
    if (known.has(key)) return [];
    const { kind, namespace, name } = resource;
    const rest = live.has(key) ? 'it stays as it is' : 'it is not made';
    const subject = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
    return [
      changeOf(refused, subject, `the API server refuses it, and ${rest}: ${path === '' ? '' : `${path}: `}${message}`),
    ];
  });
  const sides =
    stays.length === 0
      ? { before, after }
      : { before, after: new Rehearsal([...after.objects, ...stays], after.platform) };
  return { sides, changes };
}

/** Objects that admission did not take in, with the first reason. */
function refusedObjects({ findings, acknowledged, objects }: Rehearsal): ReadonlyMap<string, Finding> {
  const stored = new Set(objects.map(identityOf));
  const found = new Map<string, Finding>();
  for (const finding of [...findings, ...acknowledged.map((each) => each.finding)]) {
    const { apiVersion, kind, namespace = 'default', name } = finding.resource;
    const key = `${groupOf(apiVersion)}/${kind} ${namespace}/${name}`;
    if (finding.rule.startsWith('admission/') && finding.severity === 'error' && !stored.has(key) && !found.has(key))
      found.set(key, finding);
  }
  return found;
}
