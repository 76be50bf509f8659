import { type Finding, Rehearsal } from '../rehearsal';
import { review as admit } from '../rehearsal/admission/admission';
import { SERVICE } from '../rehearsal/controller/api-kinds';
import { identityOf, type StoredObject } from '../rehearsal/inventory';
import { referenceTo, titleOf } from '../rehearsal/manifest';
import { classChanged } from '../rehearsal/rules/diff/class-changed';
import { pruned } from '../rehearsal/rules/diff/pruned';
import { refused } from '../rehearsal/rules/diff/refused';
import { type Change, changeOf, subjectOf } from './change';
import { isPruned } from './pruned-objects';
import type { Sides } from './sides';

const LEFT = 'is gone from the manifests, and Argo CD leaves it in the cluster: it has Prune=false';

/** Both sides as the cluster has them, and what it does not take of the change. */
export interface LiveSides {
  readonly sides: Sides;
  readonly changes: readonly Change[];
}

/**
 * The newer side as the live cluster has it once it is applied: what the API server refuses stays as it was, and so does what Argo CD is
 * told not to prune.
 */
export function liveSides({ before, after }: Sides): LiveSides {
  const live = new Map(before.objects.map((object) => [keyOf(object), object]));
  const reasons = refusedObjects(after);
  const known = refusedObjects(before);
  const changes: Change[] = [];
  const stays: StoredObject[] = [];
  for (const [key, { resource, path, message }] of reasons) {
    const old = live.get(key);
    if (old) stays.push(old);
    if (known.has(key)) continue;
    const rest = old ? 'it stays as it is' : 'it is not made';
    changes.push(
      changeOf(refused, titleOf(resource), `the API server refuses it, and ${rest}: ${placed(path, message)}`),
    );
  }
  const young = new Map(after.objects.map((object) => [keyOf(object), object]));
  for (const [key, old] of live) {
    const next = young.get(key);
    const refusal = next && refusedUpdate(old, next, after);
    if (refusal) changes.push(refusal);
    const isLeft = !next && !reasons.has(key) && !isPruned(old);
    if (isLeft) changes.push(changeOf(pruned, titleOf(referenceTo(old)), LEFT));
    if (refusal || isLeft) stays.push(old);
  }
  if (stays.length === 0) return { sides: { before, after }, changes };
  const kept = new Set(stays.map(keyOf));
  const objects = [...after.objects.filter((object) => !kept.has(keyOf(object))), ...stays];
  return { sides: { before, after: new Rehearsal(objects, after.platform) }, changes };
}

/** What is fine as a new object, and no change that the live one may take. */
function refusedUpdate(old: StoredObject, next: StoredObject, { platform }: Rehearsal): Change | undefined {
  if (SERVICE.is(old) && SERVICE.is(next)) {
    const [was, is] = [old.spec?.loadBalancerClass, next.spec?.loadBalancerClass];
    const stays = old.spec?.type === 'LoadBalancer' && next.spec?.type === 'LoadBalancer';
    if (!stays || was === is) return undefined;
    const message = `its load-balancer class changes from ${was ?? 'none'} to ${is ?? 'none'}, which the API server refuses`;
    return changeOf(classChanged, subjectOf(next), message);
  }
  if (old.apiVersion !== next.apiVersion || JSON.stringify(old.spec) === JSON.stringify(next.spec)) return undefined;
  const [first] = admit(next, platform, { previous: () => old }).findings.filter(
    ({ severity }) => severity === 'error',
  );
  if (!first) return undefined;
  return changeOf(
    refused,
    titleOf(referenceTo(next)),
    `the API server refuses the change, and it stays as it is: ${placed(first.path, first.message)}`,
  );
}

function placed(path: string, message: string): string {
  return `${path === '' ? '' : `${path}: `}${message}`;
}

function keyOf(object: StoredObject): string {
  return identityOf(referenceTo(object));
}

/** Objects that admission did not take in, with the first reason. */
function refusedObjects({ findings, acknowledged, objects }: Rehearsal): ReadonlyMap<string, Finding> {
  const stored = new Set(objects.map(keyOf));
  const found = new Map<string, Finding>();
  for (const finding of [...findings, ...acknowledged.map((each) => each.finding)]) {
    const key = identityOf(finding.resource);
    if (finding.rule.startsWith('admission/') && finding.severity === 'error' && !stored.has(key) && !found.has(key))
      found.set(key, finding);
  }
  return found;
}
