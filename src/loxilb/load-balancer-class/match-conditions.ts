import { LOAD_BALANCER_CLASS_ANNOTATION, LOXILB_CLASS } from '../../platform';

/**
 * Which Services get LoxiLB's class when they are created.
 *
 * - `annotation`: those with `loxilb.io/loadBalancerClass: loxilb.io/loxilb`, as gateways of `LoxiGateway` have them on Cilium 1.17
 * - `cilium-gateways`: all that Cilium makes for Gateways, whatever their annotations
 */
export type LoadBalancerClassMatch = 'annotation' | 'cilium-gateways';

export const LOAD_BALANCER_CLASS_MATCHES: readonly LoadBalancerClassMatch[] = ['annotation', 'cilium-gateways'];

/** A condition of an admission policy or webhook, in CEL. One that is false leaves the Service alone; none may fail. */
export interface MatchCondition {
  readonly name: string;
  readonly expression: string;
}

/** Cilium's Services are named so, and have the label (cilium operator/pkg/model/translation/gateway-api/translator.go). */
const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';
const GATEWAY_SERVICE_PREFIX = 'cilium-gateway-';

/** Conditions on a Service that is created. A class that is set is never changed: the API server would refuse it later. */
export function matchConditions(match: LoadBalancerClassMatch): readonly MatchCondition[] {
  return [
    { name: 'load-balancer', expression: "has(object.spec.type) && object.spec.type == 'LoadBalancer'" },
    { name: 'without-class', expression: '!has(object.spec.loadBalancerClass)' },
    match === 'annotation'
      ? {
          name: 'asks-for-loxilb',
          expression: `has(object.metadata.annotations) && '${LOAD_BALANCER_CLASS_ANNOTATION}' in object.metadata.annotations && object.metadata.annotations['${LOAD_BALANCER_CLASS_ANNOTATION}'] == '${LOXILB_CLASS}'`,
        }
      : {
          name: 'of-a-cilium-gateway',
          expression: `has(object.metadata.labels) && '${GATEWAY_NAME_LABEL}' in object.metadata.labels && object.metadata.name.startsWith('${GATEWAY_SERVICE_PREFIX}')`,
        },
  ];
}

/** Creation of Services. Never updates: the field cannot change. */
export const SERVICE_CREATION = {
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE'],
  resources: ['services'],
} as const;
