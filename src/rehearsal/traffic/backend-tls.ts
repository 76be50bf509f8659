import {
  BACKEND_TLS_POLICY,
  type BackendTlsPolicy,
  CONFIG_MAP,
  GATEWAY_API_GROUP,
  SECRET,
  type Service,
} from '../controller/api-kinds';
import { certificatesOf, isSignedBy, secretText } from '../controller/certificate-files';
import type { GatewayController } from '../controller/controller';
import { byAge, type Inventory, namespaceOf } from '../inventory';
import { DEPLOYMENT } from '../loadbalancer/kube-loxilb';

/** TLS to a backend. */
export interface BackendTls {
  readonly policy: BackendTlsPolicy;
  readonly sni: string;
  /** Why no connection comes about; undefined if one does, or if nothing is known of the backend's certificate. */
  readonly problem: string | undefined;
}

/** BackendTLSPolicies by the Service that they are for. Of two for one the older counts; one for a port before one for the whole. */
export class BackendTlsPolicies {
  private readonly byTarget = new Map<string, BackendTlsPolicy>();

  constructor(
    private readonly inventory: Inventory,
    private readonly controller: GatewayController,
  ) {
    for (const policy of [...inventory.all(BACKEND_TLS_POLICY)].sort(byAge)) {
      for (const { name, sectionName = '' } of policy.spec.targetRefs) {
        const key = `${namespaceOf(policy)}/${name}/${sectionName}`;
        if (!this.byTarget.has(key)) this.byTarget.set(key, policy);
      }
    }
  }

  /** Undefined where the backend is talked to in plain text. */
  of(service: Service, port: number | undefined): BackendTls | undefined {
    const target = `${namespaceOf(service)}/${service.metadata.name}`;
    const { name = '' } = service.spec?.ports?.find((each) => each.port === port) ?? {};
    const policy =
      (name === '' ? undefined : this.byTarget.get(`${target}/${name}`)) ?? this.byTarget.get(`${target}/`);
    return policy && { policy, sni: policy.spec.validation.hostname ?? '', problem: this.problemOf(policy, service) };
  }

  private problemOf({ metadata, spec }: BackendTlsPolicy, service: Service): string | undefined {
    const namespace = namespaceOf(service);
    const from = { group: GATEWAY_API_GROUP, kind: 'BackendTLSPolicy', namespace };
    const { caCertificateRefs = [], hostname = '', subjectAltNames = [] } = spec.validation;
    const title = `BackendTLSPolicy ${metadata.name}`;
    const reasons = { ref: 'InvalidCACertificateRef', kind: 'InvalidKind' };
    const problems = caCertificateRefs.map((ref) => this.controller.certificates.problemOfBundle(from, ref, reasons));
    const first = problems.find(Boolean);
    if (first && problems.every(Boolean)) return `${title} has no CA: ${first.message}`;
    const [certificate] = this.certificatesOf(service);
    if (!certificate) return undefined;
    const authorities = caCertificateRefs.flatMap(({ name }) =>
      certificatesOf(this.inventory.find(CONFIG_MAP, namespace, name)?.data?.['ca.crt'] ?? ''),
    );
    if (authorities.length > 0 && !isSignedBy(certificate, authorities)) {
      return `the certificate of the backend is not signed by a CA of ${title}`;
    }
    const names = certificate.subjectAltName?.split(', ') ?? [];
    if (subjectAltNames.length === 0) {
      return certificate.checkHost(hostname) === undefined
        ? `the certificate of the backend is not for ${hostname}`
        : undefined;
    }
    const isKnown = subjectAltNames.some(({ hostname: host, uri }) =>
      uri === undefined ? certificate.checkHost(host ?? '') !== undefined : names.includes(`URI:${uri}`),
    );
    return isKnown ? undefined : `the certificate of the backend has none of the names that ${title} asks for`;
  }

  /** Of the pods of a Service: certificates in Secrets that a Deployment mounts. */
  private certificatesOf(service: Service): ReturnType<typeof certificatesOf> {
    const selector = Object.entries(service.spec?.selector ?? {});
    if (selector.length === 0) return [];
    const pods = this.inventory
      .all(DEPLOYMENT)
      .filter((each) => namespaceOf(each) === namespaceOf(service))
      .map(({ spec }) => spec.template)
      .filter(({ metadata }) => selector.every(([key, value]) => metadata?.labels?.[key] === value));
    return pods.flatMap(({ spec }) =>
      (spec?.volumes ?? []).flatMap(({ secret }) => {
        const object =
          secret?.secretName === undefined
            ? undefined
            : this.inventory.find(SECRET, namespaceOf(service), secret.secretName);
        return certificatesOf((object && secretText(object, 'tls.crt')) ?? '');
      }),
    );
  }
}
