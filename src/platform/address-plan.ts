import { AddressPlanError } from './address-plan-error';
import {
  addressAt,
  contains,
  type IpRange,
  overlaps,
  parseAddress,
  parseCidr,
  parseSpan,
  rangeOf,
  sizeOf,
} from './ip-range';

/** A host that runs LoxiLB outside of the cluster. */
export interface LoxilbHostAddress {
  /** Hostname, unique among the hosts: a DNS label, e.g. `llb1`. */
  readonly name: string;
  /** Where kube-loxilb reaches the host's REST API, in one of `networks`. */
  readonly address: string;
  /**
   * Where the hosts reach each other, for BFD and connection sync, in one of `networks`.
   * @default address
   */
  readonly syncAddress?: string;
}

export interface AddressPlanProps {
  /** Networks of nodes, LoxiLB hosts and clients, by a name of yours, in CIDR notation: `{ lan: '192.168.57.0/24' }`. */
  readonly networks: Readonly<Record<string, string>>;
  /** Addresses of pods, in CIDR notation: RKE2's `cluster-cidr`, Cilium's pool. @default 10.42.0.0/16, as RKE2 */
  readonly podCidr?: string;
  /** Addresses of Services, in CIDR notation: RKE2's `service-cidr`. @default 10.43.0.0/16, as RKE2 */
  readonly serviceCidr?: string;
  /** Address of the cluster's DNS, in `serviceCidr`. @default its tenth address, as RKE2 */
  readonly clusterDns?: string;
  /** Kubernetes nodes: name -> address, each in one of `networks`. @default none are known */
  readonly nodes?: Readonly<Record<string, string>>;
  /** Where nodes and agents reach the API servers: an address in one of `networks`, or a DNS name. */
  readonly apiEndpoint: string;
  /**
   * VIPs that kube-loxilb gives out, by the name of the pool: CIDR, or first and last address, `192.168.57.100-192.168.57.120`.
   * The pool `defaultPool` is that of Services that name none. Each lies either in one of `networks`, for LoxiLB to announce on
   * layer 2, or in none of them, to be announced by BGP.
   */
  readonly vipPools: Readonly<Record<string, string>>;
  /** Hosts of an external LoxiLB. The first is the preferred one. @default none: LoxiLB runs in the cluster */
  readonly loxilbHosts?: readonly LoxilbHostAddress[];
  /** Routers that speak BGP with LoxiLB: name -> address. @default none */
  readonly routers?: Readonly<Record<string, string>>;
}

/** A pool of VIPs. */
export interface VipPoolPlan {
  readonly name: string;
  /** As it was given. */
  readonly addresses: string;
  readonly range: IpRange;
  /** The network that it lies in; undefined for a pool that only BGP can announce. */
  readonly network: string | undefined;
}

/**
 * Who has which address. Constructs of the platform take theirs from it, so that they agree: the pool of kube-loxilb, the hosts
 * of LoxiLB, the CIDRs of RKE2 and Cilium.
 */
export class AddressPlan {
  readonly networks: ReadonlyMap<string, IpRange>;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly clusterDns: string;
  readonly nodes: ReadonlyMap<string, string>;
  readonly apiEndpoint: string;
  readonly vipPools: ReadonlyMap<string, VipPoolPlan>;
  /** With `syncAddress` filled in. */
  readonly loxilbHosts: readonly Required<LoxilbHostAddress>[];
  readonly routers: ReadonlyMap<string, string>;

  /** @throws AddressPlanError for what is no address, ranges that overlap, and addresses outside of their network or taken twice */
  constructor(props: AddressPlanProps) {
    this.networks = new Map(
      Object.entries(props.networks).map(([name, cidr]) => [name, checkCidr(`networks.${name}`, cidr)]),
    );
    this.podCidr = props.podCidr ?? '10.42.0.0/16';
    this.serviceCidr = props.serviceCidr ?? '10.43.0.0/16';
    const pods = checkCidr('podCidr', this.podCidr);
    const services = checkCidr('serviceCidr', this.serviceCidr);
    this.vipPools = new Map(Object.keys(props.vipPools).map((name) => [name, this.poolOf(name, props.vipPools[name])]));
    checkApart([
      ...[...this.networks].map(([name, range]): Named => [`networks.${name}`, range]),
      ['podCidr', pods],
      ['serviceCidr', services],
      ...[...this.vipPools.values()]
        .filter(({ network }) => network === undefined)
        .map(({ name, range }): Named => [`vipPools.${name}`, range]),
    ]);
    checkApart([...this.vipPools.values()].map(({ name, range }): Named => [`vipPools.${name}`, range]));
    this.clusterDns = props.clusterDns ?? addressAt(services, 10n);
    this.checkWithin('clusterDns', this.clusterDns, services, `serviceCidr ${this.serviceCidr}`);
    this.nodes = new Map(Object.entries(props.nodes ?? {}));
    this.routers = new Map(Object.entries(props.routers ?? {}));
    this.loxilbHosts = (props.loxilbHosts ?? []).map((host) => ({
      ...host,
      syncAddress: host.syncAddress ?? host.address,
    }));
    this.apiEndpoint = props.apiEndpoint;
    this.checkHosts();
  }

  /**
   * A pool by name.
   * @throws AddressPlanError if there is none, with the names that there are
   */
  pool(name = 'defaultPool'): VipPoolPlan {
    const pool = this.vipPools.get(name);
    if (pool) return pool;
    throw new AddressPlanError(
      `vipPools: there is no pool ${JSON.stringify(name)}. There are ${[...this.vipPools.keys()].join(', ')}.`,
    );
  }

