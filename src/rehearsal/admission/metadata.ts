import { groupOf, type Manifest } from '../manifest';
import { isObject } from './defaults';
import { label, nameRule, qualifiedName } from './names';
import type { Problem } from './structure';

/*
 * What the API server says of `metadata`, for every kind.
 * Source: k8s.io/apimachinery v0.36, pkg/api/validation/objectmeta.go and pkg/util/validation/validation.go.
 */

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const MOST_ANNOTATION_BYTES = 256 * 1024;

/** A problem of a name: admission says it under another rule. */
export interface MetadataProblem extends Problem {
  readonly ofName?: true;
}

/** Problems of names, namespace, labels, annotations, owners and finalizers. */
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
    ...checkGenerateName(manifest, metadata),
    ...checkNamespace(metadata.namespace),
    ...checkLabels(metadata.labels),
    ...checkAnnotations(metadata.annotations),
    ...checkOwners(metadata.ownerReferences),
    ...checkFinalizers(metadata.finalizers, groupOf(manifest.apiVersion)),
    ...checkServerFields(metadata),
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

/** A prefix is judged as if it were a name: its last "-" is followed by characters that the API server adds. */
function checkGenerateName(manifest: Manifest, { generateName }: Record<string, unknown>): MetadataProblem[] {
  if (typeof generateName !== 'string' || generateName === '') return [];
  const masked = generateName.length > 1 && generateName.endsWith('-') ? `${generateName.slice(0, -2)}a` : generateName;
  const message = nameRule(manifest)(masked);
  if (message === undefined) return [];
  return [{ type: 'Invalid', path: 'metadata.generateName', message, value: generateName, ofName: true }];
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

function checkOwners(owners: unknown): Problem[] {
  if (!Array.isArray(owners)) return [];
  const problems: Problem[] = [];
  const controllers: string[] = [];
  for (const [index, owner] of owners.entries()) {
    if (!isObject(owner)) continue;
    // What is not there at all is a matter of the schema.
    for (const field of ['apiVersion', 'kind', 'name', 'uid']) {
      if (owner[field] !== '') continue;
      const path = `metadata.ownerReferences[${index}].${field}`;
      problems.push({ type: 'Invalid', path, message: 'must not be empty', value: '' });
    }
    if (owner.kind === 'Event' && (owner.apiVersion === 'v1' || owner.apiVersion === 'events.k8s.io/v1')) {
      const path = `metadata.ownerReferences[${index}]`;
      problems.push({ type: 'Invalid', path, message: 'an Event may own nothing', value: owner });
    }
    if (owner.controller === true) controllers.push(`${owner.kind}/${owner.name}`);
  }
  if (controllers.length > 1) {
    const message = `only one owner may be the controller, not ${controllers.join(' and ')}`;
    problems.push({ type: 'Invalid', path: 'metadata.ownerReferences', message, value: owners });
  }
  return problems;
}

/** Fields that the API server sets, as they come with what is copied from a cluster. */
function checkServerFields({ generation, managedFields }: Record<string, unknown>): Problem[] {
  const problems: Problem[] = [];
  if (typeof generation === 'number' && generation < 0) {
    const message = 'should be greater than or equal to 0';
    problems.push({ type: 'Invalid', path: 'metadata.generation', message, value: generation });
  }
  for (const [index, managed] of (Array.isArray(managedFields) ? managedFields : []).entries()) {
    if (!isObject(managed) || managed.operation === 'Apply' || managed.operation === 'Update') continue;
    const path = `metadata.managedFields[${index}].operation`;
    problems.push({ type: 'Invalid', path, message: 'must be Apply or Update', value: managed.operation });
  }
  return problems;
}

/** Groups whose kinds take no finalizer without a prefix but those of Kubernetes. */
const GROUPS_OF_OLD: readonly string[] = ['', 'apps', 'batch', 'rbac.authorization.k8s.io'];
const STANDARD_FINALIZERS: readonly unknown[] = ['kubernetes', 'orphan', 'foregroundDeletion'];

function checkFinalizers(finalizers: unknown, group: string): Problem[] {
  if (!Array.isArray(finalizers)) return [];
  const problems = finalizers.flatMap((value: unknown, index): Problem[] => {
    if (typeof value !== 'string') return [];
    const message =
      qualifiedName(value) ??
      (GROUPS_OF_OLD.includes(group) && !value.includes('/') && !STANDARD_FINALIZERS.includes(value)
        ? 'must be a name with a prefix, such as example.com/name, or one of Kubernetes'
        : undefined);
    return message === undefined ? [] : [{ type: 'Invalid', path: `metadata.finalizers[${index}]`, message, value }];
  });
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    const message = 'orphan and foregroundDeletion cannot both be there';
    problems.push({ type: 'Invalid', path: 'metadata.finalizers', message, value: finalizers });
  }
  return problems;
}
