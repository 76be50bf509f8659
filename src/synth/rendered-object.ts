import type { ApiObject } from 'cdk8s';
import { SynthError } from './synth-error';

/** A manifest and the construct it comes from. */
export interface RenderedObject {
  readonly apiObject: ApiObject;
  readonly manifest: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: {
      readonly name: string;
      readonly namespace?: string;
      readonly labels?: Readonly<Record<string, string>>;
      readonly annotations?: Readonly<Record<string, string>>;
    };
  };
}

/** Calls `toJson()`, once. @throws SynthError where the object has no name, which a JSON patch may have removed */
export function render(apiObject: ApiObject): RenderedObject {
  const manifest: unknown = apiObject.toJson();
  if (!isManifest(manifest)) {
    throw new SynthError(
      `[${apiObject.node.path}] has no apiVersion, kind or metadata.name any more. Look at the JSON patches it was given.`,
    );
  }
  return { apiObject, manifest };
}

function isManifest(value: unknown): value is RenderedObject['manifest'] {
  return (
    typeof value === 'object' &&
    value !== null &&
    'apiVersion' in value &&
    typeof value.apiVersion === 'string' &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    'metadata' in value &&
    typeof value.metadata === 'object' &&
    value.metadata !== null &&
    'name' in value.metadata &&
    typeof value.metadata.name === 'string'
  );
}
