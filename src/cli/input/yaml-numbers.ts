import type { ScalarTag, Tags } from 'yaml';

/*
 * Numbers as kubectl's parser reads them. Others of YAML 1.1 take `e1` and `.` for numbers, which may well be names.
 * Source: sigs.k8s.io/yaml v1.6, goyaml.v2/resolve.go.
 */

const WHOLE = /^[-+]?(?:0[bB][01_]+|0[oO][0-7_]+|0[xX][0-9a-fA-F_]+|[0-9][0-9_]*)$/;
const BROKEN = /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9][0-9_]*)?$/;

const NUMBERS: readonly ScalarTag[] = [
  { tag: 'tag:yaml.org,2002:int', default: true, test: WHOLE, resolve: numberOf },
  { tag: 'tag:yaml.org,2002:float', default: true, test: BROKEN, resolve: numberOf },
];

/** The tags with numbers of kubectl in place of their own. */
export function withNumbers(tags: Tags): Tags {
  const others = tags.filter((tag) => typeof tag === 'string' || !isNumber(tag));
  return [...NUMBERS, ...others];
}

/** Numbers that are none of JSON, `.inf` and `.nan`, stay with the parser. */
function isNumber(tag: Exclude<Tags[number], string>): boolean {
  return /:(?:int|float)$/.test(tag.tag) && !('test' in tag && tag.test?.test('.nan'));
}

/** One that numbers of JavaScript would change silently is a bigint, for which there is no JSON. */
function numberOf(text: string): number | bigint | string {
  const plain = text.replace(/_/g, '');
  const sign = plain.startsWith('-') ? -1 : 1;
  const digits = plain.replace(/^[-+]/, '').toLowerCase();
  const value = sign * (/^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits));
  if (WHOLE.test(text) && !Number.isSafeInteger(value) && Number.isFinite(value))
    return BigInt(sign) * BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  // One that is too large for any number stays a text.
  return Number.isFinite(value) ? value : text;
}
