import { ciliumValueKey, hasCiliumValue, refusesBoolean } from '../../platform/cilium-values';
import { CILIUM_VALUE_KEYS, type CiliumValueKey } from '../../platform/cilium-values-keys';
import { nearest } from '../../platform/nearest';
import type { Version } from '../../platform/version';
import { checkInteger, checkLabels, checkOneOf, checkPort } from '../../resource/checks';
import type { Field } from '../../resource/field';

/** Values by the path of their key: `gatewayAPI.enabled` -> true. */
export type ValuesByPath = ReadonlyMap<string, unknown>;

const PATHS: readonly string[] = Object.keys(CILIUM_VALUE_KEYS);

/**
 * The values that are given, by path, in the form in which they are written: switches and ports as text.
 * @throws InvalidFieldError for keys that the release does not have, and values of the wrong type
 */
export function givenValues(field: Field, values: object, cilium: Version): Map<string, unknown> {
  const found = new Map<string, unknown>();
  walk(field, values, '', (place, path, value, name) => {
    if (name.includes('.')) {
      place.fail(value, 'is at a key with a dot, which Helm does not take apart', 'Write maps in maps.');
    }
    const key = knownKey(place, path, value, cilium);
    if (key === undefined) return false;
    found.set(path, checkedValue(place, path, key, value, cilium));
    return true;
  });
  return found;
}

/**
 * Refuses what is checked elsewhere: keys that are known here.
 * @throws InvalidFieldError
 */
export function checkUnchecked(field: Field, values: object): void {
  checkJson(field, values);
  walk(field, values, '', (place, path, value) => {
    const key = ciliumValueKey(path);
    if (key) {
      const cure = key.instead !== undefined && key.until !== undefined ? key.instead : 'Give it in values.';
      place.fail(value, 'is at a key that is checked', cure);
    }
    const leadsOn = isMap(value) && PATHS.some((known) => known.startsWith(`${path}.`));
    if (!leadsOn && PATHS.some((known) => known.startsWith(`${path}.`))) {
      place.fail(value, 'is in place of a map', 'Give a map.');
    }
    return !leadsOn;
  });
}

/** Helm takes null for "without the default", which does not come through Argo CD; the rest is no JSON. */
function checkJson(place: Field, value: unknown): void {
  const isPlain = ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (isPlain || value === undefined) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkJson(place.item(index), item);
    return;
  }
  if (!isMap(value) || ![Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    place.fail(value, 'cannot stand in values', 'Use texts, numbers, booleans, lists and maps.');
  }
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') place.at(name).fail(member, 'is at a key that is none', 'Leave it out.');
    checkJson(place.at(name), member);
  }
}

/** Calls `take` for each value, from the outside; it returns true where it needs no look inside. */
function walk(
  field: Field,
  values: object,
  prefix: string,
  take: (place: Field, path: string, value: unknown, name: string) => boolean,
): void {
  if (!isMap(values)) field.fail(values, 'is no map of values', 'Give a map, as in a values file.');
  for (const [name, value] of Object.entries(values)) {
    const place = field.at(name);
    const path = `${prefix}${name}`;
    if (value === undefined) continue;
    if (!take(place, path, value, name) && isMap(value)) walk(place, value, `${path}.`, take);
  }
}

/** Undefined for a map on the way to keys. */
function knownKey(place: Field, path: string, value: unknown, cilium: Version): CiliumValueKey | undefined {
  const key = ciliumValueKey(path);
  if (key) {
    if (!hasCiliumValue(key, cilium)) missing(place, value, key, cilium);
    return key;
  }
  const below = PATHS.filter((known) => known.startsWith(`${path}.`));
  if (below.length === 0) unknown(place, path, value);
  if (!isMap(value)) {
    const enabled = `${path}.enabled`;
    const cure = below.includes(enabled) ? `Write ${enabled}.` : `Below it are ${below.map(tail(path)).join(', ')}.`;
    place.fail(value, 'is in place of a map', cure);
  }
  return undefined;
}

const tail =
  (path: string) =>
  (known: string): string =>
    known.slice(path.length + 1);

function missing(place: Field, value: unknown, { since, until, instead }: CiliumValueKey, cilium: Version): never {
  const problem =
    until === '1.16.0'
      ? 'is at a key that the chart does not have'
      : `is at a key that the chart of Cilium ${cilium} does not have: it is ${until === undefined ? `in ${since} and newer` : `gone since ${until}`}`;
  place.fail(value, problem, instead ?? 'Leave it out.');
}

