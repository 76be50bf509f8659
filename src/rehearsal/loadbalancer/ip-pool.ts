import { type IpRange, parseAddress, parseCidr, parseSpan } from '../../platform/ip-range';

/** Addresses of a /24 by their last byte: all that the allocator counts with. */
const LAST_BYTE = 0xffn;
const LAST_OF_24 = 254n;

/**
 * The addresses that kube-loxilb really gives out of an IPv4 pool; undefined for none, and for what is no pool. It counts with the last
 * byte of an address, so that wide networks, small ones written with their network address, and ranges over the edge of a /24 are
 * not what they say.
 *
 * Source: loxilib, ipalloc.go, and kube-loxilb, pkg/ippool, as run.
 */
export function handedOut(text: string): IpRange | undefined {
  return text.includes('-') ? ofSpan(text) : ofNetwork(text);
}

function ofSpan(text: string): IpRange | undefined {
  const span = parseSpan(text);
  if (span?.family !== 4) return undefined;
  const from = span.first & LAST_BYTE;
  const to = span.last & LAST_BYTE;
  return to > from ? { family: 4, first: span.first, last: span.first + (to - from) } : undefined;
}

function ofNetwork(text: string): IpRange | undefined {
  const network = parseCidr(text, { hostBits: true });
  const [address = '', bits = ''] = text.split('/');
  const start = parseAddress(address)?.value;
  if (network?.family !== 4 || start === undefined) return undefined;
  const prefix = Number(bits);
  const isNetworkAddress = start === network.first;
  if (prefix === 32) return network;
  if (prefix === 31) return isNetworkAddress ? network : undefined;
  if (prefix > 24) return { family: 4, first: start, last: isNetworkAddress ? network.last : network.last - 1n };
  const first = prefix === 24 && isNetworkAddress ? start + 1n : start;
  return { family: 4, first, last: first - (first & LAST_BYTE) + LAST_OF_24 };
}

/**
 * The addresses of an IPv6 pool that it gives out, each once: it counts with the last byte here as well, and gives out the same
 * addresses again after that. Undefined for what is no pool.
 */
export function handedOut6(text: string): IpRange | undefined {
  if (text.includes('-')) {
    const span = parseSpan(text);
    return span?.family === 6 ? span : undefined;
  }
  const network = parseCidr(text, { hostBits: true });
  const start = parseAddress(text.split('/')[0] ?? '')?.value;
  if (network?.family !== 6 || start === undefined) return undefined;
  if (network.first === network.last) return network;
  const first = start === network.first ? start + 1n : start;
  const last = first - (first & LAST_BYTE) + LAST_OF_24;
  return { family: 6, first, last: last < network.last ? last : network.last };
}
