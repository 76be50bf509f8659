import { addressAt, type IpRange, parseAddress, parseCidr, parseSpan } from './ip-range';

/** What keeps a text from being a pool of kube-loxilb of which every address is given out once, and what to write. */
export interface PoolProblem {
  readonly problem: string;
  readonly cure: string;
}

/** VIP 0.0.0.0 stands for any address: for egress, and for Services in mode hostonearm. */
export const ANY_ADDRESS_POOL = '0.0.0.0/32';

/** "This" network, loopback, multicast and reserved: no interface takes an address of these. */
const NO_HOST = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3'].flatMap((cidr) => parseCidr(cidr) ?? []);

const FORMS =
  'Write "10.0.0.0/24", the first usable host of a smaller network such as "10.0.0.17/28", "10.0.0.5/32", or "10.0.0.5-10.0.0.20" within one /24.';

/**
 * What is wrong with an IPv4 pool as a text of kube-loxilb; undefined if all its addresses are given out, each once.
 *
 * Other forms pass its own checks and then give out network addresses, addresses twice, or none at all, whereupon it ends.
 * Source: loxilib, ipalloc.go, and kube-loxilb, pkg/ippool, as run.
 */
export function poolProblem(text: string): PoolProblem | undefined {
  if (typeof text !== 'string') return { problem: 'is no text', cure: FORMS };
  if (text === ANY_ADDRESS_POOL) return undefined;
  const start = parseAddress(text.split(/[-/]/)[0] ?? '');
  if (start?.family === 4 && NO_HOST.some(({ first, last }) => first <= start.value && start.value <= last)) {
    return { problem: 'has addresses that no host can have', cure: 'Take addresses of a network of yours.' };
  }
  if (text.includes('-')) return spanProblem(text);
  const network = parseCidr(text, { hostBits: true });
  const [address = '', prefix = ''] = text.split('/');
  const value = parseAddress(address)?.value;
  if (network?.family !== 4 || value === undefined) return { problem: 'is no IPv4 pool', cure: FORMS };
  const length = Number(prefix);
  if (length === 32) return undefined;
  if (length >= 24 && length < 31 && value === network.last) {
    return {
      problem: 'begins with the broadcast address, after which there is none to give out',
      cure: `Write ${addressAt(network, 1n)}/${prefix}: that is the usable hosts.`,
    };
  }
  if (length === 24) return undefined;
  if (length < 24)
    return {
      problem: 'is wider than /24, of which kube-loxilb gives out addresses twice',
      cure: 'Take several pools of /24.',
    };
  if (length === 31)
    return { problem: 'is a /31, which kube-loxilb may find empty', cure: 'Write two pools of /32, or a range.' };
  if (value !== network.first) return undefined;
  return {
    problem: 'begins with the network address, which kube-loxilb would give out as well as the broadcast address',
    cure: `Write ${addressAt(network, 1n)}/${prefix}: that is the usable hosts.`,
  };
}

function spanProblem(text: string): PoolProblem | undefined {
  const span = parseSpan(text);
  if (span?.family !== 4) return { problem: 'is no IPv4 range from a lower to a higher address', cure: FORMS };
  if (span.first === span.last) {
    return {
      problem: 'is a range of one address, which kube-loxilb finds empty',
      cure: `Write ${addressAt(span, 0n)}/32.`,
    };
  }
  if (span.first >> 8n === span.last >> 8n) return undefined;
  return {
    problem: 'goes over the edge of a /24, where kube-loxilb stops or finds the range empty',
    cure: 'Split it into pools within one /24 each.',
  };
}

/**
 * The text of kube-loxilb for a pool of an address plan: of a network smaller than /24 the first usable host, because with the
 * network address that one is given out too.
 */
export function poolArgument(addresses: string): string {
  const network = parseCidr(addresses);
  const prefix = Number(addresses.split('/')[1]);
  if (network?.family !== 4 || prefix <= 24 || prefix >= 31) return addresses;
  return `${addressAt(network, 1n)}/${prefix}`;
}

/** The addresses that kube-loxilb gives out of a pool that `poolProblem` lets pass. */
export function vipsOf(text: string): IpRange | undefined {
  if (text.includes('-')) return parseSpan(text);
  const network = parseCidr(text, { hostBits: true });
  const [address = '', prefix = ''] = text.split('/');
  const start = parseAddress(address)?.value;
  if (!network || start === undefined) return undefined;
  if (prefix === '32') return network;
  // Host bits are where it starts; network and broadcast address are left out.
  const first = start === network.first ? start + 1n : start;
  return { family: network.family, first, last: network.last - 1n };
}
