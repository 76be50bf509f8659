import { checkDnsSubdomain, checkOneOf } from '../resource/checks';
import type { Field } from '../resource/field';
import type { CertificateSource, CertManagerOptions, ExternalSecretOptions } from './certificate';

/** A duration of Go, as both projects have it: `2160h`, `1h30m`. */
const DURATION = /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/;

/** Checks what a certificate is made from. @throws InvalidFieldError */
export function checkSource(field: Field, source: CertificateSource): void {
  if (source.type === 'cert-manager') {
    const { issuer, duration, renewBefore } = source;
    checkDnsSubdomain(field.at('issuer').at('name'), issuer?.name);
    checkOneOf(field.at('issuer').at('kind'), issuerKind(issuer), issuerKinds(issuer), 'a kind of issuers');
    checkDuration(field.at('duration'), duration);
    checkDuration(field.at('renewBefore'), renewBefore);
  }
  if (source.type === 'external-secret') {
    const { store, remoteKey, refreshInterval } = source;
    checkDnsSubdomain(field.at('store').at('name'), store?.name);
    const kinds = ['SecretStore', 'ClusterSecretStore'];
    checkOneOf(field.at('store').at('kind'), store.kind ?? 'SecretStore', kinds, 'a kind of stores');
    if (remoteKey === '') field.at('remoteKey').fail(remoteKey, 'is empty', 'Name the entry of the store.');
    checkDuration(field.at('refreshInterval'), refreshInterval);
  }
}

/** Issuers of other groups have kinds of their own. */
function issuerKinds(issuer: CertManagerOptions['issuer']): readonly string[] {
  const own = issuer.group === undefined || issuer.group === 'cert-manager.io';
  return own ? ['Issuer', 'ClusterIssuer'] : [issuerKind(issuer)];
}

function issuerKind(issuer: CertManagerOptions['issuer']): string {
  return issuer.kind ?? 'Issuer';
}

function checkDuration(field: Field, duration: string | undefined): void {
  if (duration === undefined || (typeof duration === 'string' && DURATION.test(duration))) return;
  field.fail(duration, 'is not a duration', 'Write numbers with units, such as "2160h" or "1h30m".');
}

/** `spec` of a Certificate of cert-manager.io/v1. */
export function certificateSpec(
  secretName: string,
  options: CertManagerOptions,
  dnsNames: ReadonlySet<string>,
): Record<string, unknown> {
  const { issuer, duration, renewBefore, spec = {} } = options;
  return {
    ...spec,
    secretName,
    dnsNames: [...dnsNames],
    issuerRef: { group: issuer.group ?? 'cert-manager.io', kind: issuerKind(issuer), name: issuer.name },
    ...(duration === undefined ? {} : { duration }),
    ...(renewBefore === undefined ? {} : { renewBefore }),
  };
}

/**
 * `spec` of an ExternalSecret of external-secrets.io/v1 that makes a Secret of type kubernetes.io/tls. The defaults of its CRD
 * are written out.
 */
export function externalSecretSpec(secretName: string, options: ExternalSecretOptions): Record<string, unknown> {
  const { certificate, privateKey } = options.properties ?? { certificate: 'tls.crt', privateKey: 'tls.key' };
  const data = (secretKey: string, property: string): object => ({
    secretKey,
    remoteRef: {
      conversionStrategy: 'Default',
      decodingStrategy: 'None',
      key: options.remoteKey,
      metadataPolicy: 'None',
      property,
    },
  });
  return {
    refreshInterval: options.refreshInterval ?? '1h',
    secretStoreRef: { kind: options.store.kind ?? 'SecretStore', name: options.store.name },
    target: {
      creationPolicy: 'Owner',
      deletionPolicy: 'Retain',
      name: secretName,
      template: { engineVersion: 'v2', mergePolicy: 'Replace', type: 'kubernetes.io/tls' },
    },
    data: [data('tls.crt', certificate), data('tls.key', privateKey)],
  };
}
