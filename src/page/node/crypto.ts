import { KEY_MARK } from '../../picture/page-data';

/** A certificate that was looked into where the page was made: in the page there is a mark in its place. */
export class X509Certificate {
  readonly fingerprint256 = 'valid';
  readonly publicKey = KEY_MARK;
  readonly subjectAltName = undefined;

  constructor(pem: string) {
    if (!pem.includes('valid')) throw new Error('is no certificate');
  }

  /** Who signed whom was looked at where the page was made. */
  verify(): boolean {
    return true;
  }

  checkHost(name: string): string {
    return name;
  }
}

/** @throws Error for anything but the mark of a key */
export function createPrivateKey(text: string): string {
  if (text !== KEY_MARK) throw new Error('is no key');
  return text;
}

/** Tells long names apart, which is all that a hash is for here: FNV-1a of 64 bits. */
export function createHash(): { update(text: string): { digest(): string } } {
  return {
    update: (text) => ({
      digest: () => {
        let hash = 0xcbf29ce484222325n;
        for (const character of text)
          hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
        return hash.toString(16).padStart(16, '0');
      },
    }),
  };
}
