import { IPv4, IPv6 } from 'ipaddr.js';

/** `4` or `6`. */
export type IpFamily = 4 | 6;

/** A run of addresses of one family, both ends in it. */
export interface IpRange {
  readonly family: IpFamily;
  readonly first: bigint;
  readonly last: bigint;
}

/** An address as people write it: four decimal parts, or IPv6. Undefined for anything else, such as `10.1` or `010.0.0.1`. */
export function parseAddress(text: string): { readonly family: IpFamily; readonly value: bigint } | undefined {
  // A program in JavaScript may give anything.
  if (typeof text !== 'string') return undefined;
  if (IPv4.isValidFourPartDecimal(text)) return { family: 4, value: numberOf(IPv4.parse(text).toByteArray()) };
  // A zone (`fe80::1%eth0`) is of one host only, and an IPv4 address inside of an IPv6 one is refused by Kubernetes.
  if (text.includes('%') || text.includes('.') || !IPv6.isValid(text)) return undefined;
  return { family: 6, value: numberOf(IPv6.parse(text).toByteArray()) };
}

/**
 * A network in CIDR notation, without host bits: `10.0.0.0/8`. Undefined for anything else; with `hostBits`, `10.0.0.1/8` is the
 * network that it lies in.
 */
export function parseCidr(text: string, options: { readonly hostBits?: boolean } = {}): IpRange | undefined {
  const [, address = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const parsed = parseAddress(address);
  if (!parsed) return undefined;
  const { family, value } = parsed;
  const bits = family === 4 ? 32 : 128;
  if (Number(prefix) > bits || String(Number(prefix)) !== prefix) return undefined;
  const size = 1n << BigInt(bits - Number(prefix));
  const first = value - (value % size);
  if (first !== value && options.hostBits !== true) return undefined;
  return { family, first, last: first + size - 1n };
}

/** `10.0.0.10-10.0.0.20`, both ends in it. Undefined for anything else, also for a range that goes backwards. */
export function parseSpan(text: string): IpRange | undefined {
  const [, from = '', to = ''] = /^([^-]+)-([^-]+)$/.exec(text) ?? [];
  const [first, last] = [parseAddress(from), parseAddress(to)];
  if (!first || !last || first.family !== last.family || first.value > last.value) return undefined;
  return { family: first.family, first: first.value, last: last.value };
}

/** The range of one address. */
export function rangeOf(address: string): IpRange | undefined {
  const parsed = parseAddress(address);
  return parsed && { family: parsed.family, first: parsed.value, last: parsed.value };
}

/** True if the two have an address in common. */
export function overlaps(a: IpRange, b: IpRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** True if all of `inner` lies in `outer`. */
export function contains(outer: IpRange, inner: IpRange): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** How many addresses it has. */
export function sizeOf({ first, last }: IpRange): bigint {
  return last - first + 1n;
}

/** The address at a place in a range, as text: 0 is the first. */
export function addressAt({ family, first }: IpRange, place: bigint): string {
  const value = first + place;
  const length = family === 4 ? 4 : 16;
  const bytes = Array.from({ length }, (_, i) => Number((value >> BigInt(8 * (length - 1 - i))) & 0xffn));
  return family === 4 ? bytes.join('.') : new IPv6(bytes).toRFC5952String();
}

function numberOf(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
