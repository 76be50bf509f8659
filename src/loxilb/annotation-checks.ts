import { LOAD_BALANCER_CLASS_ANNOTATION, LOXILB_CLASS, type Platform } from '../platform';
import { isLoxilbKey, unreadKeyCure } from '../platform/annotation-problem';
import { loxilbAnnotation, missingAnnotation } from '../platform/loxilb-annotations';
import type { Field } from '../resource/field';
import { checkAnnotationValue } from './annotation-values';

/**
 * Annotations that a user writes by hand: those of LoxiLB must be ones that the platform's kube-loxilb reads, with values that
 * it knows. Others are left alone.
 * @throws InvalidFieldError for what would be ignored without a word
 */
export function checkLoxilbAnnotations(
  field: Field,
  annotations: Readonly<Record<string, string>>,
  platform: Platform,
): void {
  for (const [key, value] of Object.entries(annotations)) {
    if (key === LOAD_BALANCER_CLASS_ANNOTATION) checkClass(field.at(key), value, platform);
    else if (isLoxilbKey(key)) checkAnnotation(field.at(key), key, value, platform);
  }
}

function checkAnnotation(field: Field, key: string, value: string, { kubeLoxilb }: Platform): void {
  const annotation = loxilbAnnotation(key);
  if (!annotation) {
    field.fail(value, 'is the value of an annotation that no version of kube-loxilb reads', unreadKeyCure(key));
  }
  const missing = missingAnnotation(annotation, kubeLoxilb);
  if (missing !== undefined) {
    field.fail(value, `is the value of an annotation that kube-loxilb ${kubeLoxilb} does not read`, missing);
  }
  if (annotation.untagged) field.fail(value, 'has no effect on the open-source LoxiLB', 'Leave it out.');
  checkAnnotationValue(field, annotation.value, value, kubeLoxilb);
}

function checkClass(field: Field, value: string, platform: Platform): void {
  if (platform.hasGatewayClassConfig) {
    field.fail(
      value,
      `is read by nothing: with Cilium ${platform.cilium} a CiliumGatewayClassConfig names the class`,
      'Leave it out, and use a CiliumGatewayClass.',
    );
  }
  if (value !== LOXILB_CLASS) {
    field.fail(value, 'is no class of kube-loxilb', `Write "${LOXILB_CLASS}", or leave the annotation out.`);
  }
}
