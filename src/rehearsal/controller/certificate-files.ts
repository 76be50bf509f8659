import type { X509Certificate } from 'node:crypto';
import type { DataObject } from './api-kinds';

/** The text at a key of a Secret, decoded; undefined if there is none. */
export function secretText({ data, stringData }: DataObject, key: string): string | undefined {
  const plain = stringData?.[key];
  if (plain !== undefined) return plain;
  const encoded = data?.[key];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

/** All certificates of a text in PEM; none where one of them cannot be read. */
export function certificatesOf(pem: string): readonly X509Certificate[] {
  const parts = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const { X509Certificate: Certificate } = crypto();
  try {
    return parts.map((part) => new Certificate(part));
  } catch {
    return [];
  }
}

/** True if one of the authorities has signed the certificate, or is it. */
export function isSignedBy(certificate: X509Certificate, authorities: readonly X509Certificate[]): boolean {
  return authorities.some(
    (authority) => authority.fingerprint256 === certificate.fingerprint256 || certificate.verify(authority.publicKey),
  );
}

/** Loaded when the first certificate is met. */
function crypto(): typeof import('node:crypto') {
  return require('node:crypto');
}
