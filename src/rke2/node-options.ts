import type { AddressPlan } from '../platform';
import { parseCidr, rangeOf } from '../platform/ip-range';
import { RKE2_SUPERVISOR_PORT } from '../platform/rke2-options';
import { checkDnsSubdomain, checkInteger, checkLabels, checkOneOf } from '../resource/checks';
import type { Field } from '../resource/field';
import { argumentList, type Rke2Arguments } from './arguments';
import type { Rke2NodeProps } from './node-props';
import type { Rke2Value } from './settings';

/** Options by RKE2's key; undefined for those that are not written. */
export type NodeOptions = Readonly<Record<string, Rke2Value | undefined>>;

/** The options that servers and agents have in common. @throws InvalidFieldError for what RKE2 or the kubelet refuses */
export function nodeOptions(root: Field, props: Rke2NodeProps, nodeName: string): NodeOptions {
  const { addresses, nodeLabels = {}, nodeTaints = [], kubeletArgs = {}, systemDefaultRegistry } = props;
  checkDnsSubdomain(root.at('nodeName'), nodeName);
  const nodeIp = props.nodeIp ?? addresses.nodes.get(nodeName);
  checkNodeIp(root.at('nodeIp'), nodeIp, nodeName, addresses);
  if (props.nodeExternalIp !== undefined) checkAddress(root.at('nodeExternalIp'), props.nodeExternalIp);
  checkNodeLabels(root.at('nodeLabels'), nodeLabels);
  nodeTaints.forEach((taint, index) => {
    checkTaint(root.at('nodeTaints').item(index), taint);
  });
  if (props.profile !== undefined) checkOneOf(root.at('profile'), props.profile, ['cis', 'etcd'], 'a profile of RKE2');
  for (const name of ['tokenFile', 'resolvConf', 'privateRegistry'] as const) checkPath(root.at(name), props[name]);
  if (systemDefaultRegistry !== undefined && !/^[a-z0-9][a-z0-9.-]*(:\d{1,5})?$/.test(systemDefaultRegistry)) {
    root
      .at('systemDefaultRegistry')
      .fail(systemDefaultRegistry, 'is no registry', 'Write host and port, such as "registry.example.com:5000".');
  }
  checkMaxPods(root, props, kubeletArgs);
  return {
    'node-name': nodeName,
    'with-node-id': props.withNodeId === true ? true : undefined,
    'node-ip': nodeIp,
    'node-external-ip': props.nodeExternalIp,
    'node-label': Object.keys(nodeLabels)
      .sort()
      .map((key) => `${key}=${nodeLabels[key]}`),
    'node-taint': [...nodeTaints],
    'kubelet-arg': argumentList(root.at('kubeletArgs'), kubeletArgs),
    profile: props.profile,
    selinux: props.selinux ?? true,
    'protect-kernel-defaults': props.protectKernelDefaults === true ? true : undefined,
    'resolv-conf': props.resolvConf,
    'private-registry': props.privateRegistry,
    'system-default-registry': systemDefaultRegistry,
  };
}

