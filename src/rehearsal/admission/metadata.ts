import { groupOf, type Manifest } from '../manifest';
import { isObject } from './defaults';
import type { Problem } from './structure';

/*
 * What the API server says of `metadata`, for every kind.
 * Source: k8s.io/apimachinery v0.36, pkg/api/validation/objectmeta.go and pkg/util/validation/validation.go.
 */

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const MOST_ANNOTATION_BYTES = 256 * 1024;

/** A problem of a name: admission says it under another rule. */
export interface MetadataProblem extends Problem {
  readonly ofName?: true;
}

/** Problems of name, namespace, labels and annotations. */
export function checkMetadata(manifest: Manifest): MetadataProblem[] {
  const { metadata } = manifest;
  if (!isObject(metadata)) {
    return [
      {
        type: 'Required',
        path: 'metadata.name',
        message: 'name or generateName is required',
        value: undefined,
        ofName: true,
      },
    ];
  }
  return [
    ...checkName(manifest, metadata),
    ...checkNamespace(metadata.namespace),
    ...checkLabels(metadata.labels),
    ...checkAnnotations(metadata.annotations),
  ];
}

function checkName(manifest: Manifest, { name, generateName }: Record<string, unknown>): MetadataProblem[] {
  if (name === undefined || name === '' || name === null) {
    if (typeof generateName === 'string' && generateName !== '') return [];
    return [
      {
        type: 'Required',
        path: 'metadata.name',
        message: 'name or generateName is required',
        value: name,
        ofName: true,
      },
    ];
  }
  // Another type is a matter of the schema.
  const message = typeof name === 'string' ? nameRule(manifest)(name) : undefined;
  return message === undefined ? [] : [{ type: 'Invalid', path: 'metadata.name', message, value: name, ofName: true }];
}

type NameRule = (name: string) => string | undefined;

const subdomain: NameRule = (name) =>
  name.length <= 253 && name.split('.').every((label) => LABEL.test(label))
    ? undefined
    : 'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, "-" or ".", and must start and end with an alphanumeric character';
const label: NameRule = (name) =>
  name.length <= 63 && LABEL.test(name)
    ? undefined
    : 'a lowercase RFC 1123 label must consist of lower case alphanumeric characters or "-", and must start and end with an alphanumeric character';
const label1035: NameRule = (name) =>
  name.length <= 63 && LABEL_1035.test(name)
    ? undefined
    : 'a DNS-1035 label must consist of lower case alphanumeric characters or "-", start with an alphabetic character, and end with an alphanumeric character';
const pathSegment: NameRule = (name) =>
  name === '.' || name === '..' || /[/%]/.test(name)
    ? 'may not be "." or "..", and may not contain "/" or "%"'
    : undefined;

/** What names of a kind must be. Services had to be DNS-1035 labels until Kubernetes 1.36 at least. */
function nameRule({ apiVersion, kind }: Manifest): NameRule {
  const group = groupOf(apiVersion);
  if (group === '' && kind === 'Service') return label1035;
  if (group === '' && kind === 'Namespace') return label;
  if (group === 'rbac.authorization.k8s.io') return pathSegment;
  return subdomain;
}

function checkNamespace(namespace: unknown): Problem[] {
  if (typeof namespace !== 'string' || namespace === '') return [];
  const message = label(namespace);
  return message === undefined ? [] : [{ type: 'Invalid', path: 'metadata.namespace', message, value: namespace }];
}

function checkLabels(labels: unknown): Problem[] {
  if (!isObject(labels)) return [];
  return Object.entries(labels).flatMap(([key, value]): Problem[] => {
    const path = `metadata.labels[${key}]`;
    const keyMessage = qualifiedName(key);
    if (keyMessage !== undefined)
      return [
        { type: 'Invalid', path: 'metadata.labels', message: `${JSON.stringify(key)}: ${keyMessage}`, value: key },
      ];
    if (typeof value !== 'string' || (value.length <= 63 && LABEL_VALUE.test(value))) return [];
    return [
      {
        type: 'Invalid',
        path,
        message:
          'a label value must be at most 63 alphanumeric characters, "-", "_" or ".", and must start and end with an alphanumeric character',
        value,
      },
    ];
  });
}

function checkAnnotations(annotations: unknown): Problem[] {
  if (!isObject(annotations)) return [];
  let bytes = 0;
  const problems = Object.entries(annotations).flatMap(([key, value]): Problem[] => {
    bytes += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
    // Keys of annotations may have upper case letters in front of the slash.
    const message = qualifiedName(key.toLowerCase());
    return message === undefined
      ? []
      : [{ type: 'Invalid', path: 'metadata.annotations', message: `${JSON.stringify(key)}: ${message}`, value: key }];
  });
  if (bytes > MOST_ANNOTATION_BYTES) {
    problems.push({
      type: 'TooLong',
      path: 'metadata.annotations',
      message: `may not be more than ${MOST_ANNOTATION_BYTES} bytes`,
      value: bytes,
    });
  }
  return problems;
}

function qualifiedName(key: string): string | undefined {
  const parts = key.split('/');
  if (parts.length > 2) return 'a qualified name must be a name with an optional DNS subdomain prefix and "/"';
  const name = parts[parts.length - 1] ?? '';
  const [prefix] = parts.length === 2 ? parts : [];
  if (prefix !== undefined && subdomain(prefix) !== undefined) return 'its prefix must be a DNS subdomain';
  if (name === '' || name.length > 63 || !NAME_PART.test(name)) {
    return 'its name part must be 1 to 63 alphanumeric characters, "-", "_" or ".", and must start and end with an alphanumeric character';
  }
  return undefined;
}