  /**
   * A LoxiLB host by name.
   * @throws AddressPlanError if there is none, with the names that there are
   */
  loxilbHost(name: string): Required<LoxilbHostAddress> {
    const host = this.loxilbHosts.find((each) => each.name === name);
    if (host) return host;
    const names = this.loxilbHosts.map((each) => each.name).join(', ') || 'none';
    throw new AddressPlanError(`loxilbHosts: there is no host ${JSON.stringify(name)}. There are: ${names}.`);
  }

  /** The name of the network that an address lies in; undefined if it lies in none. */
  networkOf(address: string): string | undefined {
    const range = rangeOf(address);
    return range && [...this.networks].find(([, network]) => contains(network, range))?.[0];
  }

  private poolOf(name: string, addresses = ''): VipPoolPlan {
    const field = `vipPools.${name}`;
    if (!/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name)) {
      throw new AddressPlanError(
        `${field}: the name is no word. Use letters, digits, "-", "_" and ".": it stands in --cidrPools.`,
      );
    }
    const range = parseCidr(addresses) ?? parseSpan(addresses);
    if (!range) {
      throw new AddressPlanError(
        `${field}: ${JSON.stringify(addresses)} is no pool. Write it as "192.168.57.96/28" (without host bits) or "192.168.57.100-192.168.57.120".`,
      );
    }
    const around = [...this.networks].filter(([, network]) => overlaps(network, range));
    const network = around.find(([, each]) => contains(each, range));
    if (around[0] && !network) {
      throw new AddressPlanError(
        `${field}: ${addresses} lies partly in networks.${around[0][0]}. Put it in one network, or outside of all of them.`,
      );
    }
    return { name, addresses, range, network: network?.[0] };
  }

  /** Addresses of machines: each in a network, none of them twice, none in a pool. */
  private checkHosts(): void {
    const taken = new Map<string, string>();
    const take = (field: string, address: string): void => {
      const range = this.checkHost(field, address);
      const key = `${range.family} ${range.first}`;
      const other = taken.get(key);
      if (other !== undefined)
        throw new AddressPlanError(`${field}: ${address} is that of ${other} as well. Give each its own.`);
      taken.set(key, field);
    };
    for (const [name, address] of this.nodes) take(`nodes.${name}`, address);
    for (const [name, address] of this.routers) take(`routers.${name}`, address);
    for (const [index, { address, syncAddress }] of this.loxilbHosts.entries()) {
      take(`loxilbHosts[${index}].address`, address);
      if (syncAddress !== address) take(`loxilbHosts[${index}].syncAddress`, syncAddress);
    }
    this.checkHostNames();
    // The endpoint may be the address of a node, or one that moves between nodes.
    if (parseAddress(this.apiEndpoint)) this.checkHost('apiEndpoint', this.apiEndpoint);
    else if (!DNS_NAME.test(this.apiEndpoint) || /^[\d.]+$/.test(this.apiEndpoint)) {
      throw new AddressPlanError(
        `apiEndpoint: ${JSON.stringify(this.apiEndpoint)} is neither an address nor a DNS name. Leave out scheme and port.`,
      );
    }
  }

  private checkHostNames(): void {
    const names = new Set<string>();
    for (const [index, { name }] of this.loxilbHosts.entries()) {
      const field = `loxilbHosts[${index}].name`;
      if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
        throw new AddressPlanError(
          `${field}: ${JSON.stringify(name)} is no DNS label. Use lower-case letters, digits and "-".`,
        );
      }
      if (names.has(name)) throw new AddressPlanError(`${field}: ${name} is there twice. Give each host its own name.`);
      names.add(name);
    }
  }

  private checkHost(field: string, address: string): IpRange {
    const range = rangeOf(address);
    if (!range)
      throw new AddressPlanError(
        `${field}: ${JSON.stringify(address)} is no IP address. Write it in full, without a prefix length.`,
      );
    const network = this.networks.get(this.networkOf(address) ?? '');
    if (network === undefined) {
      throw new AddressPlanError(`${field}: ${address} lies in none of networks. Add its network, or correct it.`);
    }
    // In a /31 and a /32 every address is a host's.
    const hasEnds = network.family === 4 && sizeOf(network) > 2n;
    if (hasEnds && (range.first === network.first || range.first === network.last)) {
      throw new AddressPlanError(
        `${field}: ${address} is the network or broadcast address of its network, and no host can have it. Take another one.`,
      );
    }
    for (const pool of this.vipPools.values()) {
      if (contains(pool.range, range)) {
        throw new AddressPlanError(
          `${field}: ${address} lies in the pool ${pool.name} (${pool.addresses}), so that a Service may get it. Take it out of the pool.`,
        );
      }
    }
    return range;
  }

  private checkWithin(field: string, address: string, outer: IpRange, title: string): void {
    const range = rangeOf(address);
    if (!range || !contains(outer, range)) {
      throw new AddressPlanError(`${field}: ${JSON.stringify(address)} is no address in ${title}. Take one of it.`);
    }
  }
}

const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

type Named = readonly [field: string, range: IpRange];

function checkCidr(field: string, cidr: string): IpRange {
  const range = parseCidr(cidr);
  if (range) return range;
  const lies = parseCidr(cidr, { hostBits: true });
  const cure = lies
    ? `It has host bits: write ${addressAt(lies, 0n)}/${cidr.split('/')[1]}.`
    : 'Write it as "10.42.0.0/16".';
  throw new AddressPlanError(`${field}: ${JSON.stringify(cidr)} is no network. ${cure}`);
}

function checkApart(ranges: readonly Named[]): void {
  for (const [index, [field, range]] of ranges.entries()) {
    for (const [other, before] of ranges.slice(0, index)) {
      if (overlaps(range, before)) {
        throw new AddressPlanError(
          `${field} overlaps ${other}, and an address would be in two places. Move one of them.`,
        );
      }
    }
  }
}
