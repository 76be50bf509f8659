import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Field } from '../resource/field';
import { KubernetesObject } from '../resource/kubernetes-object';
import { ReferenceGrant } from '../routes';
import type { Certificate, CertificateRefShape, CertManagerOptions, ExternalSecretOptions } from './certificate';

/** A certificate in use, and the hostnames that share its Secret. */
interface Use {
  readonly certificate: Certificate;
  readonly hostnames: Set<string>;
}

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
    const elsewhere = certificate.namespace !== undefined && certificate.namespace !== this.namespace;
    if (elsewhere && certificate.grant) this.grant(field, name, certificate.namespace);
    if (certificate.source.type !== 'secret') this.use(field, name, certificate, hostname);
    return { group: '', kind: 'Secret', name, ...(elsewhere ? { namespace: certificate.namespace } : {}) };
  }

  /** Emits Certificates, ExternalSecrets and ReferenceGrants, as children of the gateway. */
  emit(): void {
    for (const [name, { certificate, hostnames }] of this.uses) {
      const { source } = certificate;
      if (source.type === 'cert-manager') this.emitCertificate(name, source, [...hostnames]);
      if (source.type === 'external-secret') this.emitExternalSecret(name, source);
    }
    for (const [namespace, secrets] of this.foreign) {
      new ReferenceGrant(this.gateway, `grant-${namespace}`, {
        name: `${this.kind.toLowerCase()}-${this.namespace}-${this.name}`,
        namespace,
        from: [{ group: 'gateway.networking.k8s.io', kind: this.kind, namespace: this.namespace ?? '' }],
        to: [...secrets].map((secret) => ({ group: '', kind: 'Secret', name: secret })),
      });
    }
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

  private use(field: Field, name: string, certificate: Certificate, hostname: string | undefined): void {
    const known = this.uses.get(name);
    if (known && JSON.stringify(known.certificate.source) !== JSON.stringify(certificate.source)) {
      field.fail(name, 'is the Secret of another certificate of this gateway', 'Give each its own secretName.');
    }
    const use = known ?? { certificate, hostnames: new Set<string>() };
    this.uses.set(name, use);
    if (hostname !== undefined) use.hostnames.add(hostname);
    else if (certificate.source.type === 'cert-manager') {
      field.fail(
        undefined,
        'is for a listener without hostname, and cert-manager has to know for which names',
        'Give the listener a hostname.',
      );
    }
  }

  private emitCertificate(secretName: string, options: CertManagerOptions, dnsNames: readonly string[]): void {
    const { issuer, duration, renewBefore } = options;
    this.emitObject('certificate', 'cert-manager.io/v1', 'Certificate', secretName, {
      secretName,
      dnsNames,
      issuerRef: { group: issuer.group ?? 'cert-manager.io', kind: issuer.kind ?? 'Issuer', name: issuer.name },
      ...(duration === undefined ? {} : { duration }),
      ...(renewBefore === undefined ? {} : { renewBefore }),
    });
  }

  private emitExternalSecret(secretName: string, options: ExternalSecretOptions): void {
    const { certificate, privateKey } = options.properties ?? { certificate: 'tls.crt', privateKey: 'tls.key' };
    const data = (secretKey: string, property: string): object => ({
      secretKey,
      // The three beside key and property are defaults of its CRD.
      remoteRef: {
        conversionStrategy: 'Default',
        decodingStrategy: 'None',
        key: options.remoteKey,
        metadataPolicy: 'None',
        property,
      },
    });
    this.emitObject('external-secret', 'external-secrets.io/v1', 'ExternalSecret', secretName, {
      refreshInterval: options.refreshInterval ?? '1h',
      secretStoreRef: { kind: options.store.kind ?? 'SecretStore', name: options.store.name },
      target: {
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        name: secretName,
        template: { engineVersion: 'v2', mergePolicy: 'Replace', type: 'kubernetes.io/tls' },
      },
      data: [data('tls.crt', certificate), data('tls.key', privateKey)],
    });
  }

  private emitObject(prefix: string, apiVersion: string, kind: string, name: string, spec: object): void {
    const namespace = this.namespace ?? Chart.of(this.gateway).namespace;
    new KubernetesObject(
      this.gateway,
      `${prefix}-${name}`,
      { apiVersion, kind, scope: 'Namespaced' },
      { name, ...(namespace === undefined ? {} : { namespace }) },
      { spec: () => spec },
    );
  }
}