function unknown(place: Field, path: string, value: unknown): never {
  const dot = path.lastIndexOf('.') + 1;
  const parent = path.slice(0, dot);
  const name = path.slice(dot);
  const siblings = new Set(
    PATHS.filter((known) => known.startsWith(parent)).map((known) => known.slice(dot).split('.')[0] ?? ''),
  );
  const near = nearest(name, [...siblings]);
  const elsewhere = PATHS.find((known) => known.endsWith(`.${name}`) || known === name) ?? nearest(path, PATHS);
  const suggestion = near === undefined ? (name === 'enabled' ? undefined : elsewhere) : `${parent}${near}`;
  place.fail(
    value,
    'is at a key that is not known here, and the chart takes misspelt ones without a word',
    `${suggestion === undefined ? '' : `Did you mean "${suggestion}"? `}If the chart has it, give it in unchecked, with a reason.`,
  );
}

function checkedValue(place: Field, path: string, key: CiliumValueKey, value: unknown, cilium: Version): unknown {
  switch (key.type) {
    case 'boolean':
      if (typeof value !== 'boolean') place.fail(value, 'is no boolean', 'Use true or false, without quotes.');
      return value;
    case 'integer':
      checkInteger(place, checkedNumber(place, value), 0, 2 ** 31 - 1);
      return value;
    case 'port':
      checkPort(place, typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : checkedNumber(place, value));
      return String(value);
    case 'text':
      return checkedText(place, value);
    case 'word':
      checkOneOf(place, checkedText(place, value), key.words ?? [], `a value of ${path}`);
      return value;
    case 'switch':
      return checkedSwitch(place, path, key, value, cilium);
    case 'texts':
      return checkedList(place, value).map((item, index) => checkedText(place.item(index), item));
    case 'labels':
      return checkedLabels(place, value);
    case 'tolerations':
      return checkedList(place, value).map((item, index) => checkedToleration(place.item(index), item));
  }
}

function checkedSwitch(place: Field, path: string, key: CiliumValueKey, value: unknown, cilium: Version): string {
  if (typeof value !== 'boolean') {
    const text = checkedText(place, value);
    checkOneOf(place, text, key.words ?? [], `a value of ${path}`);
    return text;
  }
  const since = refusesBoolean(key, cilium);
  if (since !== undefined) {
    place.fail(
      value,
      `is a boolean, and the chart of Cilium ${cilium} takes text only: ${since} and newer take both`,
      `Write "${value}", in quotes.`,
    );
  }
  return String(value);
}

function checkedNumber(place: Field, value: unknown): number {
  if (typeof value !== 'number') place.fail(value, 'is no number', 'Use a whole number, without quotes.');
  return value;
}

function checkedText(place: Field, value: unknown): string {
  if (typeof value !== 'string' || value === '') place.fail(value, 'is no text', 'Give a text, or leave it out.');
  return value;
}

function checkedList(place: Field, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) place.fail(value, 'is no list', 'Give a list.');
  return value;
}

function checkedLabels(place: Field, value: unknown): Readonly<Record<string, string>> {
  if (!isMap(value)) place.fail(value, 'is no map of labels', 'Give labels by key.');
  const labels: Record<string, string> = {};
  for (const [name, label] of Object.entries(value)) labels[name] = checkedText(place.at(name), label);
  checkLabels(place, labels);
  return labels;
}

const TOLERATION_KEYS = ['key', 'operator', 'value', 'effect', 'tolerationSeconds'];

function checkedToleration(place: Field, given: unknown): Readonly<Record<string, unknown>> {
  if (!isMap(given)) place.fail(given, 'is no toleration', 'Write { operator: "Exists" }.');
  for (const name of Object.keys(given)) checkOneOf(place.at(name), name, TOLERATION_KEYS, 'a member of tolerations');
  const { key, operator = 'Equal', value, effect } = given;
  checkOneOf(place.at('operator'), String(operator), ['Equal', 'Exists'], 'an operator of tolerations');
  if (operator === 'Exists' && value !== undefined) {
    place.at('value').fail(value, 'is given beside operator "Exists"', 'Leave it out.');
  }
  if (key === undefined && operator !== 'Exists') {
    place.at('key').fail(key, 'is missing', 'Give it, or operator "Exists" for every taint.');
  }
  if (effect !== undefined) {
    checkOneOf(
      place.at('effect'),
      String(effect),
      ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
      'an effect of taints',
    );
  }
  return given;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
