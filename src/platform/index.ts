export { type GatewayApiChannel, GatewayApiSet } from './gateway-api-set';
export { Platform, type PlatformProps } from './platform';
export { PlatformError } from './platform-error';
export type { Version } from './version';
