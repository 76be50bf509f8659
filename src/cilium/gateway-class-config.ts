import type { Construct } from 'constructs';
import { ciliumKind } from '../rehearsal/admission/crd-sets';
import { applyDefaults, cloneObject } from '../rehearsal/admission/defaults';
import { checkStructure, type Problem } from '../rehearsal/admission/structure';
import { ApiResource, type ApiResourceProps, InvalidFieldError, platformOf } from '../resource';
import { Field } from '../resource/field';
import { type GatewayClassService, gatewayClassService } from './gateway-class-service';

/** One access log of Envoy, written to its standard output. */
export interface GatewayAccessLog {
  readonly format: 'JSON' | 'Text';
  /** Fields of the line and Envoy's tokens for them, for `JSON`. 1 to 64. @default those of Cilium */
  readonly json?: Readonly<Record<string, string>>;
  /** The line with Envoy's tokens in it, for `Text`. At most 4096 characters. @default that of Cilium */
  readonly text?: string;
  /** What is logged. @default HTTP */
  readonly targets?: readonly ('HTTP' | 'TCP')[];
}

export interface CiliumGatewayClassConfigProps extends ApiResourceProps {
  /** At most 64 characters. @default none */
  readonly description?: string;
  /** How Cilium makes the Service of each gateway of the class. @default a LoadBalancer of class `loxilb.io/loxilb` */
  readonly service?: GatewayClassService;
  /** Access logs, 1 to 8. Cilium 1.19.6 and newer. @default none */
  readonly telemetry?: { readonly accessLogs?: readonly GatewayAccessLog[] };
  /** Cilium 1.20 and newer. @default none */
  readonly httpOptions?: {
    /** Whether gRPC-Web is translated to gRPC. @default not written; Cilium translates */
    readonly grpcWebTranslation?: { readonly enabled?: boolean };
  };
}

const API_VERSION = 'cilium.io/v2alpha1';
const KIND = 'CiliumGatewayClassConfig';

/** First releases that have a field (cilium v1.18.0 to v1.20, the CRD at each tag). */
const SINCE: Readonly<Record<string, string>> = { telemetry: '1.19.6', httpOptions: '1.20.0' };

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
    const { description, telemetry, httpOptions } = props;
    this.spec = cloneObject({
      ...(description === undefined ? {} : { description }),
      service: gatewayClassService(root.at('service'), props.service),
      ...(telemetry ? { telemetry } : {}),
      ...(httpOptions ? { httpOptions } : {}),
    });
    applyDefaults(schema, this.spec);
    const problems = checkStructure(schema, this.spec);
    const problem = problems.find(({ type }) => type === 'Unknown') ?? problems[0];
    if (problem) this.refuse(problem, platform.cilium);
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return { spec: this.spec };
  }

  private refuse({ type, path, value, message }: Problem, cilium: string): never {
    const since = type === 'Unknown' ? SINCE[path] : undefined;
    const cure =
      since === undefined
        ? 'Change it, or set cilium of the platform to the release of the cluster.'
        : `Cilium ${since} and newer have it: set cilium of the platform if the cluster has such a release.`;
    throw new InvalidFieldError(this.node.path, path, value, `is refused by Cilium ${cilium}: ${message}`, cure);
  }
}
