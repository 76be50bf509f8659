import { groupOf, type Manifest } from '../manifest';

/*
 * What names may be, by kind.
 * Source: Kubernetes v1.36, pkg/apis/<group>/validation, and k8s.io/apimachinery, pkg/util/validation/validation.go.
 */

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** Says what is wrong with a name; undefined if nothing is. */
export type NameRule = (name: string) => string | undefined;

const subdomain: NameRule = (name) => {
  if (name.length > 253) return 'must be no more than 253 characters';
  return name.split('.').every((label) => LABEL.test(label))
    ? undefined
    : 'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, "-" or ".", and must start and end with an alphanumeric character';
};
export const label: NameRule = (name) => {
  if (name.length > 63) return 'must be no more than 63 characters';
  return LABEL.test(name)
    ? undefined
    : 'a lowercase RFC 1123 label must consist of lower case alphanumeric characters or "-", and must start and end with an alphanumeric character';
};
const label1035: NameRule = (name) => {
  if (name.length > 63) return 'must be no more than 63 characters';
  return LABEL_1035.test(name)
    ? undefined
    : 'a DNS-1035 label must consist of lower case alphanumeric characters or "-", start with an alphabetic character, and end with an alphanumeric character';
};
/** Jobs are named after their CronJob and 11 characters more. */
const cronJob: NameRule = (name) =>
  name.length <= 52 ? subdomain(name) : 'the name of a CronJob may not be more than 52 characters long';
const pathSegment: NameRule = (name) =>
  name === '.' || name === '..' || /[/%]/.test(name)
    ? 'may not be "." or "..", and may not contain "/" or "%"'
    : undefined;

/** What names of a kind must be. Services had to be DNS-1035 labels until Kubernetes 1.36 at least. */
export function nameRule({ apiVersion, kind }: Manifest): NameRule {
  const group = groupOf(apiVersion);
  if (group === '' && kind === 'Service') return label1035;
  if (group === '' && kind === 'Namespace') return label;
  if (group === 'apps' && kind === 'StatefulSet') return label;
  if (group === 'batch' && kind === 'CronJob') return cronJob;
  if (group === 'rbac.authorization.k8s.io') return pathSegment;
  return subdomain;
}

/** Keys of labels, and finalizers. */
export function qualifiedName(key: string): string | undefined {
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
