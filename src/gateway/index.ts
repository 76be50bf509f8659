export { Certificate, type CertManagerOptions, type ExternalSecretOptions } from './certificate';
export { CiliumGatewayClass, type CiliumGatewayClassProps } from './cilium-gateway-class';
export type { GatewayClassReference } from './gateway-class';
export type { Infrastructure } from './infrastructure';
export { Listener } from './listener';
export type {
  AllowedRoutes,
  HttpListenerProps,
  HttpsListenerProps,
  Layer4ListenerProps,
  ListenerProps,
  NamespaceSelector,
  TlsListenerProps,
} from './listener-props';
export { ListenerSet, type ListenerSetProps } from './listener-set';
export { LoxiGateway, type LoxiGatewayProps } from './loxi-gateway';
export { TlsGateway, type TlsGatewayProps, type TlsHost } from './tls-gateway';
