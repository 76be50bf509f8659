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
