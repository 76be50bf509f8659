import type { AnnotationValue, Version } from '../platform';
import { annotationProblem } from '../platform/annotation-problem';
import type { Field } from '../resource/field';
import { checkLabelKey } from './placement';

/**
 * The value of an annotation that kube-loxilb reads, as text.
 * @throws InvalidFieldError for a value that kube-loxilb or LoxiLB would ignore or refuse
 */
export function checkAnnotationValue(
  field: Field,
  expected: AnnotationValue,
  value: string,
  kubeLoxilb: Version,
): void {
  if (expected.type === 'label-key') checkLabelKey(field, value);
  const found = annotationProblem(expected, value, kubeLoxilb);
  if (found) field.fail(value, found.problem, found.cure);
}
