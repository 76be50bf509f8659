import { isObject } from '../rehearsal/admission/defaults';
import { GATEWAY } from '../rehearsal/controller/api-kinds';
import { identityOf, type StoredObject } from '../rehearsal/inventory';
import { groupOf, referenceTo, titleOf } from '../rehearsal/manifest';
import { pruned } from '../rehearsal/rules/diff/pruned';
import { prunedWithContent } from '../rehearsal/rules/diff/pruned-with-content';
import { type Change, changeOf } from './change';
import type { Sides } from './sides';

/** Kinds with which more is deleted than themselves. */
const WITH_CONTENT: Readonly<Record<string, string>> = {
  '/Namespace': 'everything in it',
  '/PersistentVolumeClaim': 'what is stored on it, if its volume is not kept',
  'apiextensions.k8s.io/CustomResourceDefinition': 'every object of its kind',
};

/** The finalizer by which an Application takes its objects with it. */
const CASCADE = 'resources-finalizer.argocd.argoproj.io';

/** Objects that are gone, and that Argo CD deletes if it prunes. LoadBalancer Services and Gateways have changes of their own. */
export function prunedObjects({ before, after }: Sides): readonly Change[] {
  const kept = new Set(after.objects.map((object) => identityOf(referenceTo(object))));
  const served = new Set(before.cluster.services.map(({ origin }) => origin));
  return before.objects.flatMap((object): Change[] => {
    if (kept.has(identityOf(referenceTo(object))) || isHook(object)) return [];
    const subject = titleOf(referenceTo(object));
    if (GATEWAY.is(object) || served.has(object)) return [];
    const asks = optionsOf(object).includes('Prune=confirm') ? ', once somebody confirms' : '';
    const content = contentOf(object);
    if (content === undefined) return [changeOf(pruned, subject, `is gone: Argo CD deletes it, if it prunes${asks}`)];
    return [changeOf(prunedWithContent, subject, `is gone: Argo CD deletes it, if it prunes${asks}, and ${content}`)];
  });
}

/** True unless an annotation tells Argo CD to leave the object when it is gone from git. */
export function isPruned(object: StoredObject): boolean {
  return !optionsOf(object).includes('Prune=false');
}

function optionsOf({ metadata }: StoredObject): readonly string[] {
  const text = metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '';
  return text.split(',').map((option) => option.trim());
}

/** Hooks are made for a synchronization, and are gone with it. */
function isHook({ metadata }: StoredObject): boolean {
  return metadata.annotations?.['argocd.argoproj.io/hook'] !== undefined;
}

function contentOf(object: StoredObject): string | undefined {
  const kind = `${groupOf(object.apiVersion)}/${object.kind}`;
  if (kind === 'argoproj.io/ApplicationSet')
    return isPreserving(object) ? undefined : 'every Application that it makes';
  if (kind !== 'argoproj.io/Application') return Object.hasOwn(WITH_CONTENT, kind) ? WITH_CONTENT[kind] : undefined;
  const metadata: object = object.metadata;
  const finalizers = 'finalizers' in metadata ? metadata.finalizers : undefined;
  return Array.isArray(finalizers) && finalizers.some((each) => String(each).startsWith(CASCADE))
    ? 'every object that it has applied'
    : undefined;
}

/** An ApplicationSet that leaves what its Applications have applied. */
function isPreserving({ spec }: StoredObject): boolean {
  const policy = isObject(spec) ? spec.syncPolicy : undefined;
  return isObject(policy) && policy.preserveResourcesOnDeletion === true;
}
