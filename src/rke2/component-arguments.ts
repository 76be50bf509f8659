import type { Field } from '../resource/field';
import type { ComponentArguments } from './rke2-options';

/**
 * Arguments as RKE2 reads them: `key=value`. One without "=" is true for a component of Kubernetes, and dropped without a word for
 * etcd, so that all have one.
 * @throws InvalidFieldError for a key with dashes in front, blanks or "=", and a value of more than one line
 */
export function componentArguments(field: Field, given: ComponentArguments | undefined): readonly string[] | undefined {
  if (given === undefined) return undefined;
  return Object.entries(given).map(([key, value]) => {
    if (!/^[a-z0-9][a-z0-9.-]*[+-]?$/.test(key)) {
      field
        .at(key)
        .fail(
          key,
          'is no name of an argument',
          'Write it without dashes in front, and the value after the colon: { "max-pods": 100 }.',
        );
    }
    if (/\p{Cc}/u.test(String(value))) {
      field.at(key).fail(value, 'has control characters', 'Write one line.');
    }
    return `${key}=${value}`;
  });
}
