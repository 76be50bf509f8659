import type { RenderedObject } from './rendered-object';
import { SynthError } from './synth-error';

/** What the API server tells objects apart by: group, kind, namespace, name. The version does not count. */
export function identityOf(manifest: RenderedObject['manifest']): string {
  const { apiVersion, kind, metadata } = manifest;
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return `${kind}${group === '' ? '' : `.${group}`} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

// Control and bidirectional characters: a reviewer does not see them, and they change what he sees.
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * @throws SynthError where two objects have one identity: the later one would overwrite the earlier, and where a name, or the
 * key of a label or annotation, has characters that nobody sees
 */
export function checkIdentities(rendered: readonly RenderedObject[]): void {
  const first = new Map<string, RenderedObject>();
  for (const object of rendered) {
    const path = object.apiObject.node.path;
    const { metadata } = object.manifest;
    const texts = [
      metadata.name,
      metadata.namespace ?? '',
      ...Object.keys(metadata.labels ?? {}),
      ...Object.keys(metadata.annotations ?? {}),
    ];
    const hidden = texts.find((text) => INVISIBLE.test(text));
    if (hidden !== undefined) {
      throw new SynthError(
        `[${path}] metadata: ${JSON.stringify(hidden)} has characters that nobody sees. Type it again by hand.`,
      );
    }
    const identity = identityOf(object.manifest);
    const other = first.get(identity);
    if (other) {
      throw new SynthError(
        `[${path}] is the same object as [${other.apiObject.node.path}]: ${identity}. Only one of them would exist in the cluster: give one another name or namespace, or remove it.`,
      );
    }
    first.set(identity, object);
  }
}
