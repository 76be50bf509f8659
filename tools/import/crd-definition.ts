import type { CrdKind, CrdVersion, JsonSchema } from './crd-set';
import { ImportError } from './import-error';
import { stripProse } from './strip-prose';

/** What is read of a CustomResourceDefinition, checked. */
export interface CrdDefinition {
  readonly name: string;
  readonly group: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly kind: CrdKind;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The CustomResourceDefinition in a document, prose removed; undefined for a document of another kind.
 * @param origin of the file, for messages
 * @throws ImportError for one that the API server would refuse too
 */
export function crdDefinition(document: unknown, origin: string): CrdDefinition | undefined {
  if (!isFields(document) || document.kind !== 'CustomResourceDefinition') return undefined;
  const metadata = isFields(document.metadata) ? document.metadata : {};
  const name = typeof metadata.name === 'string' ? metadata.name : 'a CustomResourceDefinition without a name';
  const refuse = (problem: string): never => {
    throw new ImportError(`${origin}: ${name} ${problem}. Give the file as upstream released it.`);
  };
  if (document.apiVersion !== 'apiextensions.k8s.io/v1') {
    refuse(`is of ${document.apiVersion}, and apiextensions.k8s.io/v1 is needed`);
  }
  const fields = (parent: Fields, key: string, path: string): Fields => {
    const value = parent[key];
    return isFields(value) ? value : refuse(`has no ${path}`);
  };
  const text = (parent: Fields, key: string, path: string): string => {
    const value = parent[key];
    return typeof value === 'string' && value !== '' ? value : refuse(`has no ${path}`);
  };
  const version = (value: unknown, index: number): CrdVersion => {
    const path = `spec.versions[${index}]`;
    const entry = isFields(value) ? value : refuse(`has no ${path}`);
    const { openAPIV3Schema: schema } = fields(entry, 'schema', `${path}.schema`);
    return {
      name: text(entry, 'name', `${path}.name`),
      served: entry.served === true,
      storage: entry.storage === true,
      status: isFields(entry.subresources) && entry.subresources.status !== undefined,
      schema: isSchema(schema) ? stripProse(schema) : refuse(`has no ${path}.schema.openAPIV3Schema`),
    };
  };
  const spec = fields(document, 'spec', 'spec');
  const names = fields(spec, 'names', 'spec.names');
  const scope =
    spec.scope === 'Namespaced' || spec.scope === 'Cluster' ? spec.scope : refuse('has no spec.scope that is known');
  const versions = (Array.isArray(spec.versions) ? spec.versions : refuse('has no spec.versions')).map(version);
  const twice = versions.find(({ name: version }, index) => versions.findIndex((v) => v.name === version) < index);
  if (twice) refuse(`has the version ${twice.name} twice`);
  const group = text(spec, 'group', 'spec.group');
  return {
    name,
    group,
    annotations: textsOf(metadata.annotations),
    kind: {
      group,
      kind: text(names, 'kind', 'spec.names.kind'),
      plural: text(names, 'plural', 'spec.names.plural'),
      scope,
      versions,
    },
  };
}

function textsOf(value: unknown): Record<string, string> {
  const entries = isFields(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Any map will do: that its keywords are those of a structural schema was checked by the API servers that have it. */
function isSchema(value: unknown): value is JsonSchema {
  return isFields(value);
}
