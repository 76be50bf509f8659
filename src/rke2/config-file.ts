import { Yaml } from 'cdk8s';
import type { Rke2Value, UncheckedRke2Settings } from './settings';

/** What is written into the file of RKE2, by key. */
export type Rke2Config = Readonly<Record<string, Rke2Value>>;

/** The options that have a value, by key; empty lists are left out. */
export function configOf(options: Readonly<Record<string, Rke2Value | undefined>>): Rke2Config {
  const config: Record<string, Rke2Value> = {};
  for (const key of Object.keys(options).sort()) {
    const value = options[key];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    config[key] = value;
  }
  return config;
}

/** The file's text. */
export function configText(config: Rke2Config, unchecked: UncheckedRke2Settings | undefined): string {
  const keys = unchecked && Object.keys(unchecked.settings).sort().join(', ');
  const comment = unchecked ? `# Not checked: ${keys}. ${unchecked.reason}\n` : '';
  // `Yaml` quotes what YAML 1.1, which RKE2 reads, takes for a number: an unquoted mode 0600 is 384.
  return `${comment}${Yaml.stringify(config)}`;
}
