import type { RenderedObject } from './rendered-object';

/**
 * What the API server tells objects apart by: group, kind, namespace, name. The version does not count.
 * Written as people do: `HTTPRoute.gateway.networking.k8s.io default/web`. Undefined without a name.
 */
export function identityOf({ apiVersion, kind, metadata }: RenderedObject['manifest']): string | undefined {
  if (metadata.name === undefined) return undefined;
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : `.${apiVersion.slice(0, slash)}`;
  const namespace = metadata.namespace ? `${metadata.namespace}/` : '';
  return `${kind}${group} ${namespace}${metadata.name}`;
}

/** Objects that are one to the API server: of each two, the later in a file would overwrite the earlier. */
export function duplicateProblems(rendered: readonly RenderedObject[]): string[] {
  const first = new Map<string, RenderedObject>();
  const problems: string[] = [];
  for (const object of rendered) {
    const identity = identityOf(object.manifest);
    if (identity === undefined) continue;
    const other = first.get(identity);
    if (other) {
      problems.push(
        `[${object.apiObject.node.path}] is the same object as [${other.apiObject.node.path}]: ${identity}. Only one of them would exist in the cluster: give one another name or namespace, or remove it.`,
      );
    } else {
      first.set(identity, object);
    }
  }
  return problems;
}

// Control, bidirectional and line-separating characters: a reviewer does not see them, and they change what he sees.
const HIDDEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

/** Names, and keys of labels and annotations, with characters that nobody sees. */
export function hiddenCharacterProblems(rendered: readonly RenderedObject[]): string[] {
  const problems: string[] = [];
  for (const { apiObject, manifest } of rendered) {
    const { name, namespace, labels, annotations } = manifest.metadata;
    const look = (field: string, text: string | undefined): void => {
      if (typeof text !== 'string' || !HIDDEN.test(text)) return;
      problems.push(
        `[${apiObject.node.path}] ${field}: "${visible(text)}" has characters that nobody sees. Type it again by hand.`,
      );
    };
    look('apiVersion', manifest.apiVersion);
    look('kind', manifest.kind);
    look('metadata.name', name);
    look('metadata.namespace', namespace);
    for (const key in labels) look('metadata.labels, key', key);
    for (const key in annotations) look('metadata.annotations, key', key);
  }
  return problems;
}

/** The text with every hidden character as its escape, so that the message does not hide it again. */
export function visible(text: string): string {
  return text.replace(
    new RegExp(HIDDEN.source, 'gu'),
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
