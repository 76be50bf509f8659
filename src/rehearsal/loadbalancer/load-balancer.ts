import { parseAddress } from '../../platform/ip-range';
import { byAge, type StoredObject } from '../inventory';
import type { KubeLoxilbProcess } from './kube-loxilb-process';
import { type LoxilbService, textOf, wordOf } from './loxilb-service';
import { VipAllocator } from './vip-allocator';

/** One rule of LoxiLB, as `loxicmd get lb` lists it. */
export interface LoadBalancerRule {
  readonly externalIP: string;
  readonly port: number;
  /** tcp, udp or sctp. */
  readonly protocol: string;
  /** `<namespace>_<service>:<zone>-inst0`. */
  readonly name: string;
  readonly mode: string;
  /** How endpoints are chosen: rr, hash, persist, lc, n2, n3. */
  readonly select: string;
  /** Nodes, where they are known, and the node port, where the Service names it. */
  readonly endpoints: readonly { readonly ip: string; readonly port: number | null }[];
}

/** A Service that is not served as it was meant. */
export interface LoadBalancerProblem {
  /** The Service, or the Gateway that it is made for. */
  readonly origin: StoredObject;
  readonly reason: string;
  readonly message: string;
}

/** kube-loxilb and LoxiLB: who gets which VIP, and what becomes of each port. */
export class LoadBalancer {
  readonly rules: readonly LoadBalancerRule[];
  readonly problems: readonly LoadBalancerProblem[];
  private readonly vips = new Map<StoredObject, string>();

  /**
   * @param services in any order: the older one is served first, as kube-loxilb sees them
   * @param nodes addresses of nodes, if they are known
   */
  constructor(
    services: readonly LoxilbService[],
    private readonly process: KubeLoxilbProcess,
    nodes: readonly string[] = [],
  ) {
    const allocator = new VipAllocator(process.pools, process.uniqueIp);
    const rules: LoadBalancerRule[] = [];
    const problems: LoadBalancerProblem[] = [];
    const owners = new Map<string, string>();
    const sorted = [...services].sort((a, b) => byAge(a.origin, b.origin));
    // Addresses that are asked for are taken before others are given out: kube-loxilb finds them in status after a restart.
    const [asked, free] = [
      sorted.filter((each) => askedFor(each).length > 0),
      sorted.filter((each) => askedFor(each).length === 0),
    ];
    for (const service of [...asked, ...free]) {
      const [first] = service.ports;
      // Pools of IPv6 are not played.
      if (!first || (wordOf(service, 'ipam') ?? 'ipv4') !== 'ipv4') continue;
      const ident = `${first.protocol.toLowerCase()}/${first.port}`;
      const wanted = askedFor(service);
      const found =
        wanted.length > 0
          ? wanted.map((address) => allocator.reserve(address, ident))
          : [allocator.allocate(textOf(service, 'poolSelect') ?? 'defaultPool', ident)];
      for (const vip of found) {
        if (typeof vip !== 'string') {
          problems.push({ origin: service.origin, reason: vip.reason, message: vip.message });
          continue;
        }
        this.vips.set(service.origin, vip);
        for (const rule of this.rulesOf(service, vip, nodes)) {
          const key = `${rule.externalIP} ${rule.protocol} ${rule.port}`;
          const owner = owners.get(key);
          if (owner !== undefined) {
            problems.push({
              origin: service.origin,
              reason: 'PortTaken',
              message: `port ${rule.port} of ${rule.externalIP} is that of ${owner} as well, and the one that is told last gets the traffic`,
            });
          }
          owners.set(key, rule.name);
          rules.push(rule);
        }
      }
    }
    this.rules = rules;
    this.problems = problems;
  }

  /** The VIP of a Service or Gateway; undefined if it has none. */
  vipOf(origin: StoredObject): string | undefined {
    return this.vips.get(origin);
  }

  /** What kube-loxilb writes into the status of the Service, and Cilium into that of the Gateway: a name unless zones have none. */
  addressOf(origin: StoredObject): { readonly type: 'IPAddress' | 'Hostname'; readonly value: string } | undefined {
    const vip = this.vips.get(origin);
    if (vip === undefined) return undefined;
    const { zone } = this.process;
    if (zone === '') return { type: 'IPAddress', value: vip };
    return { type: 'Hostname', value: `${zone}-${vip.replaceAll(':', '-')}` };
  }

  private rulesOf(service: LoxilbService, vip: string, nodes: readonly string[]): LoadBalancerRule[] {
    const { zone, mode } = this.process;
    return service.ports.map(({ port, protocol, nodePort }) => ({
      externalIP: vip,
      port,
      protocol: protocol.toLowerCase(),
      name: `${service.namespace}_${service.name}:${zone}-inst0`,
      mode: wordOf(service, 'lbmode') ?? mode,
      select: wordOf(service, 'epselect') ?? 'rr',
      endpoints: nodes.map((ip) => ({ ip, port: nodePort ?? null })),
    }));
  }
}

/** Addresses that a Service asks for itself, whatever the pools are. What is no address is as if it had not been given. */
function askedFor(service: LoxilbService): readonly string[] {
  const fixed = textOf(service, 'staticIP');
  return [...service.externalIPs, ...(fixed === undefined ? [] : [fixed])].filter((address) => parseAddress(address));
}
