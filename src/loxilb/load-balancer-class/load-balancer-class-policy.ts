import { Construct } from 'constructs';
import { LOXILB_CLASS, syncWave } from '../../platform';
import { type ApiResourceProps, platformOf } from '../../resource';
import { checkOneOf } from '../../resource/checks';
import { Field } from '../../resource/field';
import { PlainResource } from '../../resource/plain-resource';
import {
  LOAD_BALANCER_CLASS_MATCHES,
  type LoadBalancerClassMatch,
  matchConditions,
  SERVICE_CREATION,
} from './match-conditions';

export interface LoadBalancerClassPolicyProps extends Omit<ApiResourceProps, 'namespace'> {
  /** Which Services get the class. @default annotation, on Cilium 1.18 and newer cilium-gateways */
  readonly match?: LoadBalancerClassMatch;
  /**
   * The API servers run with the feature gate `MutatingAdmissionPolicy` and the API version that the release has it in. Needed on
   * Kubernetes 1.32 to 1.35, where both are off by default.
   * @default false
   */
  readonly gatesOn?: boolean;
}

const GROUP = 'admissionregistration.k8s.io';

/**
 * A MutatingAdmissionPolicy and its binding: Services of gateways get LoxiLB's load-balancer class when they are created, by the
 * API server itself, without a webhook. It must be there before the first Gateway is, because the class cannot be set later.
 *
 * It sets `loxilb.io/loxilb` and nothing else, so that nobody chooses a class by it. Where it fails, the creation is refused, and
 * Cilium tries again: a Service without a class would be served by nobody for good.
 */
export class LoadBalancerClassPolicy extends Construct {
  readonly policy: PlainResource;
  readonly binding: PlainResource;

  /** @throws InvalidFieldError where the Kubernetes release has no such policies, or has them off */
  constructor(scope: Construct, id: string, props: LoadBalancerClassPolicyProps = {}) {
    super(scope, id);
    const { match: given, gatesOn = false, ...metadata } = props;
    const platform = platformOf(this);
    const field = Field.of(this);
    const match = given ?? (platform.hasGatewayClassConfig ? 'cilium-gateways' : 'annotation');
    checkOneOf(field.at('match'), match, LOAD_BALANCER_CLASS_MATCHES, 'a choice of Services');
    const api = platform.mutatingAdmissionPolicy;
    if (!api) {
      const place: Field = field.at('kubernetes');
      place.fail(
        platform.kubernetes,
        'has no MutatingAdmissionPolicy',
        'Kubernetes 1.36 and newer have it, 1.32 to 1.35 behind a feature gate. Use LoadBalancerClassWebhook, or Cilium 1.18 or newer.',
      );
    }
    if (!api.on && !gatesOn) {
      field
        .at('gatesOn')
        .fail(
          gatesOn,
          `is not enough: Kubernetes ${platform.kubernetes} has MutatingAdmissionPolicy switched off`,
          `Start the API servers with feature-gates=MutatingAdmissionPolicy=true and runtime-config=${GROUP}/${api.version}=true (in RKE2 as kube-apiserver-arg) and set gatesOn, or use Kubernetes 1.36 or newer, Cilium 1.18 or newer, or LoadBalancerClassWebhook.`,
        );
    }
    const apiVersion = `${GROUP}/${api.version}`;
    const name = metadata.name ?? id;
    const shared: ApiResourceProps = {
      ...metadata,
      name,
      annotations: { ...syncWave('loadBalancer'), ...metadata.annotations },
    };
    this.policy = new PlainResource(
      this,
      'Policy',
      { apiVersion, kind: 'MutatingAdmissionPolicy', scope: 'Cluster' },
      shared,
      { spec: policySpec(match) },
    );
    this.binding = new PlainResource(
      this,
      'Binding',
      { apiVersion, kind: 'MutatingAdmissionPolicyBinding', scope: 'Cluster' },
      shared,
      { spec: { policyName: name } },
    );
  }
}

function policySpec(match: LoadBalancerClassMatch): object {
  return {
    failurePolicy: 'Fail',
    reinvocationPolicy: 'Never',
    matchConstraints: {
      matchPolicy: 'Equivalent',
      namespaceSelector: {},
      objectSelector: {},
      resourceRules: [{ ...SERVICE_CREATION, scope: '*' }],
    },
    matchConditions: matchConditions(match),
    mutations: [
      {
        patchType: 'ApplyConfiguration',
        applyConfiguration: { expression: `Object{spec: Object.spec{loadBalancerClass: '${LOXILB_CLASS}'}}` },
      },
    ],
  };
}
