import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdk8sCli } from './class-files';
import type { SourcedKind } from './crd-files';
import { filesBelow } from './imports-folder';
import type { KubernetesDefinitions } from './kubernetes-definitions';
import type { Provenance } from './provenance';
import { type SourceFile, sha256 } from './source-files';

/** One file that was used, and what it gave. */
interface InputRecord extends Provenance {
  readonly origin: string;
  readonly sha256: string;
}

/** What `imports/sources.json` holds. */
export interface SourcesRecord {
  readonly 'cdk8s-cli': string;
  /** Sorted by origin. A file with CRDs of several releases has several records. */
  readonly inputs: readonly InputRecord[];
  /** Path -> SHA-256 of every file but `sources.json`. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** The record of what `folder` was generated from. */
export function sourcesRecord(
  kinds: readonly SourcedKind[],
  definitions: readonly KubernetesDefinitions[],
  folder: string,
): SourcesRecord {
  const inputs = new Map<string, InputRecord>();
  const add = (provenance: Provenance, { origin, sha256 }: SourceFile): void => {
    const record = { ...provenance, origin, sha256 };
    inputs.set([origin, sha256, ...Object.values(provenance)].join(' '), record);
  };
  for (const { file, provenance } of kinds) add(provenance, file);
  for (const { file, tag } of definitions) add({ source: 'kubernetes', tag }, file);
  return {
    'cdk8s-cli': cdk8sCli().version,
    inputs: [...inputs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record),
    outputs: Object.fromEntries(filesBelow(folder).map((path) => [path, sha256(readFileSync(join(folder, path)))])),
  };
}
