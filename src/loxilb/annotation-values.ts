import type { AnnotationValue, Version } from '../platform';
import { isUntagged } from '../platform/loxilb-annotations';
import { nearest } from '../platform/nearest';
import type { Field } from '../resource/field';
import { isIp } from './addresses';
import { checkLabelKey, isZoneInstance } from './placement';

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
  switch (expected.type) {
    case 'words':
      checkWord(field, expected, value, kubeLoxilb);
      break;
    case 'integer':
      checkDigits(field, expected, value);
      break;
    case 'ip':
      if (!isIp(value)) field.fail(value, 'is no IP address', 'Write a single address: no mask, no name, no blanks.');
      break;
    case 'ips':
      checkIps(field, expected.most, value);
      break;
    case 'names':
      if (!/^[^\s,=]+(,[^\s,=]+)*$/.test(value)) {
        field.fail(value, 'is no list of names', 'Write names with commas between and no blanks.');
      }
      break;
    case 'label-key':
      checkLabelKey(field, value);
      break;
    case 'zone-instance':
      if (!isZoneInstance(value)) {
        field.fail(value, 'is no name of an instance', 'Write "<zone>-inst<number>", such as "llb-inst0".');
      }
      break;
    case 'text':
      if (value === '' || value !== value.trim()) {
        field.fail(value, 'is empty or has blanks around it, which kube-loxilb does not take off', 'Mend it.');
      }
      break;
  }
}

type Words = Extract<AnnotationValue, { type: 'words' }>;
type Digits = Extract<AnnotationValue, { type: 'integer' }>;

function checkWord(field: Field, expected: Words, value: string, kubeLoxilb: Version): void {
  const { words, tagged = [], refused = [] } = expected;
  const known = isUntagged(kubeLoxilb) ? words.filter((word) => !tagged.includes(word)) : words;
  if (known.includes(value)) return;
  const list = known.map((word) => `"${word}"`).join(', ');
  if (refused.includes(value) || tagged.includes(value)) {
    field.fail(
      value,
      `is a value that LoxiLB refuses, as kube-loxilb ${kubeLoxilb} passes it on`,
      `Use one of ${list}.`,
    );
  }
  const near = /^(true|false)$/i.test(value) ? undefined : nearest(value, known);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  field.fail(value, 'is a value that kube-loxilb ignores without a word', `Use one of ${list}.${hint}`);
}

function checkDigits(field: Field, { min, max, unit }: Digits, value: string): void {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return;
  const cure = `Write digits alone, in quotes${unit === undefined ? '' : `, in ${unit}`}.`;
  field.fail(value, `is not a whole number from ${min} to ${max}`, cure);
}

function checkIps(field: Field, most: number, value: string): void {
  const ips = value.split(',');
  if (ips.length <= most && ips.every(isIp)) return;
  const cure = `Write at most ${most}, with commas between and no blanks.`;
  field.fail(value, 'is a list of addresses that kube-loxilb drops as a whole', cure);
}
