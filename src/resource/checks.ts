import { nearest } from '../platform/nearest';
import type { Field } from './field';

/*
 * What the Kubernetes API says of single values, as checks that throw `InvalidFieldError`.
 * Sources: RFC 1123 names as in k8s.io/apimachinery/pkg/util/validation; bounds of the Gateway API from its CRDs (v1.6.1).
 */

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** True for an RFC 1123 label: 1 to 63 of `a-z`, `0-9`, `-`, an alphanumeric at both ends. */
export function isDnsLabel(text: string): boolean {
  return text.length > 0 && text.length <= 63 && DNS_LABEL.test(text);
}

/** True for an RFC 1123 subdomain: labels joined by dots, at most 253 characters. (Kubernetes does not bound each label.) */
export function isDnsSubdomain(text: string): boolean {
  return text.length > 0 && text.length <= 253 && text.split('.').every((label) => DNS_LABEL.test(label));
}

/** A name of the DNS-label kind: Services, Namespaces. @throws InvalidFieldError */
export function checkDnsLabel(field: Field, value: string): void {
  if (typeof value !== 'string' || !isDnsLabel(value)) {
    field.fail(
      value,
      'is not a DNS label',
      'Use 1 to 63 lower-case letters, digits and "-", with a letter or digit at both ends.',
    );
  }
}

/** A name of the DNS-subdomain kind: most other objects. @throws InvalidFieldError */
export function checkDnsSubdomain(field: Field, value: string): void {
  if (typeof value !== 'string' || !isDnsSubdomain(value)) {
    field.fail(
      value,
      'is not a DNS subdomain',
      'Use at most 253 lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part.',
    );
  }
}

/** One of a closed list of words. @throws InvalidFieldError, with the nearest word */
export function checkOneOf(field: Field, value: string, allowed: readonly string[], noun: string): void {
  if (allowed.includes(value)) return;
  const near = typeof value === 'string' ? nearest(value, allowed) : undefined;
  const list = allowed.map((word) => `"${word}"`).join(', ');
  field.fail(value, `is not ${noun}`, `Use one of ${list}.${near === undefined ? '' : ` Did you mean "${near}"?`}`);
}

/** A whole number between two bounds, both allowed. @throws InvalidFieldError */
export function checkInteger(field: Field, value: number, min: number, max: number, unit = ''): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    field.fail(
      value,
      `is not a whole number from ${min} to ${max}`,
      `Give a number in that range${unit === '' ? '' : `, in ${unit}`}.`,
    );
  }
}

/** A port, 1 to 65535. @throws InvalidFieldError */
export function checkPort(field: Field, value: number): void {
  if (!Number.isInteger(value) || value < 1 || value > 65535) {
    field.fail(value, 'is not a port number', 'Use a whole number from 1 to 65535.');
  }
}

/**
 * A hostname as the Gateway API takes it: a lower-case DNS name, `*.` allowed in front, no scheme, port, path or IP address.
 * @throws InvalidFieldError
 */
export function checkHostname(field: Field, value: string): void {
  if (typeof value !== 'string') field.fail(value, 'is not a hostname', 'Give a text such as "shop.example.com".');
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(value);
  if (scheme)
    field.fail(value, `has a scheme, and a hostname has none`, `Leave out "${scheme[0]}" and what follows the host.`);
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(value))
    field.fail(value, 'is an IP address', 'Leave the hostname out to answer on every address.');
  if (/:\d+$/.test(value)) field.fail(value, 'has a port', 'Leave out the port: the listener has it.');
  if (value.includes('/')) field.fail(value, 'has a path', 'Leave out the path: it belongs into a match of a route.');
  if (value !== value.toLowerCase()) field.fail(value, 'has upper-case letters', `Write "${value.toLowerCase()}".`);
  if (!isDnsSubdomain(value.startsWith('*.') ? value.slice(2) : value) || value.length > 253) {
    field.fail(
      value,
      'is not a hostname',
      'Use a lower-case DNS name such as "shop.example.com" or "*.example.com" ("*" only as the whole first label).',
    );
  }
}

/** Labels: keys are qualified names, values at most 63 characters. @throws InvalidFieldError */
export function checkLabels(field: Field, labels: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(labels)) {
    checkQualifiedName(field.at(key), key);
    if (typeof value !== 'string' || value.length > 63 || !LABEL_VALUE.test(value)) {
      field
        .at(key)
        .fail(
          value,
          'is not a label value',
          'Use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends.',
        );
    }
  }
}

/** Annotations: keys are qualified names, values any text. @throws InvalidFieldError */
export function checkAnnotations(field: Field, annotations: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(annotations)) {
    checkQualifiedName(field.at(key), key);
    if (typeof value !== 'string') {
      field.at(key).fail(value, 'is not a text', 'Annotation values are texts: write numbers and booleans in quotes.');
    }
  }
}

/** A key of labels and annotations: `[prefix/]name`. @throws InvalidFieldError */
export function checkQualifiedName(field: Field, key: string): void {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = slash < 0 ? key : key.slice(slash + 1);
  const fine =
    name.length <= 63 && QUALIFIED_NAME.test(name) && (prefix === undefined || isDnsSubdomain(prefix.toLowerCase()));
  if (!fine) {
    field.fail(
      key,
      'is not a qualified name',
      'Use "name" or "domain/name": the name at most 63 letters, digits, "-", "_", ".", the domain a DNS name.',
    );
  }
}

/** A list of at least `min` and at most `max` items. @throws InvalidFieldError */
export function checkCount(field: Field, items: readonly unknown[], min: number, max: number): void {
  if (items.length < min || items.length > max) {
    const bounds = min === 0 ? `at most ${max}` : `${min} to ${max}`;
    field.fail(
      items.length,
      `items are given where the API takes ${bounds}`,
      items.length < min ? 'Add one.' : 'Split them over several objects.',
    );
  }
}

/** No two items with one key. @throws InvalidFieldError naming the second one */
export function checkUnique<T>(
  field: Field,
  items: readonly T[],
  keyOf: (item: T, index: number) => string,
  noun: string,
): void {
  const seen = new Map<string, number>();
  items.forEach((item, index) => {
    const key = keyOf(item, index);
    const first = seen.get(key);
    if (first !== undefined) {
      field
        .item(index)
        .fail(key, `is the same ${noun} as ${field.item(first).path}`, `Give each its own ${noun}, or leave one out.`);
    }
    seen.set(key, index);
  });
}
