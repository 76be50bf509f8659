import { LOXILB_PREFIX, type Platform } from '../platform';
import { loxilbAnnotation, missingAnnotation } from '../platform/loxilb-annotations';
import type { Field } from '../resource/field';

/** Collects the annotations of a Service: those that are given, and that the platform's kube-loxilb reads. */
export class AnnotationWriter {
  readonly annotations: Record<string, string> = {};

  constructor(readonly platform: Platform) {}

  /**
   * @param field the option that the annotation stands for
   * @param name without the prefix `loxilb.io/`
   * @param value undefined: nothing is written
   * @throws InvalidFieldError if the platform's kube-loxilb does not read it
   */
  set(field: Field, name: string, value: string | undefined): void {
    if (value === undefined) return;
    const key = `${LOXILB_PREFIX}${name}`;
    const annotation = loxilbAnnotation(key);
    const { kubeLoxilb } = this.platform;
    const missing = annotation ? missingAnnotation(annotation, kubeLoxilb) : 'No version reads it.';
    if (missing !== undefined)
      field.fail(value, `is for ${key}, which kube-loxilb ${kubeLoxilb} does not read`, missing);
    this.annotations[key] = value;
  }

  /** `yes` or `no`. A `no` is written too: it is how a `yes` goes away from a live Service. @throws InvalidFieldError */
  setYesNo(field: Field, name: string, value: boolean | undefined): void {
    if (value === undefined) return;
    if (typeof value !== 'boolean') field.fail(value, 'is no boolean', 'Write true or false, without quotes.');
    this.set(field, name, value ? 'yes' : 'no');
  }
}
