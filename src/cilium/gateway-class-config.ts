import type { Construct } from 'constructs';
import type { CiliumGatewayClassConfigSpec } from '../../imports/cilium.io';
import { LOXILB_CLASS } from '../platform';
import { ciliumKind } from '../rehearsal/admission/crd-sets';
import { applyDefaults, cloneObject } from '../rehearsal/admission/defaults';
import { checkStructure } from '../rehearsal/admission/structure';
import { ApiResource, type ApiResourceProps, InvalidFieldError, platformOf } from '../resource';
import type { ApiShape } from '../resource/api-shape';
import { Field } from '../resource/field';

/** `spec` of a CiliumGatewayClassConfig in the API's shape. */
export type CiliumGatewayClassConfigShape = ApiShape<CiliumGatewayClassConfigSpec>;

type ServiceShape = NonNullable<CiliumGatewayClassConfigShape['service']>;

export interface CiliumGatewayClassConfigProps extends ApiResourceProps {
  /** At most 64 characters. @default none */
  readonly description?: string;
  /**
   * How Cilium makes the Service of each gateway of the class. `loadBalancerClass` takes effect when a Service is made, and
   * never later.
   * @default a LoadBalancer of class `loxilb.io/loxilb`
   */
  readonly service?: ServiceShape;
  /** Access logs of Envoy. Cilium 1.19.6 and newer. @default none */
  readonly telemetry?: CiliumGatewayClassConfigShape['telemetry'];
  /** Cilium 1.20 and newer. @default none */
  readonly httpOptions?: CiliumGatewayClassConfigShape['httpOptions'];
}

const API_VERSION = 'cilium.io/v2alpha1';
const KIND = 'CiliumGatewayClassConfig';

/**
 * A CiliumGatewayClassConfig: what Cilium sets on the Services of a class's gateways. Cilium 1.18 and newer.
 *
 * It must exist before the first Gateway of the class does: a Service made without a class never gets one.
 */
export class CiliumGatewayClassConfig extends ApiResource {
  private readonly spec: Record<string, unknown>;

  /** @throws InvalidFieldError for fields that the Cilium version lacks, and settings that keep kube-loxilb from serving */
  constructor(scope: Construct, id: string, props: CiliumGatewayClassConfigProps = {}) {
    super(scope, id, { apiVersion: API_VERSION, kind: KIND, scope: 'Namespaced' }, props);
    const platform = platformOf(this);
    const root = Field.of(this);
    const tag = platform.gatewayClassConfigTag;
    const schema = tag === undefined ? undefined : ciliumKind(tag, API_VERSION, KIND)?.schema.properties.get('spec');
    if (!schema) {
      // Typed, so that the compiler knows that it does not return.
      const place: Field = root.at('kind');
      place.fail(
        KIND,
        `is not in Cilium ${platform.cilium}`,
        'Cilium 1.18.0 and newer have it: set cilium of the platform if the cluster has such a release.',
      );
    }
    const service: ServiceShape = { loadBalancerClass: LOXILB_CLASS, ...props.service };
    checkService(root.at('service'), service);
    const { description, telemetry, httpOptions } = props;
    this.spec = cloneObject({
      ...(description === undefined ? {} : { description }),
      service,
      ...(telemetry ? { telemetry } : {}),
      ...(httpOptions ? { httpOptions } : {}),
    });
    applyDefaults(schema, this.spec);
    const [problem] = checkStructure(schema, this.spec);
    if (problem) {
      throw new InvalidFieldError(
        this.node.path,
        problem.path,
        problem.value,
        `is refused by Cilium ${platform.cilium}: ${problem.message}`,
        'Change it, or set cilium of the platform to the release of the cluster.',
      );
    }
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return { spec: this.spec };
  }
}

/** What keeps kube-loxilb from serving a gateway (kube-loxilb v0.9.8.4, loadbalancer.go, getEndpoints). */
function checkService(field: Field, service: ServiceShape): void {
  const { externalTrafficPolicy: policy } = service;
  if (policy !== undefined && policy !== 'Cluster' && policy !== 'Local') {
    field.at('externalTrafficPolicy').fail(policy, 'is no traffic policy', 'Use "Cluster".');
  }
  if (service.loadBalancerClass !== LOXILB_CLASS) return;
  if (service.type !== undefined && service.type !== 'LoadBalancer') {
    field.at('type').fail(service.type, 'takes no load-balancer class', 'Leave type out.');
  }
  if (service.allocateLoadBalancerNodePorts === false) {
    field
      .at('allocateLoadBalancerNodePorts')
      .fail(false, 'leaves LoxiLB without a port to send to: it reaches a gateway through node ports', 'Leave it out.');
  }
  if (policy === 'Local') {
    field
      .at('externalTrafficPolicy')
      .fail(
        policy,
        'makes kube-loxilb look for pods by a selector, which the Service of a gateway does not have',
        'Use "Cluster".',
      );
  }
}
