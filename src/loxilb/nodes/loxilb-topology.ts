import type { Construct } from 'constructs';
import { Host } from '../../hosts';
import { type AddressPlan, poolArgument, poolProblem } from '../../platform';
import type { KubeLoxilbArguments } from '../kube-loxilb/kube-loxilb-arguments';
import type { LoxilbMode, LoxilbServiceOptions } from '../service-options';
import { LoxilbNode, type LoxilbNodeProps } from './loxilb-node';
import type { LoxilbOptions } from './loxilb-options';
import { TopologyError } from './topology-error';
import type { BfdOptions, ConnectionSyncOptions, TopologyBgp } from './topology-options';

/** Port of LoxiLB's REST API. */
const API_PORT = 11111;

/** What tells one topology from another. */
interface TopologyParts {
  readonly title: string;
  readonly mode: LoxilbMode;
  /** kube-loxilb elects the master. */
  readonly roles: boolean;
  /** The hosts elect it by BFD. */
  readonly bfd: boolean;
  readonly sync: boolean;
  readonly bgp: TopologyBgp | undefined;
}

/**
 * How the hosts of LoxiLB share their work and stand in for each other: from one address plan the arguments of every host, those of
 * kube-loxilb, and the mode of the gateways, all of which must agree and which nothing else compares.
 *
 * | | who elects | connections survive | VIPs |
 * |---|---|---|---|
 * | `flatL2` | kube-loxilb, 3 to 25 s | no | on the link of the hosts |
 * | `bgpActiveBackup` | kube-loxilb, and BGP | no | on no link, by BGP |
 * | `bgpEcmp` | nobody: all hosts serve | no | on no link, by BGP |
 * | `connectionSync` | kube-loxilb, 3 to 25 s | TCP and SCTP | either |
 * | `bfd` | the hosts, below a second | TCP and SCTP | either |
 *
 * Source: loxilbdocs, ha-deploy.md, and the code of kube-loxilb and loxilb that it speaks of.
 */
export class LoxilbTopology {
  /** One host is active, chosen by kube-loxilb; VIPs are in the network of the hosts, and clients too. */
  static flatL2(plan: AddressPlan): LoxilbTopology {
    const parts = { title: 'flatL2', mode: 'onearm', roles: true, bfd: false, sync: false, bgp: undefined } as const;
    return new LoxilbTopology(plan, parts);
  }

  /** One host is active, chosen by kube-loxilb, and announces the VIPs with a better preference. */
  static bgpActiveBackup(plan: AddressPlan, bgp: TopologyBgp): LoxilbTopology {
    const parts = { title: 'bgpActiveBackup', mode: 'onearm', roles: true, bfd: false, sync: false, bgp } as const;
    return new LoxilbTopology(plan, parts);
  }

  /**
   * All hosts are active and announce the VIPs alike; the router spreads connections (it must do ECMP). A host that comes or goes
   * breaks connections, as their way is computed anew. One-arm mode takes replies back to the host that they came through.
   */
  static bgpEcmp(plan: AddressPlan, bgp: TopologyBgp): LoxilbTopology {
    const parts = { title: 'bgpEcmp', mode: 'onearm', roles: false, bfd: false, sync: false, bgp } as const;
    return new LoxilbTopology(plan, parts);
  }

  /** Two hosts, of which kube-loxilb chooses the active one, and which tell each other their connections. */
  static connectionSync(plan: AddressPlan, { mode = 'fullnat', bgp }: ConnectionSyncOptions = {}): LoxilbTopology {
    return new LoxilbTopology(plan, { title: 'connectionSync', mode, roles: true, bfd: false, sync: true, bgp });
  }

  /** Two hosts that watch each other by BFD, and tell each other their connections. */
  static bfd(plan: AddressPlan, { mode = 'fullnat', sync, bgp }: BfdOptions = {}): LoxilbTopology {
    const parts = { title: 'bfd', mode, roles: false, bfd: true, sync: sync ?? mode !== 'onearm', bgp };
    return new LoxilbTopology(plan, parts);
  }

  /** The mode in which LoxiLB has to serve every gateway. */
  readonly mode: LoxilbMode;
  /** Arguments of kube-loxilb: `new KubeLoxilb(this, 'kube-loxilb', topology.kubeLoxilb)`. */
  readonly kubeLoxilb: KubeLoxilbArguments;

  /** @throws TopologyError */
  private constructor(
    readonly plan: AddressPlan,
    private readonly parts: TopologyParts,
  ) {
    this.mode = parts.mode;
    this.checkHosts();
    this.checkPools();
    if (parts.sync) this.checkGatewayMode(parts.mode);
    this.kubeLoxilb = {
      ...(plan.loxilbHosts.length === 0
        ? {}
        : { loxiUrls: plan.loxilbHosts.map(({ address }) => `http://${address}:${API_PORT}`) }),
      pools: Object.fromEntries(
        [...plan.vipPools.values()].map(({ name, addresses }) => [name, poolArgument(addresses)]),
      ),
      mode: parts.mode,
      ...(parts.roles ? { roles: true } : {}),
      ...(parts.bgp ? this.bgpArguments(parts.bgp) : {}),
    };
  }

