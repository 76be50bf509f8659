import { type IpRange, overlaps, parseCidr, rangeOf } from '../../../platform/ip-range';
import type { Cluster } from '../../cluster';
import { handedOut } from '../../loadbalancer/ip-pool';
import type { Rule } from '../rule';
import { type CiliumValues, valuesCheck } from './values';

export const addressOverlap: Rule = {
  id: 'cilium/address-overlap',
  severity: 'error',
  title: 'Networks of pods, Services and VIPs overlap',
  why: 'Where two of them have an address in common, one is not reachable from some place, and which one depends on routes. With ipam.mode cluster-pool and no list, Cilium gives pods addresses of 10.0.0.0/8, which most private networks are in.',
  cure: 'Set ipam.mode to "kubernetes", or give ipam.operator.clusterPoolIPv4PodCIDRList networks of their own.',
  source: 'chart cilium 1.20.0, values.yaml (10.0.0.0/8); RKE2, cluster-cidr and service-cidr',
  check: valuesCheck((values, cluster) => {
    const others = networks(cluster);
    return podNetworks(values).flatMap(({ name, range }) =>
      others
        .filter((other) => overlaps(other.range, range))
        .map((other) => ({ message: `${name} overlaps ${other.name}` })),
    );
  }),
};

interface Network {
  readonly name: string;
  readonly range: IpRange;
}

const POOL = 'ipam.operator.clusterPoolIPv4PodCIDRList';

function podNetworks(values: CiliumValues): readonly Network[] {
  if (!values.isKnown('ipam.mode') || values.inForce('ipam.mode') !== 'cluster-pool') return [];
  const given = values.inForce(POOL);
  const list = Array.isArray(given) ? given : ['10.0.0.0/8'];
  return list.flatMap((cidr: unknown) => network(`${String(cidr)} of ${POOL}`, cidr));
}

/** VIPs, and what is known of RKE2 and of nodes. */
function networks({ kubeLoxilb, platform }: Cluster): readonly Network[] {
  const { rke2Config, nodes = [] } = platform.settings;
  const pools = [...(kubeLoxilb?.pools ?? [])].flatMap(([name, text]) => {
    const range = handedOut(text);
    return range ? [{ name: `the pool ${name} of kube-loxilb, ${text}`, range }] : [];
  });
  const addresses = nodes.flatMap((node) => {
    const range = rangeOf(node);
    return range ? [{ name: `the node ${node}`, range }] : [];
  });
  return [
    ...pools,
    ...network(`service-cidr of RKE2, ${String(rke2Config['service-cidr'])}`, rke2Config['service-cidr']),
    ...addresses.slice(0, 1),
  ];
}

function network(name: string, cidr: unknown): readonly Network[] {
  const range = typeof cidr === 'string' ? parseCidr(cidr, { hostBits: true }) : undefined;
  return range ? [{ name, range }] : [];
}
