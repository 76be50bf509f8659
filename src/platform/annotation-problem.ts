import { parseAddress } from './ip-range';
import {
  type AnnotationValue,
  isUntagged,
  LOXILB_ANNOTATIONS,
  LOXILB_PREFIX,
  UNREAD_LOXILB_KEYS,
} from './loxilb-annotations';
import { nearest } from './nearest';
import type { Version } from './version';

/** What is wrong with the text of an annotation, and what to write. */
export interface AnnotationProblem {
  /** As the rest of a sentence that begins with the value. */
  readonly problem: string;
  readonly cure: string;
}

/** `<zone>-inst<N>`; a zone has lower-case letters and digits, because kube-loxilb cannot read back another one. */
const ZONE_INSTANCE = /^([a-z0-9]+)-inst(0|[1-9]\d*)$/;

/** True for the name of a zone instance. */
export function isZoneInstance(text: string): boolean {
  return ZONE_INSTANCE.test(text);
}

/** True for a key that looks like one of LoxiLB. Theirs are in lower case up to the slash. */
export function isLoxilbKey(key: string): boolean {
  return key.toLowerCase().startsWith(LOXILB_PREFIX);
}

/** What to write instead of a key that no version of kube-loxilb reads. */
export function unreadKeyCure(key: string): string {
  const instead = UNREAD_LOXILB_KEYS.get(key);
  if (instead !== undefined) return instead;
  const names = LOXILB_ANNOTATIONS.filter(({ untagged, until }) => !untagged && until === undefined).map((each) =>
    each.key.slice(LOXILB_PREFIX.length),
  );
  const near = nearest(key.slice(LOXILB_PREFIX.length), names);
  return near === undefined ? 'Leave it out, and use loadBalancer.' : `Did you mean "${LOXILB_PREFIX}${near}"?`;
}

/** What kube-loxilb or LoxiLB would ignore or refuse; undefined for a value that has an effect. */
export function annotationProblem(
  expected: AnnotationValue,
  value: string,
  kubeLoxilb: Version,
): AnnotationProblem | undefined {
  switch (expected.type) {
    case 'words':
      return wordProblem(expected, value, kubeLoxilb);
    case 'integer':
      return digitsProblem(expected, value);
    case 'ip':
      if (parseAddress(value)) return undefined;
      return { problem: 'is no IP address', cure: 'Write a single address: no mask, no name, no blanks.' };
    case 'ips':
      return ipsProblem(expected.most, value);
    case 'names':
      if (/^[^\s,=]+(,[^\s,=]+)*$/.test(value)) return undefined;
      return { problem: 'is no list of names', cure: 'Write names with commas between and no blanks.' };
    case 'label-key':
      return labelKeyProblem(value);
    case 'zone-instance':
      if (isZoneInstance(value)) return undefined;
      return { problem: 'is no name of an instance', cure: 'Write "<zone>-inst<number>", such as "llb-inst0".' };
    case 'text':
      if (value !== '' && value === value.trim()) return undefined;
      return { problem: 'is empty or has blanks around it, which kube-loxilb does not take off', cure: 'Mend it.' };
  }
}

type Words = Extract<AnnotationValue, { type: 'words' }>;
type Digits = Extract<AnnotationValue, { type: 'integer' }>;

function wordProblem(expected: Words, value: string, kubeLoxilb: Version): AnnotationProblem | undefined {
  const { words, tagged = [], refused = [] } = expected;
  const known = isUntagged(kubeLoxilb) ? words.filter((word) => !tagged.includes(word)) : words;
  if (known.includes(value)) return undefined;
  const list = known.map((word) => `"${word}"`).join(', ');
  if (refused.includes(value) || tagged.includes(value)) {
    return {
      problem: `is a value that LoxiLB refuses, as kube-loxilb ${kubeLoxilb} passes it on`,
      cure: `Use one of ${list}.`,
    };
  }
  const near = /^(true|false)$/i.test(value) ? undefined : nearest(value, known);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return { problem: 'is a value that kube-loxilb ignores without a word', cure: `Use one of ${list}.${hint}` };
}

function digitsProblem({ min, max, unit }: Digits, value: string): AnnotationProblem | undefined {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return undefined;
  const cure = `Write digits alone, in quotes${unit === undefined ? '' : `, in ${unit}`}.`;
  return { problem: `is not a whole number from ${min} to ${max}`, cure };
}

function ipsProblem(most: number, value: string): AnnotationProblem | undefined {
  const ips = value.split(',');
  if (ips.length <= most && ips.every((ip) => parseAddress(ip))) return undefined;
  const cure = `Write at most ${most}, with commas between and no blanks.`;
  return { problem: 'is a list of addresses that kube-loxilb drops as a whole', cure };
}

const LABEL_KEY = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

function labelKeyProblem(value: string): AnnotationProblem | undefined {
  const equals = value.indexOf('=');
  if (equals >= 0) {
    return {
      problem: 'has a value, and kube-loxilb asks for the key alone',
      cure: `Write "${value.slice(0, equals)}".`,
    };
  }
  if (LABEL_KEY.test(value)) return undefined;
  return { problem: 'is no key of a label', cure: 'Write the key of a label of nodes.' };
}
