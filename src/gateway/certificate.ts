import type { ApiShape } from '../resource/api-shape';

/** Where a certificate comes from. A listener refers to a Secret in every case; its data is never written. */
export type CertificateSource =
  | { readonly type: 'secret' }
  | ({ readonly type: 'cert-manager' } & CertManagerOptions)
  | ({ readonly type: 'external-secret' } & ExternalSecretOptions);

export interface CertManagerOptions {
  /** The issuer that signs. */
  readonly issuer: {
    readonly name: string;
    /** Issuer: of the gateway's namespace; ClusterIssuer: of none. @default Issuer */
    readonly kind?: 'Issuer' | 'ClusterIssuer';
    /** API group of an issuer from elsewhere. @default cert-manager.io */
    readonly group?: string;
  };
  /** Name of the Secret, and of the Certificate that makes it. @default the hostname, dots as dashes, and `-tls` */
  readonly secretName?: string;
  /** Names beside the hostnames of the listeners. @default none */
  readonly dnsNames?: readonly string[];
  /** Lifetime, as cert-manager has it: `2160h`. @default that of the issuer */
  readonly duration?: string;
  /** How long before its end it is renewed: `360h`. @default a third of the lifetime */
  readonly renewBefore?: string;
  /** Further fields of its `spec`, in cert-manager's shape. @default none */
  readonly spec?: Readonly<Record<string, unknown>>;
}

export interface ExternalSecretOptions {
  /** The store that has the data. */
  readonly store: {
    readonly name: string;
    /** SecretStore: of the gateway's namespace; ClusterSecretStore: of none. @default SecretStore */
    readonly kind?: 'SecretStore' | 'ClusterSecretStore';
  };
  /** Name of the entry in the store. */
  readonly remoteKey: string;
  /** Properties of the entry that hold certificate and key, as PEM. @default `tls.crt` and `tls.key` */
  readonly properties?: { readonly certificate: string; readonly privateKey: string };
  /** Name of the Secret, and of the ExternalSecret that makes it. @default `remoteKey`, as a name */
  readonly secretName?: string;
  /** How often the store is asked again. @default 1h */
  readonly refreshInterval?: string;
}

export interface SecretOptions {
  /** Where the Secret is. @default the namespace of the gateway */
  readonly namespace?: string;
  /**
   * Whether the gateway emits, into that namespace, the ReferenceGrant that it needs. False: somebody else does.
   * @default true
   */
  readonly grant?: boolean;
}

const CERTIFICATE = Symbol.for('cdk8s-loxi-gateway.Certificate');

/**
 * The certificate of a listener. cert-manager and External Secrets make the Secret from an object that the gateway emits
 * beside itself.
 */
export class Certificate {
  /** An existing Secret of type `kubernetes.io/tls`. */
  static fromSecret(name: string, options: SecretOptions = {}): Certificate {
    return new Certificate({ type: 'secret' }, name, options.namespace, options.grant ?? true);
  }

  /** One that cert-manager makes, for the hostnames of all listeners that share it. */
  static certManager(options: CertManagerOptions): Certificate {
    return new Certificate({ type: 'cert-manager', ...options }, options.secretName);
  }

  /** One that External Secrets fetches from a store. */
  static externalSecret(options: ExternalSecretOptions): Certificate {
    const name = options.secretName ?? asName(options.remoteKey);
    return new Certificate({ type: 'external-secret', ...options }, name);
  }

  /** True for certificates, also of another copy of the package. */
  static isCertificate(x: unknown): x is Certificate {
    return typeof x === 'object' && x !== null && CERTIFICATE in x;
  }

  private constructor(
    readonly source: CertificateSource,
    private readonly name: string | undefined,
    /** Namespace of the Secret; undefined: that of the gateway. */
    readonly namespace?: string,
    /** Whether the gateway emits a ReferenceGrant, should it need one. */
    readonly grant: boolean = true,
  ) {
    Object.defineProperty(this, CERTIFICATE, { value: true });
  }

  /** Name of the Secret. @param hostname of the listener, of which it is made if no name was given */
  secretName(hostname: string | undefined): string | undefined {
    if (this.name !== undefined) return this.name;
    return hostname === undefined ? undefined : `${asName(hostname)}-tls`;
  }
}

/** `*.shop.example.com` -> `wildcard-shop-example-com`. */
function asName(text: string): string {
  return text
    .toLowerCase()
    .replace(/^\*/, 'wildcard')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** A reference to a Secret, in the API's shape. */
export type CertificateRefShape = ApiShape<{ group: string; kind: string; name: string; namespace?: string }>;
