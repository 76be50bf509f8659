import { parseAddress } from '../../platform/ip-range';
import { byAge, type StoredObject } from '../inventory';
import { referenceTo, titleOf } from '../manifest';
import type { KubeLoxilbProcess } from './kube-loxilb-process';
import { type LoxilbService, type ServicePort, textOf, wordOf } from './loxilb-service';
import { type AllocationProblem, VipAllocator } from './vip-allocator';

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
  /** True if LoxiLB probes the endpoints. */
  readonly liveness: boolean;
  /** Nodes, where they are known, and the node port, where the Service names it. */
  readonly endpoints: readonly { readonly ip: string; readonly port: number | null }[];
}

/** A Service that is not served as it was meant. */
export interface LoadBalancerProblem {
  /** The Service, or the Gateway that it is made for. */
  readonly origin: StoredObject;
  readonly reason: AllocationProblem['reason'] | 'PortTaken';
  /** The field of the origin that it is about. */
  readonly path: string;
  readonly message: string;
}

/** Modes in which LoxiLB probes endpoints unasked (loxilb v0.9.8.8, pkg/loxinet/rules.go). */
const PROBING_MODES: ReadonlySet<string> = new Set(['onearm', 'fullnat', 'hostonearm']);

/** kube-loxilb and LoxiLB: who gets which VIP, and what becomes of each port. */
export class LoadBalancer {
  readonly rules: readonly LoadBalancerRule[];
  readonly problems: readonly LoadBalancerProblem[];
  private readonly vips = new Map<StoredObject, string>();

  /**
   * @param services in any order: the older one is served first, as kube-loxilb sees them
   * @param nodes addresses of nodes, if they are known
   * @param kept the VIP that a live Service has already, by its origin: it keeps it, whatever the pools are. @default none is live
   */
  constructor(
    services: readonly LoxilbService[],
    private readonly process: KubeLoxilbProcess,
    nodes: readonly string[] = [],
    kept: (origin: StoredObject) => string | undefined = () => undefined,
  ) {
    const allocators = {
      4: new VipAllocator(process.pools, process.uniqueIp),
      6: new VipAllocator(process.pools6, process.uniqueIp, 6),
    };
    const rules: LoadBalancerRule[] = [];
    const problems: LoadBalancerProblem[] = [];
    const owners = new Map<string, LoxilbService>();
    const sorted = [...services].filter(({ annotations }) => this.isOwnZone(annotations));
    sorted.sort((a, b) => byAge(a.origin, b.origin));
    // Addresses that are asked for are taken before others are given out: kube-loxilb finds them in status after a restart.
    const wantedBy = new Map(
      sorted.map((each) => {
        const live = kept(each.origin);
        return [each, [...new Set([...(live === undefined ? [] : [live]), ...askedFor(each)])]];
      }),
    );
    const isFixed = (each: LoxilbService): boolean => (wantedBy.get(each) ?? []).length > 0;
    const [asked, free] = [sorted.filter(isFixed), sorted.filter((each) => !isFixed(each))];
    for (const service of [...asked, ...free]) {
      const [first] = service.ports;
      if (!first) continue;
      const allocator = allocators[(wordOf(service, 'ipam') ?? 'ipv4') === 'ipv4' ? 4 : 6];
      const ident = `${first.protocol.toLowerCase()}/${first.port}`;
      const wanted = wantedBy.get(service) ?? [];
      const selected = textOf(service, 'poolSelect');
      const found =
        wanted.length > 0
          ? wanted.map((address) => allocator.reserve(address, ident))
          : [allocator.allocate(selected ?? 'defaultPool', ident)];
      for (const vip of found) {
        if (typeof vip !== 'string') {
          const asksForPool = vip.reason === 'NoPool' && selected !== undefined;
          const path = asksForPool ? `${service.annotationsPath}[loxilb.io/poolSelect]` : first.path;
          problems.push({ origin: service.origin, path, ...vip });
          continue;
        }
        this.vips.set(service.origin, vip);
        problems.push(...takePorts(service, vip, owners));
        rules.push(...this.rulesOf(service, vip, nodes));
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

  private isOwnZone(annotations: LoxilbService['annotations']): boolean {
    const zone = textOf({ annotations }, 'zoneselect');
    return !zone || zone === this.process.zone;
  }

  private rulesOf(service: LoxilbService, vip: string, nodes: readonly string[]): LoadBalancerRule[] {
    const { zone, mode: ownMode, monitor } = this.process;
    const mode = wordOf(service, 'lbmode') ?? ownMode;
    const probe = textOf(service, 'probetype');
    const asked = monitor || textOf(service, 'liveness') === 'yes' || PROBING_MODES.has(mode);
    return service.ports.map(({ port, protocol, nodePort }) => ({
      externalIP: vip,
      port,
      protocol: protocol.toLowerCase(),
      name: `${service.namespace}_${service.name}:${zone}-inst0`,
      mode,
      select: wordOf(service, 'epselect') ?? 'rr',
      liveness: probe === undefined || probe === '' ? asked : probe !== 'none',
      endpoints: nodes.map((ip) => ({ ip, port: nodePort ?? null })),
    }));
  }
}

/** Takes the ports of a Service on its VIP. Those that another has already are one problem for each of these. */
function takePorts(service: LoxilbService, vip: string, owners: Map<string, LoxilbService>): LoadBalancerProblem[] {
  const clashes = new Map<LoxilbService, ServicePort[]>();
  for (const port of service.ports) {
    const key = `${vip} ${port.protocol} ${port.port}`;
    const owner = owners.get(key);
    if (owner) clashes.set(owner, [...(clashes.get(owner) ?? []), port]);
    else owners.set(key, service);
  }
  return [...clashes].map(([owner, ports]) => {
    const list = ports.map(({ port, protocol }) => `${protocol} ${port}`).join(', ');
    return {
      origin: service.origin,
      reason: 'PortTaken',
      path: ports[0]?.path ?? '',
      message: `${list} of ${vip} is that of ${titleOf(referenceTo(owner.origin))} as well, and the one that is told last gets the traffic of both`,
    };
  });
}

/** True for a Service that asks for an address itself. */
export function asksForAddress(service: LoxilbService): boolean {
  return askedFor(service).length > 0;
}

/** Addresses that a Service asks for itself, whatever the pools are. What is no address is as if it had not been given. */
export function askedFor(service: LoxilbService): readonly string[] {
  const fixed = textOf(service, 'staticIP');
  return [...service.externalIPs, ...(fixed === undefined ? [] : [fixed])].filter((address) => parseAddress(address));
}
