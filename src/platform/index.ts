export { AddressPlan, type AddressPlanProps, type LoxilbHostAddress, type VipPoolPlan } from './address-plan';
export { AddressPlanError } from './address-plan-error';
export type { AdmissionPolicyApi } from './admission-policies';
export { type GatewayApiChannel, GatewayApiSet } from './gateway-api-set';
export {
  type GatewayAddress,
  Implementation,
  type ImplementationProps,
  type ImplementationWays,
} from './implementation';
export type { IpFamily, IpRange } from './ip-range';
export { kubeLoxilbFlagSince, readsEndpoints } from './kube-loxilb-flags';
export {
  type AnnotationValue,
  LB_MODES,
  LOAD_BALANCER_CLASS_ANNOTATION,
  LOXILB_ANNOTATIONS,
  LOXILB_CLASS,
  LOXILB_PREFIX,
  type LoxilbAnnotation,
} from './loxilb-annotations';
export { Platform, type PlatformProps, type PlatformSettings } from './platform';
export { PlatformError } from './platform-error';
export {
  type Acknowledgement,
  type PlatformEntry,
  type PlatformFile,
  platformFileOf,
} from './platform-file';
export { platformProps } from './platform-props';
export { SYNC_WAVE_ANNOTATION, SYNC_WAVES, type SyncWave, syncWave } from './sync-waves';
export type { Version } from './version';
export { ANY_ADDRESS_POOL, type PoolProblem, poolArgument, poolProblem, vipsOf } from './vip-range';
