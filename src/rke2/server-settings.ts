import type { Platform } from '../platform';
import { nodePortIsEnough } from '../platform/cilium-values';
import { bringsTraefik, bundledCilium, hasIngressController } from '../platform/rke2-releases';
import { checkInteger, checkOneOf } from '../resource/checks';
import type { Field } from '../resource/field';
import { componentArguments } from './component-arguments';
import { checkServerUrl, nodeSettings, type Rke2Settings } from './node-settings';
import type { Rke2ServerOptions } from './rke2-options';

const NGINX = 'rke2-ingress-nginx';

/** The configuration of a server, by RKE2's keys. @throws InvalidFieldError for what RKE2 refuses, ignores or fails by later */
export function serverSettings(
  field: Field,
  options: Rke2ServerOptions,
  nodeName: string,
  platform: Platform,
): Rke2Settings {
  const { plan, server, etcdSnapshotRetention } = options;
  const own = plan.nodes.get(nodeName);
  if (own === undefined) {
    const names = [...plan.nodes.keys()].join(', ') || 'none';
    field
      .at('nodeName')
      .fail(nodeName, 'is not among the nodes of the plan', `Add its address to nodes. There are: ${names}.`);
  }
  if (server !== undefined) checkServerUrl(field.at('server'), server);
  if (etcdSnapshotRetention !== undefined)
    checkInteger(field.at('etcdSnapshotRetention'), etcdSnapshotRetention, 1, 1000);
  return {
    server,
    'write-kubeconfig-mode': kubeconfigMode(field.at('writeKubeconfigMode'), options.writeKubeconfigMode),
    'advertise-address': own,
    'tls-san': [...new Set([plan.apiEndpoint, own, ...(options.tlsSan ?? [])])],
    cni: cniOf(field.at('cni'), options, platform),
    'disable-kube-proxy': kubeProxy(field.at('disableKubeProxy'), options, platform),
    ...ingress(field, options),
    'cluster-cidr': plan.podCidr,
    'service-cidr': plan.serviceCidr,
    'cluster-dns': plan.clusterDns,
    'cluster-domain': options.clusterDomain,
    'egress-selector-mode': options.egressSelectorMode,
    'service-node-port-range': nodePorts(field.at('serviceNodePortRange'), options.serviceNodePortRange),
    'etcd-arg': componentArguments(field.at('etcdArgs'), options.etcdArgs),
    'etcd-snapshot-schedule-cron': options.etcdSnapshotScheduleCron,
    'etcd-snapshot-retention': etcdSnapshotRetention,
    'kube-apiserver-arg': componentArguments(field.at('kubeApiserverArgs'), options.kubeApiserverArgs),
    'kube-controller-manager-arg': componentArguments(
      field.at('kubeControllerManagerArgs'),
      options.kubeControllerManagerArgs,
    ),
    'kube-scheduler-arg': componentArguments(field.at('kubeSchedulerArgs'), options.kubeSchedulerArgs),
    ...nodeSettings(field, options, nodeName, platform),
  };
}

function kubeconfigMode(field: Field, mode = '0600'): string {
  if (!/^0[0-7]{3}$/.test(mode)) field.fail(mode, 'is no mode', 'Write four octal digits, such as "0600".');
  if (!mode.endsWith('0')) {
    field.fail(
      mode,
      'gives everybody on the host the rights of the administrator of the cluster',
      'Write "0600", or "0640" for a group.',
    );
  }
  return mode;
}

function cniOf(field: Field, { cni = 'cilium', version }: Rke2ServerOptions, { cilium }: Platform): string {
  checkOneOf(field, cni, ['cilium', 'none'], 'a CNI with which gateways of Cilium work');
  const bundled = bundledCilium(version);
  if (cni === 'cilium' && bundled !== undefined && !cilium.startsWith(`${bundled}.`)) {
    field.fail(
      cni,
      `is Cilium ${bundled} in RKE2 ${version}, and the platform is Cilium ${cilium}`,
      'Write "none" and install that release, or set cilium of the platform.',
    );
  }
  return cni;
}

/** Cilium's gateways need it to replace kube-proxy; two programs that do the same work undo it for each other. */
function kubeProxy(field: Field, { disableKubeProxy = true }: Rke2ServerOptions, { cilium }: Platform): boolean {
  if (!disableKubeProxy && !nodePortIsEnough(cilium)) {
    field.fail(
      disableKubeProxy,
      `leaves kube-proxy beside Cilium ${cilium}, whose gateways need its replacement`,
      'Leave it out.',
    );
  }
  return disableKubeProxy;
}

function ingress(field: Field, { ingressController = 'none', disable = [], version }: Rke2ServerOptions): Rke2Settings {
  checkOneOf(
    field.at('ingressController'),
    ingressController,
    ['none', 'ingress-nginx'],
    'an ingress controller that leaves the Gateway API alone',
  );
  if (disable.includes(NGINX) && bringsTraefik(version)) {
    field
      .at('disable')
      .fail(
        disable,
        `has ${NGINX}, which does nothing in RKE2 ${version}, where Traefik is the default`,
        'Leave it out: ingressController is "none".',
      );
  }
  const left = disable.filter((name) => name !== NGINX);
  if (hasIngressController(version)) {
    return { 'ingress-controller': ingressController, disable: left.length > 0 ? left : undefined };
  }
  const all = ingressController === 'none' ? [NGINX, ...left] : left;
  return { disable: all.length > 0 ? all : undefined };
}

function nodePorts(field: Field, range: string | undefined): string | undefined {
  if (range === undefined) return undefined;
  const [, from = '', to = ''] = /^(\d{1,5})-(\d{1,5})$/.exec(range) ?? [];
  if (Number(from) < 1024 || Number(to) > 65535 || Number(from) >= Number(to)) {
    field.fail(range, 'is no range of node ports', 'Write it as "30000-32767".');
  }
  return range;
}
