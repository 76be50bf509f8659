import type { Version } from '../../../platform';
import { ciliumValueKey, hasCiliumValue, refusesBoolean } from '../../../platform/cilium-values';
import { CILIUM_VALUE_KEYS } from '../../../platform/cilium-values-keys';
import { nearest } from '../../../platform/nearest';
import { isObject } from '../../admission/defaults';
import type { Rule } from '../rule';
import { type ValuesProblem, valuesCheck } from './values';

export const valueKey: Rule = {
  id: 'cilium/value-key',
  severity: 'warning',
  title: 'A Helm value of Cilium has no effect',
  why: 'The chart takes any key without a word. One that is misspelt, was taken out of the release, or never was one does nothing. Some are refused: a boolean where the schema has text alone.',
  cure: 'Correct the key, or leave it out.',
  source: 'chart cilium 1.17.1, 1.18.12, 1.19.6 and 1.20.0 (values.schema.json, templates/validate.yaml)',
  check: valuesCheck(({ given }, { platform }) => problemsOf(given, '', platform.cilium)),
};

const PATHS = Object.keys(CILIUM_VALUE_KEYS);

/** The tables know a part of the keys: what is unknown is reported where one that is known is near. */
function problemsOf(
  values: Readonly<Record<string, unknown>>,
  prefix: string,
  cilium: Version,
): readonly ValuesProblem[] {
  return Object.entries(values).flatMap(([name, value]): readonly ValuesProblem[] => {
    const path = `${prefix}${name}`;
    const key = ciliumValueKey(path);
    if (path === 'version') {
      return [
        {
          message: 'version is no value of the chart',
          cure: 'Name the version where the chart is installed, not in its values.',
        },
      ];
    }
    if (key) {
      if (!hasCiliumValue(key, cilium)) {
        return [
          {
            message: `${path} is none of Cilium ${cilium}`,
            ...(key.instead === undefined ? {} : { cure: key.instead }),
          },
        ];
      }
      const since = typeof value === 'boolean' ? refusesBoolean(key, cilium) : undefined;
      if (since === undefined) return [];
      const message = `${path} is a boolean, which the schema of the chart refuses before ${since}`;
      return [{ severity: 'error', message, cure: `Write "${value}", in quotes.` }];
    }
    if (PATHS.some((known) => known.startsWith(`${path}.`))) {
      return isObject(value) ? problemsOf(value, `${path}.`, cilium) : [];
    }
    const siblings = PATHS.filter((known) => known.startsWith(prefix)).map(
      (known) => known.slice(prefix.length).split('.')[0] ?? '',
    );
    const near = nearest(name, [...new Set(siblings)]);
    return near === undefined
      ? []
      : [{ message: `${path} is no value of the chart`, cure: `Did you mean ${prefix}${near}?` }];
  });
}
