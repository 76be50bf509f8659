import type { AdoptedObject } from './adopted-object';
import type { FieldDifference } from './difference';

/** Annotations that constructs add of themselves, and that mean nothing to a cluster: Argo CD's order and ways of applying. */
const ARGO = /^metadata\.annotations\[argocd\.argoproj\.io\//;

/** The namespace of a reference. */
const REFERENCE = /(Refs?(\[\d+\])?|backendRef)\.namespace$/;

/** A flag of a program, and one that is on without saying so. */
const FLAG = /\.containers\[\d+\]\.args\[\d+\]$/;
const SWITCH = /^--[A-Za-z0-9]+$/;

/**
 * True for what means the same to a cluster, so that a construct may be taken for it: it is listed, as every difference is. Annotations
 * of Argo CD that were not there, the namespace of a reference where it is the object's own, which constructs leave out, and a switch that is on, as
 * `--monitor` or `--monitor=true`.
 */
export function isHarmless({ namespace = 'default' }: AdoptedObject, { path, input, app }: FieldDifference): boolean {
  if (ARGO.test(path)) return input === undefined;
  if (FLAG.test(path)) return typeof input === 'string' && SWITCH.test(input) && app === `${input}=true`;
  return REFERENCE.test(path) && app === undefined && input === namespace;
}