/** `server` and `token-file`, of nodes that join. @throws InvalidFieldError for another scheme or port */
export function joinOptions(root: Field, props: Rke2NodeProps): NodeOptions {
  const server = props.server ?? supervisorUrl(props.addresses.apiEndpoint);
  const field = root.at('server');
  const [, scheme, host, port] = /^(?:([a-z]+):\/\/)?(\[[0-9a-f:]+\]|[^/:[\]@?#\s]+)(?::(\d+))?$/i.exec(server) ?? [];
  if (host === undefined) {
    field.fail(server, 'is no address of a server', `Write it as "${supervisorUrl(props.addresses.apiEndpoint)}".`);
  }
  const cure = `Write "https://${host}:${RKE2_SUPERVISOR_PORT}".`;
  if (scheme !== 'https') field.fail(server, 'is not https', cure);
  if (port !== String(RKE2_SUPERVISOR_PORT)) {
    const why = port === '6443' ? "has the port of the API server; RKE2's nodes join at" : 'has another port than';
    field.fail(server, `${why} ${RKE2_SUPERVISOR_PORT}`, cure);
  }
  return { server, 'token-file': props.tokenFile ?? '/etc/rancher/rke2/token' };
}

/** @throws InvalidFieldError for what is no IP address */
export function checkAddress(field: Field, address: string): void {
  if (typeof address !== 'string' || !rangeOf(address))
    field.fail(address, 'is no IP address', 'Write it in full, without a prefix length.');
}

function supervisorUrl(host: string): string {
  return `https://${host.includes(':') ? `[${host}]` : host}:${RKE2_SUPERVISOR_PORT}`;
}

function checkNodeIp(field: Field, address: string | undefined, name: string, addresses: AddressPlan): void {
  if (address === undefined) return;
  checkAddress(field, address);
  const planned = addresses.nodes.get(name);
  if (planned !== undefined && planned !== address) {
    field.fail(address, `is not the address of ${name} in addresses.nodes, ${planned}`, 'Leave it out.');
  }
  if (addresses.networkOf(address) === undefined) {
    field.fail(address, 'lies in none of addresses.networks', 'Add its network to the plan, or correct it.');
  }
}

/** What a kubelet may say of itself with `--node-labels`. Source: kubernetes, pkg/kubelet/apis/well_known_labels.go. */
const KUBELET_LABELS = [
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/instance-type',
  'beta.kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'kubernetes.io/arch',
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'node.kubernetes.io/instance-type',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
];

function checkNodeLabels(field: Field, labels: Readonly<Record<string, string>>): void {
  checkLabels(field, labels);
  for (const key of Object.keys(labels)) {
    const domain = key.includes('/') ? (key.split('/')[0] ?? '') : '';
    const reserved = /(^|\.)(kubernetes|k8s)\.io$/.test(domain);
    const open = /(^|\.)(kubelet|node)\.kubernetes\.io$/.test(domain);
    if (reserved && !open && !KUBELET_LABELS.includes(key)) {
      field
        .at(key)
        .fail(
          key,
          'is a label that a kubelet may not give itself, and it does not start',
          'Set it with kubectl label.',
        );
    }
  }
}

function checkTaint(field: Field, taint: string): void {
  if (
    !/^([a-z0-9.-]+\/)?[A-Za-z0-9][A-Za-z0-9._-]*(=[A-Za-z0-9._-]*)?:(NoSchedule|PreferNoSchedule|NoExecute)$/.test(
      taint,
    )
  )
    field.fail(taint, 'is no taint', 'Write it as "CriticalAddonsOnly=true:NoExecute".');
}

function checkPath(field: Field, path: string | undefined): void {
  if (path !== undefined && !/^(\/[A-Za-z0-9._@+-]+)+$/.test(path))
    field.fail(path, 'is no absolute path', 'Begin it with "/".');
}

function checkMaxPods(root: Field, props: Rke2NodeProps, kubeletArgs: Rke2Arguments): void {
  const pods = parseCidr(props.addresses.podCidr);
  const bits = pods?.family === 6 ? 128 : 32;
  const { nodeCidrMaskSize = bits === 32 ? 24 : 64 } = props;
  const prefix = Number(props.addresses.podCidr.split('/')[1]);
  // The controller manager hands out at most 65536 networks.
  checkInteger(root.at('nodeCidrMaskSize'), nodeCidrMaskSize, prefix, Math.min(prefix + 16, bits - 2));
  const maxPods = kubeletArgs['max-pods'];
  if (maxPods === undefined) return;
  const field = root.at('kubeletArgs').at('max-pods');
  if (!/^[1-9]\d{0,5}$/.test(String(maxPods))) field.fail(maxPods, 'is no number of pods', 'Give a whole number.');
  // The first and the last address are no pod's.
  const most = 2 ** (bits - nodeCidrMaskSize) - 2;
  if (Number(maxPods) > most) {
    field.fail(
      maxPods,
      `is more than the ${most} addresses of pods that a node has with /${nodeCidrMaskSize}`,
      'Give fewer, or a smaller nodeCidrMaskSize to all nodes.',
    );
  }
}
