import type { Construct } from 'constructs';
import type { ApiResourceProps } from '../resource';
import { checkHostname } from '../resource/checks';
import { Field } from '../resource/field';
import { GatewayApiResource } from '../resource/gateway-api-resource';
import type { ServiceLike } from './backend';
import type { BackendTlsPolicyShape } from './shapes';

type Validation = BackendTlsPolicyShape['validation'];

/** A Service of the policy's namespace, or one port of it. */
export interface TlsPolicyTarget {
  readonly service: string | ServiceLike;
  /** Name of a port of the Service. @default all ports */
  readonly portName?: string;
}

export interface BackendTlsPolicyProps extends ApiResourceProps {
  /** Services whose pods are reached over TLS. 1 to 16. */
  readonly targets: readonly TlsPolicyTarget[];
  /** Name that is asked for (SNI) and that the backend's certificate must carry. */
  readonly hostname: string;
  /**
   * Names of ConfigMaps in the policy's namespace with the CA bundle under `ca.crt`. Cilium takes one.
   * @default the CA certificates of the proxy's system
   */
  readonly caConfigMaps?: readonly string[];
  /** Names that the certificate may carry instead of `hostname`. At most 5. No Cilium release checks them. */
  readonly subjectAltNames?: Validation['subjectAltNames'];
  /** Settings of the implementation. @default none */
  readonly options?: BackendTlsPolicyShape['options'];
}

/** A BackendTLSPolicy: the gateway speaks TLS with the backends. v1 since Gateway API 1.4; Cilium implements it since 1.20. */
export class BackendTlsPolicy extends GatewayApiResource {
  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, props: BackendTlsPolicyProps) {
    super(scope, id, 'BackendTLSPolicy', props);
    const root = Field.of(this);
    checkHostname(root.at('hostname'), props.hostname);
    if (props.hostname.startsWith('*.')) {
      root
        .at('hostname')
        .fail(props.hostname, 'is a wildcard, and a server name is not', 'Give the name in the certificate.');
    }
    const targetRefs = props.targets.map(({ service, portName }) => ({
      group: '',
      kind: 'Service',
      name: typeof service === 'string' ? service : service.name,
      ...(portName === undefined ? {} : { sectionName: portName }),
    }));
    this.checkTargets(root.at('targets'), targetRefs);
    const { caConfigMaps = [], subjectAltNames, hostname, options } = props;
    const trust: Pick<Validation, 'caCertificateRefs' | 'wellKnownCACertificates'> =
      caConfigMaps.length > 0
        ? { caCertificateRefs: caConfigMaps.map((name) => ({ group: '', kind: 'ConfigMap', name })) }
        : { wellKnownCACertificates: 'System' };
    const validation: Validation = { ...trust, hostname, ...(subjectAltNames ? { subjectAltNames } : {}) };
    this.settle({ targetRefs, validation, ...(options ? { options } : {}) });
  }

  /** Several references to one Service must name ports of their own (CEL rules of BackendTLSPolicy). */
  private checkTargets(
    field: Field,
    targets: readonly { readonly name: string; readonly sectionName?: string }[],
  ): void {
    targets.forEach((target, index) => {
      const before = targets
        .slice(0, index)
        .findIndex(
          (other) =>
            other.name === target.name &&
            (other.sectionName === target.sectionName || !other.sectionName || !target.sectionName),
        );
      if (before >= 0) {
        field
          .item(index)
          .fail(
            target.name,
            `is the same target as ${field.item(before).path}, or holds it`,
            'Name a port of its own in each, or leave one out.',
          );
      }
    });
  }
}
