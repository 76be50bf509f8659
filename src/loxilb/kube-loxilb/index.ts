export type { Toleration } from './deployment';
export { Egress, type EgressProps } from './egress';
export { KubeLoxilb, type KubeLoxilbProps } from './kube-loxilb';
export type { KubeLoxilbArguments } from './kube-loxilb-arguments';
export { VipPool, type VipPoolProps } from './vip-pool';
