import { stringify } from 'yaml';
import type { Field } from '../resource/field';
import type { Rke2Settings } from './node-settings';
import type { UncheckedRke2Settings } from './rke2-options';

/** Where RKE2 looks for its configuration. */
export const CONFIG_PATH = '/etc/rancher/rke2/config.yaml';

/** Keys whose values are secrets. */
const SECRETS = ['token', 'agent-token', 'etcd-s3-secret-key', 'etcd-s3-access-key', 'datastore-endpoint'];

/**
 * The text of `config.yaml`. It is YAML 1.1, as RKE2 reads it: a mode in quotes stays a text.
 * @throws InvalidFieldError for unchecked settings without a reason, that repeat a checked one, or that hold a secret
 */
export function configFile(field: Field, settings: Rke2Settings, unchecked: UncheckedRke2Settings | undefined): string {
  const known = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const text = stringify(known, { version: '1.1', lineWidth: 0 });
  if (!unchecked) return text;
  const { values, reason } = unchecked;
  const place = field.at('unchecked');
  if (reason.trim() === '' || /\p{Cc}/u.test(reason)) {
    place
      .at('reason')
      .fail(reason, 'says nothing, or is more than a line', 'Say in one line why the settings are needed.');
  }
  for (const [key, value] of Object.entries(values)) {
    const at = place.at('values').at(key);
    if (SECRETS.includes(key))
      at.fail('(not shown)', 'is a secret, and the output goes to git', 'Put it into a file on the host.');
    if (Object.hasOwn(settings, key)) at.fail(value, 'has a prop of its own, which checks it', 'Use that.');
  }
  return `${text}# Not checked: ${reason}\n${stringify({ ...values }, { version: '1.1', lineWidth: 0 })}`;
}
