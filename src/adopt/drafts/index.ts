import type { Drafter } from '../draft';
import { draftArgoApplication } from './argo-application';
import { draftArgoProject } from './argo-project';
import { draftBgpDefinedSet, draftBgpPeer, draftBgpPolicy, draftBgpPolicyApply } from './bgp';
import { draftFleetApplicationSet } from './fleet-application-set';
import { draftGateway } from './gateway';
import { draftGatewayClass, draftGatewayClassConfig } from './gateway-class';
import { draftGrpcRoute } from './grpc-route';
import { draftHttpRoute } from './http-route';
import { draftKubeLoxilb } from './kube-loxilb';
import { draftLayer4Route } from './layer4-route';
import { draftListenerSet } from './listener-set';
import { draftEgress, draftVipPool } from './loxilb-resources';
import { draftBackendTlsPolicy, draftReferenceGrant } from './policies';

/** A kind, who drafts its constructs, and in which turn: constructs refer to those of earlier turns, and take over objects of later ones. */
export interface KindDrafter {
  readonly turn: number;
  readonly draft: Drafter;
  /** True: the construct is for some objects of the kind only. */
  readonly some?: boolean;
}

const GATEWAY_API = 'gateway.networking.k8s.io';

/** By `group/kind`. */
export const DRAFTERS: ReadonlyMap<string, KindDrafter> = new Map<string, KindDrafter>([
  [`${GATEWAY_API}/GatewayClass`, { turn: 0, draft: draftGatewayClass }],
  [`${GATEWAY_API}/Gateway`, { turn: 1, draft: draftGateway }],
  [`${GATEWAY_API}/ListenerSet`, { turn: 2, draft: draftListenerSet }],
  [`${GATEWAY_API}/HTTPRoute`, { turn: 3, draft: draftHttpRoute }],
  [`${GATEWAY_API}/GRPCRoute`, { turn: 3, draft: draftGrpcRoute }],
  [`${GATEWAY_API}/TLSRoute`, { turn: 3, draft: draftLayer4Route('TLSRoute', 'TlsRoute') }],
  [`${GATEWAY_API}/TCPRoute`, { turn: 3, draft: draftLayer4Route('TCPRoute', 'TcpRoute') }],
  [`${GATEWAY_API}/UDPRoute`, { turn: 3, draft: draftLayer4Route('UDPRoute', 'UdpRoute') }],
  [`${GATEWAY_API}/ReferenceGrant`, { turn: 4, draft: draftReferenceGrant }],
  [`${GATEWAY_API}/BackendTLSPolicy`, { turn: 4, draft: draftBackendTlsPolicy }],
  ['apps/Deployment', { turn: 3, draft: draftKubeLoxilb, some: true }],
  ['cilium.io/CiliumGatewayClassConfig', { turn: 4, draft: draftGatewayClassConfig }],
  ['loxiurl.loxilb.io/LoxiURL', { turn: 4, draft: draftVipPool, some: true }],
  ['egress.loxilb.io/Egress', { turn: 4, draft: draftEgress }],
  ['bgppeer.loxilb.io/BGPPeerService', { turn: 4, draft: draftBgpPeer }],
  ['bgppolicydefinedsets.loxilb.io/BGPPolicyDefinedSetsService', { turn: 4, draft: draftBgpDefinedSet }],
  ['bgppolicydefinition.loxilb.io/BGPPolicyDefinitionService', { turn: 4, draft: draftBgpPolicy }],
  ['bgppolicyapply.loxilb.io/BGPPolicyApplyService', { turn: 4, draft: draftBgpPolicyApply }],
  ['argoproj.io/Application', { turn: 4, draft: draftArgoApplication }],
  ['argoproj.io/AppProject', { turn: 4, draft: draftArgoProject }],
  ['argoproj.io/ApplicationSet', { turn: 4, draft: draftFleetApplicationSet, some: true }],
]);

/** The turn of what no construct is for. */
export const LAST_TURN = 5;
