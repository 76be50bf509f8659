import type { Construct } from 'constructs';
import { checkDnsLabel, checkDnsSubdomain, checkHostname } from '../resource/checks';
import type { Field } from '../resource/field';
import { KubernetesObject } from '../resource/kubernetes-object';
import { ReferenceGrant } from '../routes';
import type { Certificate, CertificateRefShape, CertificateSource } from './certificate';
import { certificateSpec, checkSource, externalSecretSpec } from './certificate-specs';

/** A certificate that something is emitted for, and the names that it is for. */
interface Use {
  readonly source: CertificateSource;
  readonly dnsNames: Set<string>;
}

/** Targets that a ReferenceGrant takes (CRD v1.6.1). */
const MOST_TARGETS = 16;

/**
 * The certificates of one gateway: gives the references for its listeners, and emits once for each Secret what makes it.
 */
export class CertificateObjects {
  private readonly uses = new Map<string, Use>();
  private readonly foreign = new Map<string, Set<string>>();

  /**
   * @param gateway parent of what is emitted
   * @param kind Gateway or ListenerSet: a grant is for one of them
   */
  constructor(
    private readonly gateway: Construct,
    private readonly kind: 'Gateway' | 'ListenerSet',
    private readonly name: string,
    private readonly namespace: string | undefined,
  ) {}

  /** The reference that a listener has. @throws InvalidFieldError where no name can be given to the Secret */
  reference(field: Field, certificate: Certificate, hostname: string | undefined): CertificateRefShape {
    const name = certificate.secretName(hostname);
    if (name === undefined) {
      field.fail(
        undefined,
        'has no name for its Secret, and the listener no hostname to make one of',
        'Give secretName.',
      );
    }
    checkDnsSubdomain(field, name);
    const { namespace } = certificate;
    if (namespace !== undefined) checkDnsLabel(field.at('namespace'), namespace);
    const elsewhere = namespace !== undefined && namespace !== this.namespace;
    if (elsewhere && certificate.grant) this.grant(field, name, namespace);
    if (certificate.source.type !== 'secret') this.use(field, name, certificate.source, hostname);
    return { group: '', kind: 'Secret', name, ...(elsewhere ? { namespace } : {}) };
  }

  /** Emits Certificates, ExternalSecrets and ReferenceGrants, as children of the gateway. */
  emit(): void {
    for (const [name, { source, dnsNames }] of this.uses) {
      if (source.type === 'cert-manager') {
        this.emitObject(
          'certificate',
          'cert-manager.io/v1',
          'Certificate',
          name,
          certificateSpec(name, source, dnsNames),
        );
      }
      if (source.type === 'external-secret') {
        const spec = externalSecretSpec(name, source);
        this.emitObject('external-secret', 'external-secrets.io/v1', 'ExternalSecret', name, spec);
      }
    }
    for (const [namespace, secrets] of this.foreign) this.emitGrants(namespace, [...secrets]);
  }

  private grant(field: Field, secret: string, namespace: string): void {
    if (this.namespace === undefined) {
      field.fail(
        namespace,
        'is another namespace, and the namespace of the gateway is unknown, so nothing can be granted to it',
        'Give the chart or the gateway a namespace.',
      );
    }
    this.foreign.set(namespace, (this.foreign.get(namespace) ?? new Set()).add(secret));
  }

  private use(field: Field, name: string, source: CertificateSource, hostname: string | undefined): void {
    checkSource(field, source);
    const use = this.uses.get(name) ?? { source, dnsNames: new Set<string>() };
    if (JSON.stringify(use.source) !== JSON.stringify(source)) {
      field.fail(name, 'is the Secret of another certificate of this gateway', 'Give each its own secretName.');
    }
    this.uses.set(name, use);
    if (hostname !== undefined) use.dnsNames.add(hostname);
    if (source.type !== 'cert-manager') return;
    for (const [index, dnsName] of (source.dnsNames ?? []).entries()) {
      checkHostname(field.at('dnsNames').item(index), dnsName);
      use.dnsNames.add(dnsName);
    }
    if (use.dnsNames.size === 0) {
      field.fail(
        undefined,
        'is for a listener without hostname, and cert-manager has to know for which names',
        'Give the listener a hostname, or the certificate dnsNames.',
      );
    }
  }

  private emitGrants(namespace: string, secrets: readonly string[]): void {
    for (let first = 0; first < secrets.length; first += MOST_TARGETS) {
      const suffix = first === 0 ? '' : `-${first / MOST_TARGETS + 1}`;
      new ReferenceGrant(this.gateway, `grant-${namespace}${suffix}`, {
        name: `${this.kind.toLowerCase()}-${this.namespace}.${this.name}${suffix}`,
        namespace,
        from: [{ group: 'gateway.networking.k8s.io', kind: this.kind, namespace: this.namespace ?? '' }],
        to: secrets.slice(first, first + MOST_TARGETS).map((name) => ({ group: '', kind: 'Secret', name })),
      });
    }
  }

  private emitObject(prefix: string, apiVersion: string, kind: string, name: string, spec: object): void {
    new KubernetesObject(
      this.gateway,
      `${prefix}-${name}`,
      { apiVersion, kind, scope: 'Namespaced' },
      { name, ...(this.namespace === undefined ? {} : { namespace: this.namespace }) },
      { spec: () => spec },
    );
  }
}
