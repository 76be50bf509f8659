import { nearest } from '../platform/nearest';
import { RKE2_OPTIONS, RKE2_SECRETS } from '../platform/rke2-options';
import type { Field } from '../resource/field';

/** A value in RKE2's configuration. */
export type Rke2Value = string | number | boolean | readonly string[];

/** Options of RKE2 by their key, as in its configuration: `{ 'etcd-snapshot-compress': true }`. */
export type Rke2Settings = Readonly<Record<string, Rke2Value>>;

/** Options that are not known here, or that are written against a check. */
export interface UncheckedRke2Settings {
  /** By key, as in RKE2's configuration. They replace what props say. Never a secret: the output goes to git. */
  readonly settings: Rke2Settings;
  /** Why they are needed, in one line. It stands as a comment in the file. */
  readonly reason: string;
}

/** Options that a prop writes. */
const PROP_OF: Readonly<Record<string, string>> = {
  'advertise-address': 'advertiseAddress',
  'cluster-cidr': 'addresses.podCidr',
  'cluster-dns': 'addresses.clusterDns',
  'cluster-domain': 'clusterDomain',
  cni: 'cni',
  disable: 'disable',
  'disable-kube-proxy': 'disableKubeProxy',
  'egress-selector-mode': 'egressSelectorMode',
  'etcd-arg': 'etcdArgs',
  'etcd-snapshot-retention': 'etcdSnapshots.retention',
  'etcd-snapshot-schedule-cron': 'etcdSnapshots.schedule',
  'ingress-controller': 'ingressController',
  'kube-apiserver-arg': 'kubeApiserverArgs',
  'kube-controller-manager-arg': 'kubeControllerManagerArgs',
  'kube-scheduler-arg': 'kubeSchedulerArgs',
  'kubelet-arg': 'kubeletArgs',
  'node-external-ip': 'nodeExternalIp',
  'node-ip': 'nodeIp',
  'node-label': 'nodeLabels',
  'node-name': 'nodeName',
  'node-taint': 'nodeTaints',
  'private-registry': 'privateRegistry',
  profile: 'profile',
  'protect-kernel-defaults': 'protectKernelDefaults',
  'resolv-conf': 'resolvConf',
  selinux: 'selinux',
  server: 'server',
  'service-cidr': 'addresses.serviceCidr',
  'service-node-port-range': 'serviceNodePortRange',
  'system-default-registry': 'systemDefaultRegistry',
  'tls-san': 'tlsSan',
  'token-file': 'tokenFile',
  'with-node-id': 'withNodeId',
  'write-kubeconfig-group': 'kubeconfig.group',
  'write-kubeconfig-mode': 'kubeconfig.mode',
};

/** Lists of flags without a prop of their own. */
const FLAG_LISTS = ['kube-proxy-arg', 'kube-cloud-controller-manager-arg'];

/** @throws InvalidFieldError for options that are none, are of servers only, have a prop, or are a secret */
export function checkSettings(field: Field, settings: Rke2Settings, role: 'server' | 'agent'): void {
  for (const [key, value] of Object.entries(settings)) {
    const place = field.at(key);
    checkNoSecret(place, key);
    const known = RKE2_OPTIONS.get(key);
    if (known === undefined) {
      const near = nearest(key, [...RKE2_OPTIONS.keys()]);
      const cure = near === undefined ? 'Give it in unchecked if RKE2 has it.' : `Did you mean "${near}"?`;
      place.fail(key, 'is no option of RKE2, which skips it with a warning in its log', cure);
    }
    if (role === 'agent' && known === 'server') {
      place.fail(key, 'is an option of servers, and an agent skips it', 'Give it to Rke2Server.');
    }
    if (key === 'enable-servicelb' && value !== false) {
      place.fail(
        value,
        "starts RKE2's own load balancer, which claims Services without a class beside kube-loxilb",
        'Leave it out.',
      );
    }
    const prop = PROP_OF[key];
    if (prop !== undefined) place.fail(key, 'has a prop, which is checked', `Give ${prop}.`);
    checkValue(place, value);
    if (FLAG_LISTS.includes(key)) checkFlags(place, value);
  }
}

/** @throws InvalidFieldError for secrets, and without a reason */
export function checkUnchecked(field: Field, { settings, reason }: UncheckedRke2Settings): void {
  if (typeof reason !== 'string' || reason.trim() === '' || /\p{Cc}/u.test(reason)) {
    field.at('reason').fail(reason, 'is no reason', 'Say in one line why the settings are needed.');
  }
  for (const [key, value] of Object.entries(settings)) {
    const place = field.at('settings').at(key);
    checkNoSecret(place, key);
    if (!/^[a-z][a-z0-9-]*\+?$/.test(key))
      place.fail(key, 'is no key', 'Use lower-case letters, digits and "-", as in RKE2\'s configuration.');
    checkValue(place, value);
  }
}

function checkNoSecret(field: Field, key: string): void {
  const cure = RKE2_SECRETS.get(key.replace(/\+$/, ''));
  // The value is not in the message either: messages go to logs.
  if (cure !== undefined) field.fail(key, 'is a secret, and the output goes to git', cure);
}

function checkValue(field: Field, value: unknown): void {
  const one = (each: unknown): boolean =>
    (typeof each === 'string' && !/\p{Cc}/u.test(each)) ||
    typeof each === 'boolean' ||
    (typeof each === 'number' && Number.isSafeInteger(each));
  if (!(Array.isArray(value) ? value.every((each) => typeof each === 'string' && one(each)) : one(value))) {
    field.fail(
      value,
      "is no value of RKE2's configuration",
      'Give a text of one line, a whole number, true or false, or a list of texts.',
    );
  }
}

function checkFlags(field: Field, value: Rke2Value): void {
  const flags = Array.isArray(value) ? value : [value];
  const bare = flags.find((flag) => !/^[^=\s]+=/.test(String(flag)));
  if (bare !== undefined) field.fail(bare, 'has no "="', 'Write flags as "key=value".');
}
