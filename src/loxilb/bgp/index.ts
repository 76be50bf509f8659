export { BgpDefinedSet, type BgpDefinedSetProps, type BgpPrefix } from './bgp-defined-set';
export { BgpPeer, type BgpPeerProps } from './bgp-peer';
export {
  type BgpActions,
  type BgpCommunities,
  type BgpConditions,
  type BgpMatchOption,
  BgpPolicy,
  type BgpPolicyProps,
  type BgpSetMatch,
  type BgpStatement,
} from './bgp-policy';
export { BgpPolicyApply, type BgpPolicyApplyProps } from './bgp-policy-apply';
