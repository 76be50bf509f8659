import type { IConstruct } from 'constructs';
import { vipsOf } from '../../platform';
import { overlaps } from '../../platform/ip-range';
import { platformOf } from '../../resource';
import { BgpResource } from '../bgp/bgp-resource';
import { LoxilbNode } from '../nodes/loxilb-node';
import type { KubeLoxilbArguments } from './kube-loxilb-arguments';
import { VipPool } from './vip-pool';

/** kube-loxilb, as far as others have to agree with it. */
export interface KubeLoxilbParty extends IConstruct {
  readonly args: KubeLoxilbArguments;
}

/**
 * Where the LoxiLB hosts, pools and BGP resources of an app contradict its kube-loxilb: nobody else compares them.
 *
 * Hosts are known by their address. All else is looked at only where the platform has this one kube-loxilb: of an app for several
 * clusters nothing says what belongs to which.
 *
 * @param others every kube-loxilb of the app
 */
export function disagreements(self: KubeLoxilbParty, others: readonly KubeLoxilbParty[]): string[] {
  const platform = platformOf(self);
  const all = self.node.root.node.findAll();
  const here = all.filter((each) => platformOf(each) === platform);
  const hosts = (self.args.loxiUrls ?? []).flatMap((text) => {
    const url = new URL(text);
    return here
      .filter((each) => each instanceof LoxilbNode)
      .filter(({ address }) => address === url.hostname)
      .map((node) => ({ node, url }));
  });
  const found = hosts.flatMap(({ node, url }) => ofNode(self.args, node, url));
  if (others.filter((each) => platformOf(each) === platform).length > 1) return found;
  return [
    ...found,
    ...here.filter((each) => each instanceof VipPool).flatMap((pool) => ofPool(self.args, pool)),
    ...(self.args.bgpResources === true ? [] : here.filter((each) => each instanceof BgpResource)).map(
      ({ node }) =>
        `bgpResources is off, and ${node.path} would not be read. Set bgp and bgpResources, or leave it out.`,
    ),
  ];
}

function ofNode(args: KubeLoxilbArguments, { node, options }: LoxilbNode, url: URL): string[] {
  const { apiPort = 11_111, tls, keepAlive, cluster, bgp } = options;
  const { roles, zone = 'llb', noZoneName, zoneInstances = 1, mode = 'default' } = args;
  const port = url.protocol === 'https:' ? tls && (tls.port ?? 8091) : apiPort;
  const others = zone !== 'llb' || noZoneName === true || zoneInstances > 1;
  const problems: (readonly [boolean, string])[] = [
    [
      Number(url.port || (url.protocol === 'https:' ? 443 : 80)) !== port,
      `loxiUrls: ${url.host} is not where its API listens (${port === undefined ? 'without HTTPS' : `port ${port}`}). Write both alike.`,
    ],
    [
      keepAlive !== undefined && roles === true,
      'roles elects the active host, and BFD does so too (keepAlive): the last one wins. Leave one of them out.',
    ],
    [
      keepAlive !== undefined && others,
      'zone, noZoneName and zoneInstances name instances that BFD (keepAlive) knows nothing of, and no host would take their VIPs. Leave them out.',
    ],
    [args.bgp !== undefined && bgp !== true, 'bgp is refused by a host that runs no BGP. Set bgp of the host as well.'],
    [
      cluster !== undefined && keepAlive === undefined && roles !== true,
      'its connections are never synchronized (cluster), as no host is elected. Set roles, or keepAlive of the hosts.',
    ],
    [
      cluster !== undefined && mode === 'onearm',
      'mode "onearm" makes synchronization (cluster) useless: it rewrites clients to an address of one host. Use "fullnat" or "default".',
    ],
  ];
  return problems.flatMap(([is, text]) => (is ? [`${node.path}: ${text}`] : []));
}

function ofPool({ pools, zone = 'llb' }: KubeLoxilbArguments, pool: VipPool): string[] {
  if (pool.zone !== undefined && pool.zone !== zone) {
    return [`${pool.node.path}: zone ${pool.zone} is not that of kube-loxilb, ${zone}, which would pass it over.`];
  }
  const range = vipsOf(pool.addresses);
  return Object.entries(pools).flatMap(([name, addresses]) => {
    if (name === pool.name) return [`${pool.node.path}: there is a pool ${name} in pools, which stays. Rename one.`];
    const other = vipsOf(addresses);
    return range && other && overlaps(range, other)
      ? [`${pool.node.path}: has addresses of the pool ${name}, which would be given out twice. Keep them apart.`]
      : [];
  });
}
