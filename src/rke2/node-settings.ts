import type { Platform } from '../platform';
import { parseAddress } from '../platform/ip-range';
import { kubernetesOf } from '../platform/rke2-releases';
import { checkLabels, checkOneOf, checkQualifiedName } from '../resource/checks';
import { type Field, nearest } from '../resource/field';
import { componentArguments } from './component-arguments';
import type { Rke2NodeOptions } from './rke2-options';

/** Settings by RKE2's keys, in the order in which they are written; undefined ones are left out. */
export type Rke2Settings = Readonly<Record<string, unknown>>;

/** Port of the supervisor, by which nodes join; 6443 is that of the API server. */
const SUPERVISOR_PORT = 9345;
const TAINT = /^[^=:\s]+(=[^=:\s]*)?:(NoSchedule|PreferNoSchedule|NoExecute)$/;

/** Keys that say what must not be said, with the cure. RKE2 passes over a key that it does not know, with a warning in its log. */
const REFUSED: Readonly<Record<string, string>> = {
  token: 'Secrets must not be written: put the token into a file on the host, and name it as tokenFile.',
  agentToken: 'Secrets must not be written: put the token into a file on the host, and name it as tokenFile.',
  enableServicelb: "Leave it out: RKE2's own load balancer would take Services that are LoxiLB's.",
  clusterCidr: 'Leave it out: it is podCidr of the plan.',
  serviceCidr: 'Leave it out: it is that of the plan.',
  clusterDns: 'Leave it out: it is that of the plan.',
  advertiseAddress: 'Leave it out: it is the address of the node in the plan.',
};

/** @throws InvalidFieldError for a prop that there is not: a program in JavaScript has no compiler to tell */
export function checkProps(
  field: Field,
  props: object,
  known: readonly string[],
  serverOnly: readonly string[] = [],
): void {
  for (const [key, value] of Object.entries(props)) {
    if (known.includes(key)) continue;
    const place = field.at(key);
    const cure = Object.hasOwn(REFUSED, key) ? REFUSED[key] : undefined;
    if (cure !== undefined)
      place.fail(key === 'token' || key === 'agentToken' ? '(not shown)' : value, 'must not be given', cure);
    if (serverOnly.includes(key))
      place.fail(value, 'is a setting of servers, and an agent passes over it', 'Move it to Rke2Server.');
    const near = nearest(key, known);
    place.fail(
      value,
      'is no setting that is known',
      `Use unchecked, with a reason, if RKE2 has it.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    );
  }
}

/** What servers and agents write alike. @throws InvalidFieldError */
export function nodeSettings(
  field: Field,
  options: Rke2NodeOptions,
  nodeName: string,
  platform: Platform,
): Rke2Settings {
  const { plan, version, tokenFile, nodeLabels, nodeTaints, profile, selinux = true } = options;
  checkVersion(field.at('version'), version, platform);
  if (tokenFile !== undefined && !/^(\/[A-Za-z0-9._-]+)+$/.test(tokenFile)) {
    field.at('tokenFile').fail(tokenFile, 'is no plain absolute path', 'Write it as "/etc/rancher/rke2/token".');
  }
  if (nodeLabels) checkLabels(field.at('nodeLabels'), nodeLabels);
  for (const [index, taint] of (nodeTaints ?? []).entries()) {
    const place = field.at('nodeTaints').item(index);
    if (!TAINT.test(taint)) {
      place.fail(
        taint,
        'is no taint',
        'Write key=value:effect with NoSchedule, PreferNoSchedule or NoExecute, such as "CriticalAddonsOnly=true:NoExecute".',
      );
    }
    checkQualifiedName(place, taint.split(/[=:]/)[0] ?? '');
  }
  if (profile !== undefined) checkOneOf(field.at('profile'), profile, ['cis', 'etcd'], 'a profile');
  return {
    'node-name': nodeName,
    'node-ip': plan.nodes.get(nodeName),
    'token-file': tokenFile,
    'node-label': nodeLabels && Object.entries(nodeLabels).map(([key, value]) => `${key}=${value}`),
    'node-taint': nodeTaints && [...nodeTaints],
    'kubelet-arg': componentArguments(field.at('kubeletArgs'), options.kubeletArgs),
    profile,
    selinux,
    'protect-kernel-defaults': options.protectKernelDefaults,
    'system-default-registry': options.systemDefaultRegistry,
  };
}

function checkVersion(field: Field, version: string, platform: Platform): void {
  const kubernetes = kubernetesOf(version);
  if (kubernetes === undefined) field.fail(version, 'is no release of RKE2', 'Write it as "v1.32.1+rke2r1".');
  if (kubernetes !== platform.kubernetes) {
    field.fail(
      version,
      `has Kubernetes ${kubernetes}, and the platform is ${platform.kubernetes}`,
      'Set kubernetes of the platform, or take another release.',
    );
  }
}

/** Where a node joins. @throws InvalidFieldError for another port than that of the supervisor */
export function checkServerUrl(field: Field, server: string): void {
  const [, host = '', port = ''] = /^https:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\]):(\d+)$/.exec(server) ?? [];
  if (host === '' || Number(port) !== SUPERVISOR_PORT) {
    field.fail(
      server,
      'is not where nodes join',
      `Write https, the host, and port ${SUPERVISOR_PORT} of the supervisor (6443 is the API server).`,
    );
  }
}

/** The URL of the endpoint. */
export function serverUrl(endpoint: string): string {
  return `https://${parseAddress(endpoint)?.family === 6 ? `[${endpoint}]` : endpoint}:${SUPERVISOR_PORT}`;
}
