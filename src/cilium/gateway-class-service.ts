import { isValidCIDR } from 'ipaddr.js';
import { LOXILB_CLASS } from '../platform';
import { checkOneOf, checkUnique } from '../resource/checks';
import type { Field } from '../resource/field';

/**
 * How Cilium makes the Service of each gateway of a class. All of it is in Cilium 1.18.0 and newer.
 *
 * Source: Cilium v1.18.0 and newer, pkg/k8s/apis/cilium.io/v2alpha1, and operator/pkg/model/translation/gateway-api/translator.go.
 */
export interface GatewayClassService {
  /** LoxiLB serves LoadBalancer only. @default LoadBalancer */
  readonly type?: 'LoadBalancer' | 'NodePort';
  /**
   * `Local` is refused with LoxiLB's class. It stands in place of Helm's `gatewayAPI.externalTrafficPolicy`.
   * @default Cluster
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  /**
   * Which load balancer serves the Services. It takes effect when a Service is made, and never later: for another one, make
   * another GatewayClass, or delete the Service.
   * @default loxilb.io/loxilb
   */
  readonly loadBalancerClass?: string;
  /** One or both, the first one primary. @default as Cilium's agents have them */
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  /** @default as Cilium's agents have them */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /** LoxiLB sends to node ports, so false is refused with its class. @default true */
  readonly allocateLoadBalancerNodePorts?: boolean;
  /**
   * Networks that may send, or may not, by the policy below. Cilium looks at it on the node, where packets may carry LoxiLB's
   * address. @default every network
   */
  readonly loadBalancerSourceRanges?: readonly string[];
  /** What the networks above stand for. @default Allow */
  readonly loadBalancerSourceRangesPolicy?: 'Allow' | 'Deny';
  /** @default none */
  readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode';
}

/** `service` of the config, with LoxiLB's class where none is given. @throws InvalidFieldError */
export function gatewayClassService(field: Field, given: GatewayClassService = {}): Record<string, unknown> {
  const loadBalancerClass = given.loadBalancerClass ?? LOXILB_CLASS;
  checkValues(field, given);
  if (loadBalancerClass === LOXILB_CLASS) checkForLoxilb(field, given);
  return { ...given, loadBalancerClass };
}

/** What the CRD takes as any text, and Kubernetes refuses when Cilium makes the Service. */
function checkValues(field: Field, given: GatewayClassService): void {
  const { externalTrafficPolicy, ipFamilies = [], ipFamilyPolicy, loadBalancerSourceRanges = [], type } = given;
  if (type !== undefined) checkOneOf(field.at('type'), type, ['LoadBalancer', 'NodePort'], 'a type of Services here');
  if (externalTrafficPolicy !== undefined) {
    const policies = ['Cluster', 'Local'];
    checkOneOf(field.at('externalTrafficPolicy'), externalTrafficPolicy, policies, 'a traffic policy');
  }
  for (const [index, family] of ipFamilies.entries()) {
    checkOneOf(field.at('ipFamilies').item(index), family, ['IPv4', 'IPv6'], 'an IP family');
  }
  checkUnique(field.at('ipFamilies'), ipFamilies, (family) => family, 'family');
  if (ipFamilyPolicy !== undefined) {
    const policies = ['SingleStack', 'PreferDualStack', 'RequireDualStack'];
    checkOneOf(field.at('ipFamilyPolicy'), ipFamilyPolicy, policies, 'a policy of IP families');
  }
  if (ipFamilyPolicy === 'SingleStack' && ipFamilies.length > 1) {
    field.at('ipFamilies').fail(ipFamilies, 'are two, and ipFamilyPolicy is "SingleStack"', 'Leave one out.');
  }
  for (const [index, range] of loadBalancerSourceRanges.entries()) {
    if (typeof range === 'string' && isValidCIDR(range)) continue;
    field.at('loadBalancerSourceRanges').item(index).fail(range, 'is no network', 'Write it as "192.0.2.0/24".');
  }
}

/** What keeps kube-loxilb from serving a gateway (kube-loxilb v0.9.8.4, loadbalancer.go, getEndpoints). */
function checkForLoxilb(field: Field, given: GatewayClassService): void {
  if (given.type !== undefined && given.type !== 'LoadBalancer') {
    field.at('type').fail(given.type, 'takes no load-balancer class', 'Leave type out.');
  }
  if (given.allocateLoadBalancerNodePorts === false) {
    field
      .at('allocateLoadBalancerNodePorts')
      .fail(false, 'leaves LoxiLB without a port to send to: it reaches a gateway through node ports', 'Leave it out.');
  }
  if (given.externalTrafficPolicy === 'Local') {
    field
      .at('externalTrafficPolicy')
      .fail(
        given.externalTrafficPolicy,
        'makes kube-loxilb look for pods by a selector, which the Service of a gateway does not have',
        'Use "Cluster".',
      );
  }
}
