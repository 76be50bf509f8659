import { ImportError } from './import-error';
import type { SourceFile } from './source-files';

const DEFINITIONS_FILE = /(?:^|\/)(v\d+\.\d+\.\d+)\.definitions\.json$/;

/** The built-in kinds of one Kubernetes release: what a file below `imports/schemas/kubernetes/` holds. */
export interface KubernetesDefinitions {
  readonly tag: string;
  /** The file's content: the OpenAPI v2 definitions, compact. */
  readonly text: string;
}

/** True for a file of OpenAPI definitions, `v1.36.0.definitions.json`. */
export function isDefinitionsFile(file: SourceFile): boolean {
  return DEFINITIONS_FILE.test(file.origin);
}

/** @throws ImportError for a file that is not JSON */
export function readDefinitions(file: SourceFile): KubernetesDefinitions {
  const tag = DEFINITIONS_FILE.exec(file.origin)?.[1] ?? '';
  try {
    return { tag, text: `${JSON.stringify(withoutProse(JSON.parse(file.text)))}\n` };
  } catch (error) {
    throw new ImportError(
      `${file.origin}: is not JSON (${error instanceof Error ? error.message : error}). Give the definitions of a Kubernetes release.`,
    );
  }
}

/** `description` is prose where it is a text; a property of that name is an object. */
function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => !(key === 'description' && typeof member === 'string'))
      .map(([key, member]) => [key, withoutProse(member)]),
  );
}
