import { LOAD_BALANCER_CLASS_ANNOTATION, LOXILB_ANNOTATIONS, LOXILB_CLASS, LOXILB_PREFIX } from '../platform';
import { type Field, nearest } from '../resource/field';

/**
 * Annotations that a user writes by hand: those of LoxiLB must be ones that kube-loxilb reads, with values that it knows.
 * @throws InvalidFieldError for what would be ignored without a word
 */
export function checkLoxilbAnnotations(field: Field, annotations: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(annotations)) {
    if (key.toLowerCase().startsWith(LOXILB_PREFIX)) checkAnnotation(field.at(key), key, value);
  }
}

function checkAnnotation(field: Field, key: string, value: string): void {
  if (key === LOAD_BALANCER_CLASS_ANNOTATION) {
    if (value !== LOXILB_CLASS)
      field.fail(value, 'is no class of kube-loxilb', `Write "${LOXILB_CLASS}", or leave the annotation out.`);
    return;
  }
  const known = LOXILB_ANNOTATIONS.find((annotation) => annotation.key === key);
  if (!known) {
    const near = nearest(
      key,
      LOXILB_ANNOTATIONS.map((annotation) => annotation.key),
    );
    const cure = near === undefined ? 'Leave it out, and use loadBalancer.' : `Did you mean "${near}"?`;
    field.fail(value, 'is the value of an annotation that no version of kube-loxilb reads', cure);
  }
  if (known.untagged) field.fail(value, 'has no effect on LoxiLB', 'Leave it out.');
  if (known.value.type === 'words' && !known.value.words.includes(value)) {
    const words = known.value.words.map((word) => `"${word}"`).join(', ');
    field.fail(value, 'is a value that kube-loxilb ignores without a word', `Use one of ${words}.`);
  }
  if (known.value.type === 'integer') {
    const { min, max } = known.value;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max)) {
      field.fail(value, `is not a whole number from ${min} to ${max}`, 'Write digits alone, in quotes.');
    }
  }
}
