import type { ApiObject } from 'cdk8s';
import { messageOf } from './caught';
import { SynthError } from './synth-error';

/** A manifest and the construct it comes from. */
export interface RenderedObject {
  readonly apiObject: ApiObject;
  readonly manifest: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: {
      /** Missing only where somebody took it away, for `generateName`. */
      readonly name?: string;
      readonly namespace?: string;
      readonly labels?: Readonly<Record<string, string>>;
      readonly annotations?: Readonly<Record<string, string>>;
    };
  };
}

/**
 * Calls `toJson()`, once.
 * @throws SynthError if that fails, or where a JSON patch has removed what every object needs
 */
export function render(apiObject: ApiObject): RenderedObject {
  const manifest = jsonOf(apiObject);
  if (!isManifest(manifest)) {
    throw new SynthError(
      `[${apiObject.node.path}] renders to something without a text as apiVersion or kind, or without metadata. Look at the JSON patches it was given, and at its toJson() if it has its own.`,
    );
  }
  return { apiObject, manifest };
}

function jsonOf(apiObject: ApiObject): unknown {
  try {
    return apiObject.toJson();
  } catch (error) {
    if (error instanceof SynthError) throw error;
    const message = messageOf(error);
    // cdk8s names the path in its own words (lib/api-object.js); an error of an overridden toJson() may not.
    throw new SynthError(message.includes(apiObject.node.path) ? message : `[${apiObject.node.path}] ${message}`, {
      cause: error,
    });
  }
}

function isManifest(value: unknown): value is RenderedObject['manifest'] {
  return (
    isObject(value) &&
    'apiVersion' in value &&
    typeof value.apiVersion === 'string' &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    'metadata' in value &&
    isObject(value.metadata)
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
