export {
  CiliumGatewayClassConfig,
  type CiliumGatewayClassConfigProps,
  type GatewayAccessLog,
} from './gateway-class-config';
export type { GatewayClassService } from './gateway-class-service';
export * from './values';
