import type {
  BackendTlsPolicySpec,
  GrpcRouteSpec,
  HttpRouteSpec,
  ReferenceGrantSpec,
  TcpRouteSpec,
  TlsRouteSpec,
  UdpRouteSpec,
} from '../../imports/gateway.networking.k8s.io';
import type { ApiShape } from '../resource/api-shape';

/*
 * The raw API shapes of routes, with the field names of Kubernetes. Props take them beside our own types, so that nobody is
 * ever stuck.
 */

export type HttpRouteShape = ApiShape<HttpRouteSpec>;
export type HttpRouteRuleShape = NonNullable<HttpRouteShape['rules']>[number];
export type HttpRouteMatchShape = NonNullable<HttpRouteRuleShape['matches']>[number];
export type HttpRouteFilterShape = NonNullable<HttpRouteRuleShape['filters']>[number];
export type HttpBackendRefShape = NonNullable<HttpRouteRuleShape['backendRefs']>[number];

export type GrpcRouteShape = ApiShape<GrpcRouteSpec>;
export type GrpcRouteRuleShape = NonNullable<GrpcRouteShape['rules']>[number];
export type GrpcRouteMatchShape = NonNullable<GrpcRouteRuleShape['matches']>[number];
export type GrpcRouteFilterShape = NonNullable<GrpcRouteRuleShape['filters']>[number];
export type GrpcBackendRefShape = NonNullable<GrpcRouteRuleShape['backendRefs']>[number];

export type TlsRouteShape = ApiShape<TlsRouteSpec>;
export type TcpRouteShape = ApiShape<TcpRouteSpec>;
export type UdpRouteShape = ApiShape<UdpRouteSpec>;
export type ParentRefShape = NonNullable<HttpRouteShape['parentRefs']>[number];

export type ReferenceGrantShape = ApiShape<ReferenceGrantSpec>;
export type BackendTlsPolicyShape = ApiShape<BackendTlsPolicySpec>;

/** Something of ours that stands for a raw shape. */
export interface Shaped<T> {
  /** The shape under the field's name in YAML. */
  readonly shape: T;
}

/** The raw shape of either. */
export function shapeOf<T extends object>(value: T | Shaped<T>): T {
  return isShaped(value) ? value.shape : value;
}

function isShaped<T extends object>(value: T | Shaped<T>): value is Shaped<T> {
  return 'shape' in value;
}
