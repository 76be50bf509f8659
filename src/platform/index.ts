export { type GatewayApiChannel, GatewayApiSet } from './gateway-api-set';
export {
  type AnnotationValue,
  LB_MODES,
  LOAD_BALANCER_CLASS_ANNOTATION,
  LOXILB_ANNOTATIONS,
  LOXILB_CLASS,
  LOXILB_PREFIX,
  type LoxilbAnnotation,
} from './loxilb-annotations';
export { Platform, type PlatformProps } from './platform';
export { PlatformError } from './platform-error';
export { type Acknowledgement, type PlatformEntry, platformsOf } from './platform-file';
export type { Version } from './version';
