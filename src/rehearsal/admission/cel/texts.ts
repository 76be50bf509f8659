import { isIPv4, isIPv6 } from '../ip-address';
import { lengthOf } from '../structure';
import { CelError } from './cel-error';

/** As Go's strings.SplitN: an empty separator parts code points, a limit of 0 gives nothing, the last part has the rest. */
export function split(text: string, separator: string, limit = -1): readonly string[] {
  const parts = separator === '' ? [...text] : text.split(separator);
  if (limit < 0 || parts.length <= limit) return parts;
  if (limit === 0) return [];
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}

export function substring(text: string, start: number, end?: number): string {
  const size = lengthOf(text);
  const to = end ?? size;
  if (start < 0 || start > size) throw new CelError(`index out of range: ${start}`);
  if (to < 0 || to > size) throw new CelError(`index out of range: ${to}`);
  if (start > to) throw new CelError(`invalid substring range. start: ${start}, end: ${to}`);
  return size === text.length ? text.slice(start, to) : [...text].slice(start, to).join('');
}

/** As Go's netip.ParseAddr, without zones and without IPv4 inside of IPv6. */
export function isIP(text: string): boolean {
  if (isIPv4(text)) return true;
  if (!isIPv6(text)) return false;
  // The host of a URL is written the shortest way: five groups of zeros are `::`.
  return !IPV4_INSIDE.test(new URL(`http://[${text}]`).hostname);
}

const IPV4_INSIDE = /^\[::ffff:[0-9a-f]+:[0-9a-f]+\]$/;

const DNS_1123_LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const LONGEST_LABEL = 63;

/** The two complaints of Kubernetes' validation.IsDNS1123Label. */
export function dns1123Label(text: string): readonly string[] | undefined {
  if (DNS_1123_LABEL.test(text)) return undefined;
  const problems: string[] = [];
  if (Buffer.byteLength(text) > LONGEST_LABEL) problems.push(`must be no more than ${LONGEST_LABEL} bytes`);
  if (!/^[a-z0-9][-a-z0-9]*$/.test(text) || text.endsWith('-')) {
    problems.push(
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
    );
  }
  return problems;
}
