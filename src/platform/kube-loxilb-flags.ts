import { atLeast, type Version } from './version';

/**
 * Flags of kube-loxilb that came after v0.9.6, and the tag that each came with; the others are in every tag that is of use.
 * Source: kube-loxilb, cmd/loxilb-agent/options.go at each tag.
 */
const SINCE: Readonly<Record<string, Version>> = {
  cidrPools: 'v0.9.7',
  cidr6Pools: 'v0.9.7',
  numZoneInstances: 'v0.9.8',
  noZoneName: 'v0.9.8.4',
};

/** The first tag that has a flag, where that is newer than the tag given; undefined if the tag has it. */
export function kubeLoxilbFlagSince(flag: string, tag: Version): Version | undefined {
  const since = Object.hasOwn(SINCE, flag) ? SINCE[flag] : undefined;
  return since === undefined || atLeast(tag, since) ? undefined : since;
}

/** True if a tag reads Endpoints: those up to v0.9.8.4 do, beside EndpointSlices. */
export function readsEndpoints(tag: Version): boolean {
  return atLeast('v0.9.8.4', tag);
}

/** Flags that take no value after a blank. */
export const KUBE_LOXILB_SWITCHES: ReadonlySet<string> = new Set([
  'eBGPMultiHop',
  'monitor',
  'setUniqueIP',
  'noZoneName',
  'appendEPs',
  'usePodNetwork',
  'useExternalEndpoint',
  'enableBGPCRDs',
  'gatewayAPI',
  'enableK8sMetadata',
  'version',
  'help',
]);

const VALUED = [
  'loxiURL',
  'cidrPools',
  'cidr6Pools',
  'externalCIDR',
  'setLBMode',
  'setRoles',
  'setBGP',
  'extBGPPeers',
  'listenBGPPort',
  'zone',
  'numZoneInstances',
  'privateCIDR',
  'excludeRoleList',
  'loxilbGatewayClass',
  'config',
  'v',
  'log_dir',
  'log_file_max_num',
];

/** Flags that were in a tag and are no more, or never were and stand in guides, each with what to do. */
export const GONE_KUBE_LOXILB_FLAGS: ReadonlyMap<string, string> = new Map([
  ['loxilbLoadBalancerClass', 'Set loxilbLoadBalancerClass in the file of --config.'],
  ['externalSecondaryCIDRs', 'Name the pools in --cidrPools.'],
  ['externalCIDR6', 'Write --cidr6Pools=defaultPool=… instead.'],
  ['externalSecondaryCIDRs6', 'Name the pools in --cidr6Pools.'],
  ['setMode', 'Write --setLBMode instead.'],
  ['exclIPAM', 'Write --setUniqueIP instead.'],
  ['setExclIPAM', 'Write --setUniqueIP instead.'],
  ['enableGatewayAPI', 'Leave it out beside Cilium; the flag is --gatewayAPI.'],
]);

/** Every flag of the newest tag. (kube-loxilb, cmd/loxilb-agent/options.go.) */
export const KUBE_LOXILB_FLAGS: readonly string[] = [...VALUED, ...KUBE_LOXILB_SWITCHES].filter(
  (flag) => flag !== 'enableK8sMetadata',
);
