import type { AdoptedObject } from './adopted-object';
import { type Code, codeOf, recordOf } from './code';
import type { Draft } from './draft';
import { fieldOf, isFields } from './json';

const ARGO = 'argocd.argoproj.io/';

/**
 * The draft with the metadata that every construct takes. Annotations of Argo CD may be those that a construct writes by itself, so
 * that without them comes first.
 */
export function metadataVariants(
  draft: Draft,
  { manifest: { metadata }, name, namespace }: AdoptedObject,
  id: string,
  chartNamespace: string | undefined,
): readonly Draft[] {
  const named = name === id ? undefined : codeOf(name);
  if (draft.metadata === 'name')
    return [
      { ...draft, props: { ...draft.props, members: [...recordOf({ name: named }).members, ...draft.props.members] } },
    ];
  const annotations = fieldOf(metadata, 'annotations');
  const labels = fieldOf(metadata, 'labels');
  const head = {
    name: named,
    namespace: namespace === undefined || namespace === chartNamespace ? undefined : codeOf(namespace),
    labels: labels === undefined ? undefined : codeOf(labels, 'metadata.labels'),
  };
  const variant = (own: Code | undefined): Draft => {
    const members = recordOf({ ...head, annotations: own }).members;
    return { ...draft, props: { ...draft.props, members: [...members, ...draft.props.members] } };
  };
  if (!isFields(annotations) || Object.keys(annotations).length === 0) return [variant(undefined)];
  const whole = variant(codeOf(annotations, 'metadata.annotations'));
  const others = Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.startsWith(ARGO)));
  if (Object.keys(others).length === Object.keys(annotations).length) return [whole];
  const own = Object.keys(others).length > 0 ? codeOf(others, 'metadata.annotations') : undefined;
  return [variant(own), whole];
}
