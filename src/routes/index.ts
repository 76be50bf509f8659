export { Backend, type BackendOptions, type ServiceLike } from './backend';
export { BackendTlsPolicy, type BackendTlsPolicyProps, type TlsPolicyTarget } from './backend-tls-policy';
export { GrpcFilter } from './grpc-filter';
export { GrpcMatch } from './grpc-match';
export { GrpcRoute, type GrpcRouteProps, type GrpcRouteRule } from './grpc-route';
export type { HeaderChanges } from './header-modifier';
export {
  type CorsOptions,
  type ExternalAuthOptions,
  HttpFilter,
  type PathReplacement,
  type RedirectOptions,
  type RewriteOptions,
} from './http-filter';
export { HttpMatch, type HttpMethod } from './http-match';
export { HttpRoute, type HttpRouteProps } from './http-route';
export type { HttpRouteRule } from './http-rule';
export type { Layer4RouteProps } from './layer4-route';
export type { MirrorShare } from './mirror';
export { ParentGateway, type ParentGatewayOptions } from './parent-gateway';
export { ReferenceGrant, type ReferenceGrantProps } from './reference-grant';
export type { ListenerFacts, ListenerProtocol, RouteNamespaces, RouteParent } from './route-parent';
export type { RouteKind } from './route-parents';
export type {
  BackendTlsPolicyShape,
  GrpcBackendRefShape,
  GrpcRouteFilterShape,
  GrpcRouteMatchShape,
  GrpcRouteRuleShape,
  HttpBackendRefShape,
  HttpRouteFilterShape,
  HttpRouteMatchShape,
  HttpRouteRuleShape,
  ReferenceGrantShape,
  Shaped,
} from './shapes';
export type { SplitShare } from './split';
export { TcpRoute, type TcpRouteProps } from './tcp-route';
export { TlsRoute, type TlsRouteProps } from './tls-route';
export { UdpRoute, type UdpRouteProps } from './udp-route';
export { type WeightedBackend, WeightedHttpRoute, type WeightedHttpRouteProps } from './weighted-http-route';
