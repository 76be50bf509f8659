import { ApiObject, JsonPatch } from 'cdk8s';
import { ArgoApplication, ArgoProject, ClusterApplication, FleetApplicationSet } from '../argocd';
import { CiliumGatewayClassConfig } from '../cilium';
import { Certificate, CiliumGatewayClass, ListenerSet, LoxiGateway, TlsGateway } from '../gateway';
import { BgpDefinedSet, BgpPeer, BgpPolicy, BgpPolicyApply, Egress, KubeLoxilb, VipPool } from '../loxilb';
import {
  Backend,
  BackendTlsPolicy,
  GrpcFilter,
  GrpcMatch,
  GrpcRoute,
  HttpFilter,
  HttpMatch,
  HttpRoute,
  ParentGateway,
  ReferenceGrant,
  TcpRoute,
  TlsRoute,
  UdpRoute,
  WeightedHttpRoute,
} from '../routes';

/** Classes whose static methods adopted programs call, by the name under which the package, or cdk8s, exports them. */
export const FACTORIES: Readonly<Record<string, object>> = {
  Backend,
  Certificate,
  GrpcFilter,
  GrpcMatch,
  HttpFilter,
  HttpMatch,
  JsonPatch,
  ParentGateway,
};

/** Constructs that adopted programs make. */
export const CONSTRUCTS = {
  ApiObject,
  ArgoApplication,
  ArgoProject,
  BackendTlsPolicy,
  BgpDefinedSet,
  BgpPeer,
  BgpPolicy,
  BgpPolicyApply,
  CiliumGatewayClass,
  CiliumGatewayClassConfig,
  ClusterApplication,
  Egress,
  FleetApplicationSet,
  GrpcRoute,
  HttpRoute,
  KubeLoxilb,
  ListenerSet,
  LoxiGateway,
  ReferenceGrant,
  TcpRoute,
  TlsGateway,
  TlsRoute,
  UdpRoute,
  VipPool,
  WeightedHttpRoute,
} as const;

/** Name of a construct, as the package exports it; `ApiObject` is that of cdk8s: an object as it is. */
export type ConstructName = keyof typeof CONSTRUCTS;
