export {
  CiliumGatewayClassConfig,
  type CiliumGatewayClassConfigProps,
  type CiliumGatewayClassConfigShape,
} from './gateway-class-config';
