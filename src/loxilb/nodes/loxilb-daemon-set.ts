import { Construct } from 'constructs';
import { syncWave } from '../../platform';
import { ACKNOWLEDGE_ANNOTATION } from '../../rehearsal/acknowledgement';
import { re2 } from '../../rehearsal/admission/re2';
import type { ApiResourceProps } from '../../resource';
import { checkDnsLabel } from '../../resource/checks';
import { Field } from '../../resource/field';
import { PlainResource } from '../../resource/plain-resource';
import type { ContainerResources } from '../container-resources';
import { checkPinnedImage } from '../image';
import type { Toleration } from '../kube-loxilb/deployment';
import { loxilbFlags } from './loxilb-flags';
import { LOXILB_IMAGE } from './loxilb-node';
import type { LoxilbOptions } from './loxilb-options';

export interface LoxilbDaemonSetProps extends Pick<LoxilbOptions, 'bgp' | 'blacklist' | 'prometheus' | 'logLevel'> {
  /**
   * That it runs beside Cilium all the same, and why that is fine here. LoxiLB in the network of the node and Cilium both hook into
   * the traffic control of its interfaces; only where LoxiLB's pods have interfaces of their own, or nodes of their own without
   * Cilium, can it work.
   * @default none: it is refused
   */
  readonly besideCilium?: { readonly reason: string };
  /** @default kube-system */
  readonly namespace?: string;
  /** Image with a tag or digest. @default that of LoxilbNode */
  readonly image?: string;
  /** Labels of the nodes that it runs on. @default control-plane nodes */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default control-plane nodes, and `CriticalAddonsOnly`, with which RKE2's may be tainted */
  readonly tolerations?: readonly Toleration[];
  /** @default requests 100m and 256Mi */
  readonly resources?: ContainerResources;
}

/** kube-loxilb looks for LoxiLB behind a Service of this name, in any namespace (loadbalancer.go). */
const SERVICE = 'loxilb-lb-service';
const LABELS = { app: 'loxilb-app' };

/** Interfaces of CNIs, Cilium's among them. */
const CNI_INTERFACES = 'cni[0-9a-z]|veth.|flannel.|cali.|tunl.|vxlan[.]calico|cilium_.|lxc.';

/**
 * LoxiLB in the cluster: a pod in the network of each control-plane node, and the headless Service by which kube-loxilb finds them.
 * It is privileged, for eBPF, and its REST API has no password and listens on every address of the node. Beside Cilium it is refused unless said otherwise: use `LoxilbNode`, outside of the cluster.
 */
export class LoxilbDaemonSet extends Construct {
  readonly daemonSet: PlainResource;

  /** @throws InvalidFieldError unless `besideCilium` has a reason */
  constructor(scope: Construct, id: string, props: LoxilbDaemonSetProps = {}) {
    super(scope, id);
    const field = Field.of(this);
    const { namespace = 'kube-system', image = LOXILB_IMAGE, besideCilium, bgp = false } = props;
    const { blacklist = CNI_INTERFACES, prometheus, logLevel } = props;
    const reason = besideCilium?.reason.trim() ?? '';
    if (reason === '') {
      field
        .at('besideCilium')
        .fail(
          besideCilium,
          'has no reason: in the network of the node LoxiLB and Cilium both hook into its interfaces, and the node may lose its network',
          'Use LoxilbNode on hosts outside of the cluster, or say why it works here.',
        );
    }
    checkDnsLabel(field.at('namespace'), namespace);
    checkPinnedImage(field.at('image'), image);
    const chosen: LoxilbOptions = {
      bgp,
      blacklist,
      egressHooks: true,
      ...(prometheus === undefined ? {} : { prometheus }),
      ...(logLevel === undefined ? {} : { logLevel }),
    };
    // Pods of kube-loxilb reach it at the address of the node, which is not known here.
    const flags = loxilbFlags(chosen, '0.0.0.0', field);
    checkBlacklist(field.at('blacklist'), blacklist);
    const metadata: ApiResourceProps = { namespace, labels: LABELS, annotations: syncWave('loadBalancer') };
    new PlainResource(
      this,
      'Service',
      { apiVersion: 'v1', kind: 'Service', scope: 'Namespaced' },
      { ...metadata, name: SERVICE },
      { spec: serviceSpec(bgp) },
    );
    // The reason is for the rehearsal as well, which would find the same.
    const accepted = `loxilb/beside-cilium: ${reason.replace(/\s+/g, ' ')}`;
    this.daemonSet = new PlainResource(
      this,
      'DaemonSet',
      { apiVersion: 'apps/v1', kind: 'DaemonSet', scope: 'Namespaced' },
      { ...metadata, name: id, annotations: { ...metadata.annotations, [ACKNOWLEDGE_ANNOTATION]: accepted } },
      { spec: daemonSetSpec(props, image, flags) },
    );
  }
}

/** LoxiLB takes every interface that is not named, and Cilium's stop working with it. */
function checkBlacklist(field: Field, blacklist: string): void {
  const left = re2(blacklist);
  const taken = ['cilium_host', 'cilium_net', 'cilium_vxlan', 'lxc1a2b3c'].filter((name) => !left.test(name));
  if (taken.length > 0) {
    field.fail(
      blacklist,
      `leaves ${taken.join(', ')} to LoxiLB, and the node loses its network`,
      'Add "|cilium_.|lxc." to it.',
    );
  }
}

function serviceSpec(bgp: boolean): object {
  const port = (name: string, number: number): object => ({ name, port: number, targetPort: number, protocol: 'TCP' });
  return {
    clusterIP: 'None',
    selector: LABELS,
    ports: [port('loxilb-app', 11111), ...(bgp ? [port('loxilb-app-bgp', 179), port('loxilb-app-gobgp', 50051)] : [])],
  };
}

function daemonSetSpec(props: LoxilbDaemonSetProps, image: string, flags: readonly string[]): object {
  const {
    nodeSelector = { 'node-role.kubernetes.io/control-plane': 'true' },
    tolerations = [
      { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' },
      { key: 'CriticalAddonsOnly', operator: 'Exists' },
    ],
    resources = { requests: { cpu: '100m', memory: '256Mi' } },
    bgp = false,
  } = props;
  const ports = [11111, ...(bgp ? [179, 50051] : [])];
  return {
    selector: { matchLabels: LABELS },
    template: {
      metadata: { labels: LABELS },
      spec: {
        automountServiceAccountToken: false,
        hostNetwork: true,
        dnsPolicy: 'ClusterFirstWithHostNet',
        nodeSelector: { ...nodeSelector },
        tolerations: tolerations.map((each) => ({ ...each })),
        containers: [
          {
            name: 'loxilb-app',
            image,
            imagePullPolicy: 'IfNotPresent',
            command: ['/root/loxilb-io/loxilb/loxilb', ...flags],
            ports: ports.map((containerPort) => ({ containerPort, protocol: 'TCP' })),
            resources,
            securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } },
          },
        ],
      },
    },
  };
}
