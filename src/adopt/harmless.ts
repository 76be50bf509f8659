import type { AdoptedObject } from './adopted-object';
import type { FieldDifference } from './difference';

/** Annotations that constructs add of themselves, and that mean nothing to a cluster: Argo CD's order and ways of applying. */
const ARGO = /^metadata\.annotations\[argocd\.argoproj\.io\//;

/** The namespace of a reference. */
const REFERENCE = /(Refs?(\[\d+\])?|backendRef)\.namespace$/;

/**
 * True for what means the same to a cluster, so that a construct may be taken for it: it is listed, as every difference is. Annotations
 * of Argo CD that were not there, and the namespace of a reference where it is the object's own, which constructs leave out.
 */
export function isHarmless({ namespace = 'default' }: AdoptedObject, { path, input, app }: FieldDifference): boolean {
  if (ARGO.test(path)) return input === undefined;
  return REFERENCE.test(path) && app === undefined && input === namespace;
}
