import { parseAddress } from '../platform/ip-range';
import { ETCD_FLAGS, RKE2_ADD_ONS } from '../platform/rke2-options';
import type { Rke2Release } from '../platform/rke2-releases';
import { checkDnsSubdomain, checkInteger, checkOneOf } from '../resource/checks';
import type { Field } from '../resource/field';
import { argumentList } from './arguments';
import { checkCni, ingressOptions } from './network-options';
import { checkAddress, type NodeOptions } from './node-options';
import type { Rke2ServerProps } from './server-props';
import type { Rke2Value } from './settings';

/** Options of the control plane as a whole. @throws InvalidFieldError */
export function controlPlaneOptions(
  root: Field,
  props: Rke2ServerProps,
  release: Rke2Release,
  nodeIp: Rke2Value | undefined,
): NodeOptions {
  const { addresses, cni, clusterDomain, egressSelectorMode, serviceNodePortRange, disable = [] } = props;
  const advertised = props.advertiseAddress ?? (typeof nodeIp === 'string' ? nodeIp : undefined);
  checkCni(root, props, release);
  disable.forEach((name, index) => {
    checkAddOn(root.at('disable').item(index), name);
  });
  if (clusterDomain !== undefined) checkDnsSubdomain(root.at('clusterDomain'), clusterDomain);
  if (egressSelectorMode !== undefined) {
    const modes = ['disabled', 'agent', 'pod', 'cluster'];
    checkOneOf(root.at('egressSelectorMode'), egressSelectorMode, modes, 'a mode of the egress selector');
  }
  if (serviceNodePortRange !== undefined) checkPortRange(root.at('serviceNodePortRange'), serviceNodePortRange);
  return {
    'advertise-address': advertised,
    'tls-san': tlsSan(root, props, advertised),
    cni: typeof cni === 'string' ? cni : [...cni],
    'disable-kube-proxy': props.disableKubeProxy ?? true,
    ...ingressOptions(root, props, release),
    'cluster-cidr': addresses.podCidr,
    'service-cidr': addresses.serviceCidr,
    'cluster-dns': addresses.clusterDns,
    'cluster-domain': clusterDomain,
    'egress-selector-mode': egressSelectorMode,
    'service-node-port-range': serviceNodePortRange,
    ...kubeconfigOptions(root.at('kubeconfig'), props),
  };
}

/** Options of the programs that a server runs. @throws InvalidFieldError */
export function componentOptions(root: Field, props: Rke2ServerProps): NodeOptions {
  const { etcdSnapshots = {}, etcdArgs = {}, nodeCidrMaskSize } = props;
  const { schedule, retention } = etcdSnapshots;
  const snapshots = root.at('etcdSnapshots');
  if (
    schedule !== undefined &&
    !/^(?:[\d*,/A-Za-z?-]+ ){4}[\d*,/A-Za-z?#-]+$|^@(hourly|daily|weekly|monthly)$/.test(schedule)
  ) {
    snapshots.at('schedule').fail(schedule, 'is no cron expression', 'Give five fields, such as "0 3 * * *".');
  }
  if (retention !== undefined) checkInteger(snapshots.at('retention'), retention, 1, 10000);
  return {
    'etcd-snapshot-schedule-cron': schedule,
    'etcd-snapshot-retention': retention,
    'etcd-arg': argumentList(root.at('etcdArgs'), etcdArgs, ETCD_FLAGS),
    'kube-apiserver-arg': argumentList(root.at('kubeApiserverArgs'), props.kubeApiserverArgs ?? {}),
    'kube-controller-manager-arg': [
      ...argumentList(root.at('kubeControllerManagerArgs'), props.kubeControllerManagerArgs ?? {}),
      ...(nodeCidrMaskSize === undefined ? [] : [`node-cidr-mask-size=${nodeCidrMaskSize}`]),
    ].sort(),
    'kube-scheduler-arg': argumentList(root.at('kubeSchedulerArgs'), props.kubeSchedulerArgs ?? {}),
  };
}

/** Names by which nodes, Cilium and kubectl reach the API server. */
function tlsSan(root: Field, { addresses, ...props }: Rke2ServerProps, advertised: string | undefined): string[] {
  if (props.advertiseAddress !== undefined) {
    checkAddress(root.at('advertiseAddress'), props.advertiseAddress);
    if (addresses.networkOf(props.advertiseAddress) === undefined) {
      root
        .at('advertiseAddress')
        .fail(
          props.advertiseAddress,
          'lies in none of addresses.networks',
          'Add its network to the plan, or correct it.',
        );
    }
  }
  const needed = [...new Set([addresses.apiEndpoint, ...(advertised === undefined ? [] : [advertised])])];
  if (props.tlsSan === undefined) return needed;
  const field = root.at('tlsSan');
  props.tlsSan.forEach((name, index) => {
    if (!parseAddress(name)) checkDnsSubdomain(field.item(index), name);
  });
  const missing = needed.find((name) => !props.tlsSan?.includes(name));
  if (missing !== undefined) {
    field.fail(props.tlsSan, `leaves out ${missing}, by which the API server is reached`, `Add "${missing}".`);
  }
  return [...props.tlsSan];
}

function checkAddOn(field: Field, name: string): void {
  if (/^rke2-(ingress-nginx|traefik)(-crd)?$/.test(name)) {
    field.fail(name, 'is chosen by ingressController, and `disable` does nothing on newer releases', 'Leave it out.');
  }
  if (/^rke2-(cilium|canal|calico|flannel|multus)/.test(name)) field.fail(name, 'is chosen by cni', 'Leave it out.');
  checkOneOf(field, name, RKE2_ADD_ONS, 'a chart that RKE2 deploys');
}

function checkPortRange(field: Field, range: string): void {
  const [, from = '', to = ''] = /^(\d{1,5})-(\d{1,5})$/.exec(range) ?? [];
  if (from === '' || Number(from) < 1 || Number(to) > 65535 || Number(from) >= Number(to)) {
    field.fail(range, 'is no range of ports', 'Write it as "30000-32767".');
  }
  const taken = OWN_PORTS.find((port) => port >= Number(from) && port <= Number(to));
  if (taken !== undefined) field.fail(range, `has ${taken}, a port of RKE2 or Cilium`, 'Take a range without it.');
}

/** Ports of API server, supervisor, kubelet, etcd, Cilium's health, Hubble and VXLAN. */
const OWN_PORTS = [2379, 2380, 2381, 4240, 4244, 6443, 8472, 9345, 10250];

function kubeconfigOptions(field: Field, { kubeconfig = {} }: Rke2ServerProps): NodeOptions {
  const { mode = '0600', group } = kubeconfig;
  if (!/^0[0-7]{3}$/.test(mode)) {
    field.at('mode').fail(mode, 'is no mode', 'Write four octal digits as text, such as "0600".');
  }
  if (!mode.endsWith('0')) {
    field
      .at('mode')
      .fail(mode, "lets every user of the host have the admin's credentials", 'Use "0600", or "0640" and a group.');
  }
  if (group !== undefined && !/^[a-z_][a-z0-9_-]{0,31}$/.test(group)) {
    field.at('group').fail(group, 'is no name of a group', 'Write it as in /etc/group, such as "wheel".');
  }
  return { 'write-kubeconfig-mode': mode, 'write-kubeconfig-group': group };
}
