export type { AllowedRoutes } from './allowed-routes';
export { Certificate, type CertManagerOptions, type ExternalSecretOptions, type SecretOptions } from './certificate';
export { CiliumGatewayClass, type CiliumGatewayClassProps } from './cilium-gateway-class';
export type { GatewayClassReference } from './gateway-class';
export type { Infrastructure } from './infrastructure';
export { Listener } from './listener';
export type {
  HttpListenerProps,
  HttpsListenerProps,
  Layer4ListenerProps,
  ListenerProps,
  TlsListenerProps,
} from './listener-props';
export { ListenerSet, type ListenerSetProps } from './listener-set';
export { LoxiGateway, type LoxiGatewayProps } from './loxi-gateway';
export type { NamespaceExpression, NamespaceSelector } from './namespace-selector';
export { TlsGateway, type TlsGatewayProps, type TlsHost } from './tls-gateway';
