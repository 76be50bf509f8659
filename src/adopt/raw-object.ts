import type { AdoptedObject } from './adopted-object';
import { below, type CallCode, call, codeOf, type RecordCode, recordOf } from './code';
import type { Draft } from './draft';
import { isFields } from './json';

/** The object as it is, without the namespace that it has from its chart; what the types of cdk8s do not take is patched in. */
export function rawDraft({ manifest }: AdoptedObject, namespace: string | undefined): Draft {
  const { metadata } = manifest;
  if (!isFields(metadata)) return { construct: 'ApiObject', props: recordOfFields(manifest) };
  const own = Object.entries(metadata).filter(([name, value]) => !(name === 'namespace' && value === namespace));
  const typed = own.filter(([name, value]) => isTyped(name, value));
  const patches = own.flatMap(([name, value]): CallCode[] => {
    if (isTyped(name, value)) return [];
    const path = below('metadata', name);
    return [call('JsonPatch', 'add', [codeOf(`/metadata/${name}`), codeOf(value, path)], path)];
  });
  const props = recordOfFields({ ...manifest, metadata: Object.fromEntries(typed) });
  return { construct: 'ApiObject', props, ...(patches.length > 0 ? { patches } : {}) };
}

function recordOfFields(fields: Readonly<Record<string, unknown>>): RecordCode {
  return recordOf(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, codeOf(value, name)])));
}

/** True if the value is of the type that `ApiObjectMetadata` of cdk8s has for the field; those that it does not name are of any. */
function isTyped(name: string, value: unknown): boolean {
  const isText = (each: unknown): boolean => typeof each === 'string';
  if (name === 'namespace' || name === 'name') return isText(value);
  if (name === 'labels' || name === 'annotations') return isFields(value) && Object.values(value).every(isText);
  if (name === 'finalizers') return Array.isArray(value) && value.every(isText);
  if (name !== 'ownerReferences') return true;
  return (
    Array.isArray(value) &&
    value.every((each) => isFields(each) && [each.apiVersion, each.kind, each.name, each.uid].every(isText))
  );
}
