import { addressAt, type IpRange, sizeOf } from '../../platform/ip-range';
import { handedOut, handedOut6 } from './ip-pool';

/** Why a Service has no VIP. */
export interface AllocationProblem {
  readonly reason: 'NoPool' | 'PoolExhausted';
  readonly message: string;
}

/**
 * Gives out VIPs as kube-loxilb does: the first address of the pool on which the first port of the Service is free, or, with unique
 * addresses, the first that nobody has. Later ports of a Service are not looked at (loxilib, ipalloc.go).
 */
export class VipAllocator {
  private readonly taken = new Map<string, Set<string>>();

  constructor(
    private readonly pools: ReadonlyMap<string, string>,
    private readonly uniqueIp: boolean,
    private readonly family: 4 | 6 = 4,
  ) {}

  /** @param ident first port and protocol */
  allocate(pool: string, ident: string): string | AllocationProblem {
    const text = this.pools.get(pool);
    if (text === undefined) {
      const names = [...this.pools.keys()].join(', ');
      return { reason: 'NoPool', message: `kube-loxilb has no pool ${pool}, but ${names}` };
    }
    const range = this.family === 6 ? handedOut6(text) : handedOut(text);
    const address = range && this.firstFree(range, ident);
    if (address !== undefined) return address;
    return {
      reason: 'PoolExhausted',
      message: `no address of the pool ${pool}, ${text}, is free for ${ident}: kube-loxilb ends, and serves no Service from then on`,
    };
  }

  /** Takes an address that was asked for; one outside of all pools is taken as well. */
  reserve(address: string, ident: string): string {
    this.take(address, ident);
    return address;
  }

  private firstFree(range: IpRange, ident: string): string | undefined {
    const size = sizeOf(range);
    for (let place = 0n; place < size; place++) {
      const address = addressAt(range, place);
      const idents = this.taken.get(address);
      if (idents && (this.uniqueIp || idents.has(ident))) continue;
      this.take(address, ident);
      return address;
    }
    return undefined;
  }

  private take(address: string, ident: string): void {
    const known = this.taken.get(address) ?? new Set();
    known.add(ident);
    this.taken.set(address, known);
  }
}
