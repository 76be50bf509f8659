import type { Inventory } from '../inventory';
import { CONFIG_MAP, type ObjectReference, SECRET } from './api-kinds';
import { secretText } from './certificate-files';
import type { Obstacle } from './condition';
import type { Grants, ReferenceEnd } from './grants';

/** What certificates and bundles are referred to as. */
export class Certificates {
  private readonly valid = new Map<string, boolean>();

  constructor(
    private readonly inventory: Inventory,
    private readonly grants: Grants,
  ) {}

  /** What is wrong with a reference to a Secret with certificate and key. @param invalid reason for one that cannot be used */
  problemOfSecret(from: ReferenceEnd, ref: ObjectReference, invalid: string): Obstacle | undefined {
    const { group = '', kind = 'Secret', name, namespace = from.namespace } = ref;
    if (group !== '' || kind !== 'Secret') {
      return { reason: invalid, message: `${kind} of group "${group}" is no certificate: use a Secret` };
    }
    if (!this.grants.allow(from, { group, kind, namespace, name })) return notPermitted(kind, namespace, name);
    const secret = this.inventory.find(SECRET, namespace, name);
    if (!secret) return { reason: invalid, message: `Secret ${namespace}/${name} is not there` };
    const [certificate, key] = [secretText(secret, 'tls.crt'), secretText(secret, 'tls.key')];
    if (this.isCertificate(certificate) && this.isKey(key)) return undefined;
    return {
      reason: invalid,
      message: `Secret ${namespace}/${name} has no certificate and key in tls.crt and tls.key`,
    };
  }

  /** What is wrong with a reference to a bundle of CAs: a ConfigMap with `ca.crt`. */
  problemOfBundle(
    from: ReferenceEnd,
    ref: ObjectReference,
    reasons: { readonly ref: string; readonly kind: string },
  ): Obstacle | undefined {
    const { group = '', kind = 'ConfigMap', name, namespace = from.namespace } = ref;
    if (group !== '' || kind !== 'ConfigMap') {
      return { reason: reasons.kind, message: `${kind} of group "${group}" is no CA bundle: use a ConfigMap` };
    }
    if (!this.grants.allow(from, { group, kind, namespace, name })) return notPermitted(kind, namespace, name);
    const bundle = this.inventory.find(CONFIG_MAP, namespace, name);
    if (!bundle) return { reason: reasons.ref, message: `ConfigMap ${namespace}/${name} is not there` };
    if (this.isCertificate(bundle.data?.['ca.crt'])) return undefined;
    return { reason: reasons.ref, message: `ConfigMap ${namespace}/${name} has no certificate in ca.crt` };
  }

  private isCertificate(pem: string | undefined): boolean {
    return this.remembered(pem, (text) => {
      // Every certificate of a chain has to be one.
      const parts = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
      for (const part of parts) new (crypto().X509Certificate)(part);
      return parts.length > 0;
    });
  }

  private isKey(pem: string | undefined): boolean {
    return this.remembered(pem, (text) => {
      crypto().createPrivateKey(text);
      return true;
    });
  }

  private remembered(pem: string | undefined, test: (pem: string) => boolean): boolean {
    if (pem === undefined) return false;
    const known = this.valid.get(pem);
    if (known !== undefined) return known;
    let result: boolean;
    try {
      result = test(pem);
    } catch {
      result = false;
    }
    this.valid.set(pem, result);
    return result;
  }
}

/** Loaded when the first certificate is met. */
function crypto(): typeof import('node:crypto') {
  return require('node:crypto');
}

function notPermitted(kind: string, namespace: string, name: string): Obstacle {
  return {
    reason: 'RefNotPermitted',
    message: `no ReferenceGrant in ${namespace} allows the reference to ${kind} ${name}`,
  };
}