  /** What gateways need: `new LoxiGateway(this, 'web', { loadBalancer: topology.loadBalancer, … })`. */
  get loadBalancer(): LoxilbServiceOptions {
    return { mode: this.mode };
  }

  /**
   * Checks the mode of a gateway: its annotation overrides what kube-loxilb was told.
   * @throws TopologyError for a mode in which the topology does not keep what it promises
   */
  checkGatewayMode(mode: LoxilbMode): void {
    const { title, sync } = this.parts;
    if (sync && mode !== 'fullnat' && mode !== 'default') {
      throw new TopologyError(
        `${title}: mode ${mode} makes synchronization useless: it rewrites clients to an address that only the active host has, and a connection would be lost with it all the same. Use "fullnat" or "default".`,
      );
    }
    if (title === 'bgpEcmp' && mode !== 'onearm') {
      throw new TopologyError(
        `${title}: in mode ${mode} replies need not come back through the host that a connection came by. Use "onearm".`,
      );
    }
  }

  /**
   * Arguments of the LoxiLB on a host of the plan.
   * @throws AddressPlanError if the plan has no such host
   */
  nodeOptions(name: string): LoxilbOptions & { readonly address: string } {
    const own = this.plan.loxilbHost(name);
    const others = this.plan.loxilbHosts.filter((host) => host !== own);
    const [other] = others;
    const { sync, bfd, bgp } = this.parts;
    return {
      address: own.address,
      ...(sync
        ? { cluster: others.map(({ syncAddress }) => syncAddress), self: this.plan.loxilbHosts.indexOf(own) }
        : {}),
      ...(bfd && other ? { keepAlive: { remote: other.syncAddress, own: own.syncAddress } } : {}),
      ...(bgp ? { bgp: true } : {}),
    };
  }

  /**
   * Makes a Host and a LoxilbNode for each host of the plan.
   * @param options of all nodes; what the topology says stands
   */
  addNodes(
    scope: Construct,
    options: Omit<LoxilbNodeProps, 'host' | 'address' | 'apiPort' | 'cluster' | 'self' | 'keepAlive' | 'bgp'> = {},
  ): readonly LoxilbNode[] {
    return this.plan.loxilbHosts.map(({ name }) => {
      const host = new Host(scope, name);
      return new LoxilbNode(host, 'LoxiLB', { ...options, ...this.nodeOptions(name), host });
    });
  }

  private checkHosts(): void {
    const { title, sync, bfd } = this.parts;
    const count = this.plan.loxilbHosts.length;
    if ((sync || bfd) && count !== 2) {
      throw new TopologyError(
        `${title}: needs exactly two LoxiLB hosts outside of the cluster, and the address plan has ${count}. Add loxilbHosts to it, or choose flatL2 or a topology with BGP.`,
      );
    }
    if (count === 1) {
      throw new TopologyError(
        `${title}: the address plan has one LoxiLB host, which nobody can stand in for. Add a second one, or use LoxilbNode and KubeLoxilb without a topology.`,
      );
    }
  }

  private checkPools(): void {
    const { title, bgp } = this.parts;
    for (const { name, addresses, network, range } of this.plan.vipPools.values()) {
      if (range.family !== 4) {
        throw new TopologyError(
          `${title}: vipPools.${name}: ${addresses} is of IPv6, which is not announced. Take it out.`,
        );
      }
      const found = poolProblem(poolArgument(addresses));
      if (found) throw new TopologyError(`${title}: vipPools.${name}: ${addresses} ${found.problem}. ${found.cure}`);
      if (bgp && network !== undefined) {
        throw new TopologyError(
          `${title}: vipPools.${name}: ${addresses} is in networks.${network}, where hosts answer for it on layer 2 besides. With BGP take addresses that are on no link.`,
        );
      }
      if (!bgp && network === undefined) {
        throw new TopologyError(
          `${title}: vipPools.${name}: ${addresses} is in none of networks, and nobody would ask LoxiLB for it on layer 2. Take free addresses of a network of the hosts, or a topology with BGP.`,
        );
      }
      this.checkLink(name, network);
    }
  }

  /** On layer 2 every host needs a leg in the network of the VIPs. */
  private checkLink(pool: string, network: string | undefined): void {
    if (network === undefined) return;
    for (const { name, address, syncAddress } of this.plan.loxilbHosts) {
      if (this.plan.networkOf(address) === network || this.plan.networkOf(syncAddress) === network) continue;
      throw new TopologyError(
        `${this.parts.title}: vipPools.${pool} is in networks.${network}, in which the host ${name} has no address. Give it one, or move the pool.`,
      );
    }
  }

  private bgpArguments({ asn, routers, multiHop }: TopologyBgp): Partial<KubeLoxilbArguments> {
    const peers = Object.entries(routers).map(([name, router]) => {
      const address = this.plan.routers.get(name);
      if (address === undefined) {
        const names = [...this.plan.routers.keys()].join(', ') || 'none';
        throw new TopologyError(`${this.parts.title}: routers.${name} is not in the address plan. It has: ${names}.`);
      }
      return { address, asn: router };
    });
    if (peers.length === 0) {
      throw new TopologyError(
        `${this.parts.title}: routers is empty, and nobody would learn of the VIPs. Name a router of the address plan.`,
      );
    }
    return { bgp: asn, peers, ...(multiHop === true ? { multiHop } : {}) };
  }
}
