import { checkOneOf } from '../resource/checks';
import type { Field } from '../resource/field';

/** A value of a flag. A list gives the flag once for each item. */
export type Rke2Argument = string | number | boolean | readonly string[];

/** Flags of a program that RKE2 starts, without dashes: `{ 'max-pods': 100 }`. */
export type Rke2Arguments = Readonly<Record<string, Rke2Argument>>;

/** Flags that RKE2 sets from its options, with the prop that is checked. */
const PROP_OF: Readonly<Record<string, string>> = {
  'advertise-address': 'advertiseAddress',
  'cluster-cidr': 'addresses.podCidr',
  'cluster-dns': 'addresses.clusterDns',
  'cluster-domain': 'clusterDomain',
  'egress-selector-config-file': 'egressSelectorMode',
  'hostname-override': 'nodeName',
  'node-cidr-mask-size': 'nodeCidrMaskSize',
  'node-ip': 'nodeIp',
  'node-labels': 'nodeLabels',
  'protect-kernel-defaults': 'protectKernelDefaults',
  'register-with-taints': 'nodeTaints',
  'resolv-conf': 'resolvConf',
  'service-cluster-ip-range': 'addresses.serviceCidr',
  'service-node-port-range': 'serviceNodePortRange',
};

/**
 * Flags as RKE2 takes them, `key=value`, by key. A text without `=` would be dropped unseen for etcd, and mean `true` for the
 * others (k3s-io/k3s, pkg/daemons/executor and pkg/util).
 *
 * @param known the flags that there are, where the program ignores others
 * @throws InvalidFieldError for what is no flag or has a prop, and values that are empty or of several lines
 */
export function argumentList(field: Field, args: Rke2Arguments, known?: readonly string[]): string[] {
  return Object.keys(args)
    .sort()
    .flatMap((flag) => {
      const place = field.at(flag);
      checkFlag(place, flag);
      if (known) checkOneOf(place, flag, known, 'a flag that this program has');
      const value = args[flag];
      const prop = PROP_OF[flag];
      if (prop !== undefined) place.fail(value, 'goes past the checks of a prop', `Give ${prop}.`);
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (values.length === 0) place.fail(value, 'has no items', 'Leave the flag out.');
      return values.map((each) => `${flag}=${checkValue(place, each)}`);
    });
}

function checkFlag(field: Field, flag: string): void {
  const [, bare = ''] = /^--?([^\s=]*)/.exec(flag) ?? [];
  if (bare !== '')
    field.fail(flag, 'has dashes in front', `Write "${bare}" as the key, and what follows it as the value.`);
  if (!/^[a-z][a-z0-9-]*$/.test(flag)) {
    field.fail(flag, 'is no flag', 'Write its name as the key and its value as the value: { "max-pods": 100 }.');
  }
}

function checkValue(field: Field, value: unknown): string {
  const fine =
    (typeof value === 'string' && value !== '' && !/[\p{Cc}]/u.test(value)) ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    typeof value === 'boolean';
  if (!fine) field.fail(value, 'is no value of a flag', 'Give a text of one line, a number, true or false.');
  // Flags of Go take no exponents.
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
