import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What stands in this package's `package.json`, as far as new projects need it. */
export interface OwnPackage {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const MANIFEST = require.resolve('cdk8s-loxi-gateway/package.json');

/** Of this package. */
export function ownPackage(): OwnPackage {
  return JSON.parse(readFileSync(MANIFEST, 'utf8'));
}

/** The text of a file that is packed. @param path below the root of the package */
export function packedFile(path: string): string {
  return readFileSync(join(dirname(MANIFEST), path), 'utf8');
}
