import { ImportError, reason } from './import-error';
import type { SourceFile } from './source-files';
import { stripProse } from './strip-prose';

const DEFINITIONS_FILE = /(?:^|\/)(v\d+\.\d+\.\d+)\.definitions\.json$/;

/** The built-in kinds of one Kubernetes release: what a file below `imports/schemas/kubernetes/` holds. */
export interface KubernetesDefinitions {
  readonly file: SourceFile;
  readonly tag: string;
  /** The file's content: the OpenAPI v2 `definitions`, compact. */
  readonly text: string;
}

/** True for a file of OpenAPI definitions, `v1.36.0.definitions.json`. */
export function isDefinitionsFile(file: SourceFile): boolean {
  return DEFINITIONS_FILE.test(file.origin);
}

/** @throws ImportError for a file that is not JSON or has no definitions */
export function readDefinitions(file: SourceFile): KubernetesDefinitions {
  const tag = DEFINITIONS_FILE.exec(file.origin)?.[1] ?? '';
  const { definitions } = stripProse(parse(file));
  if (typeof definitions !== 'object' || definitions === null) {
    throw new ImportError(
      `${file.origin}: has no "definitions". Give the OpenAPI definitions of a Kubernetes release.`,
    );
  }
  return { file, tag, text: `${JSON.stringify({ definitions })}\n` };
}

function parse(file: SourceFile): Record<string, unknown> {
  try {
    return JSON.parse(file.text);
  } catch (error) {
    throw new ImportError(
      `${file.origin}: is not JSON (${reason(error)}). Give the OpenAPI definitions of a Kubernetes release.`,
    );
  }
}
