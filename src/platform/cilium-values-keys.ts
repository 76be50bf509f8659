import type { Version } from './version';

/** What stands at a key. `port`: a number or its text; `switch`: one of `words` or a boolean. */
export type CiliumValueType =
  | 'boolean'
  | 'integer'
  | 'labels'
  | 'port'
  | 'switch'
  | 'text'
  | 'texts'
  | 'tolerations'
  | 'word';

/** A key of the Helm chart. */
export interface CiliumValueKey {
  readonly type: CiliumValueType;
  /** The words that are taken, for `word` and `switch`. */
  readonly words?: readonly string[];
  /** The default of the chart cilium. @default nothing */
  readonly default?: unknown;
  /** First release with it. @default it is in 1.17 */
  readonly since?: Version;
  /** First release without it. @default the newest known has it */
  readonly until?: Version;
  /** What to write where a release does not have it. */
  readonly instead?: string;
  /** First release whose schema takes a boolean for a `switch`. @default every one */
  readonly booleanSince?: Version;
}

const flag = (value: boolean): CiliumValueKey => ({ type: 'boolean', default: value });
const text = (value?: string): CiliumValueKey => ({ type: 'text', default: value });
const texts = (value?: readonly string[]): CiliumValueKey => ({ type: 'texts', default: value });
const word = (words: readonly string[], value?: string): CiliumValueKey => ({ type: 'word', words, default: value });
/** Gone before the oldest release known here. */
const gone = (instead: string): CiliumValueKey => ({ type: 'text', until: '1.16.0', instead });

/**
 * Keys of the Helm chart that matter to gateways behind LoxiLB, with their defaults. The chart has many more; it takes any key
 * without a word, so a misspelt one has no effect.
 *
 * Source: chart cilium 1.17.1, 1.18.12, 1.19.6 and 1.20.0 (values.yaml, values.schema.json, templates/validate.yaml).
 */
export const CILIUM_VALUE_KEYS: Readonly<Record<string, CiliumValueKey>> = {
  kubeProxyReplacement: { type: 'switch', words: ['true', 'false'], default: 'false' },
  k8sServiceHost: text(''),
  k8sServicePort: { type: 'port', default: '' },
  'k8sServiceHostRef.name': { ...text(), since: '1.18.0', instead: 'Write k8sServiceHost.' },
  'k8sServiceHostRef.key': { ...text(), since: '1.18.0', instead: 'Write k8sServiceHost.' },
  'k8s.apiServerURLs': { ...text(''), since: '1.20.0', instead: 'Write k8sServiceHost and k8sServicePort.' },
  l7Proxy: flag(true),
  'debug.enabled': flag(false),
  'rbac.create': flag(true),
  rollOutCiliumPods: flag(false),
  upgradeCompatibility: text(),
  'ingressController.enabled': flag(false),

  'gatewayAPI.enabled': flag(false),
  'gatewayAPI.externalTrafficPolicy': word(['Cluster', 'Local'], 'Cluster'),
  'gatewayAPI.enableProxyProtocol': flag(false),
  'gatewayAPI.enableAppProtocol': flag(false),
  'gatewayAPI.enableAlpn': flag(false),
  'gatewayAPI.xffNumTrustedHops': { type: 'integer', default: 0 },
  'gatewayAPI.useRemoteAddress': { ...flag(true), since: '1.20.0', instead: 'Write gatewayAPI.xffNumTrustedHops.' },
  'gatewayAPI.gatewayClass.create': {
    type: 'switch',
    words: ['auto', 'true', 'false'],
    default: 'auto',
    booleanSince: '1.20.0',
  },
  'gatewayAPI.secretsNamespace.create': flag(true),
  'gatewayAPI.secretsNamespace.name': text('cilium-secrets'),
  'gatewayAPI.secretsNamespace.sync': flag(true),
  'gatewayAPI.hostNetwork.enabled': flag(false),
  'gatewayAPI.hostNetwork.nodes.matchLabels': { type: 'labels', default: {} },

  'envoy.enabled': { type: 'boolean' },
  'envoy.securityContext.capabilities.keepCapNetBindService': flag(false),
  'envoy.securityContext.capabilities.envoy': texts(),
  'envoyConfig.enabled': flag(false),
  'envoyConfig.secretsNamespace.create': flag(true),
  'envoyConfig.secretsNamespace.name': text('cilium-secrets'),

  'loadBalancer.mode': word(['snat', 'dsr', 'hybrid'], 'snat'),
  'loadBalancer.algorithm': word(['random', 'maglev'], 'random'),
  'loadBalancer.acceleration': word(['disabled', 'native', 'best-effort'], 'disabled'),
  'loadBalancer.l7.backend': word(['disabled', 'envoy'], 'disabled'),
  'bpf.masquerade': { type: 'boolean' },
  'bpf.lbExternalClusterIP': flag(false),
  'nodePort.enabled': { ...flag(false), until: '1.19.0', instead: 'kubeProxyReplacement has it: write that.' },
  'nodePort.range': text('30000,32767'),
  'nodePort.addresses': texts(),
  'nodePort.directRoutingDevice': text(),
  'nodePort.enableHealthCheck': flag(true),
  'nodePort.bindProtection': flag(true),
  'nodePort.autoProtectPortRange': flag(true),
  'externalIPs.enabled': { ...flag(false), until: '1.18.0', instead: 'kubeProxyReplacement has it: write that.' },
  'hostPort.enabled': { ...flag(false), until: '1.18.0', instead: 'kubeProxyReplacement has it: write that.' },

  defaultLBServiceIPAM: word(['lbipam', 'nodeipam', 'none'], 'lbipam'),
  enableLBIPAM: flag(true),
  'nodeIPAM.enabled': flag(false),
  'l2announcements.enabled': flag(false),
  'bgpControlPlane.enabled': flag(false),

  'ipam.mode': word(['cluster-pool', 'kubernetes', 'multi-pool', 'crd', 'delegated-plugin'], 'cluster-pool'),
  'ipam.operator.clusterPoolIPv4PodCIDRList': texts(['10.0.0.0/8']),
  'ipam.operator.clusterPoolIPv4MaskSize': { type: 'integer', default: 24 },
  // The chart's own default is empty, which stands for these.
  routingMode: word(['tunnel', 'native'], 'tunnel'),
  tunnelProtocol: word(['vxlan', 'geneve'], 'vxlan'),
  autoDirectNodeRoutes: flag(false),
  ipv4NativeRoutingCIDR: text(''),
  'cni.exclusive': flag(true),
  'cni.chainingMode': word(['none', 'portmap', 'generic-veth', 'flannel', 'aws-cni']),
  'localRedirectPolicies.enabled': { ...flag(false), since: '1.18.0', instead: 'Write localRedirectPolicy.' },
  localRedirectPolicy: { ...flag(false), until: '1.18.0', instead: 'Write localRedirectPolicies.enabled.' },

  'hubble.enabled': flag(true),
  'hubble.metrics.enabled': texts(),
  'hubble.metrics.dashboards.enabled': flag(false),
  'hubble.relay.enabled': flag(false),
  'hubble.relay.prometheus.enabled': flag(false),
  'hubble.ui.enabled': flag(false),
  'hubble.ui.baseUrl': text('/'),
  'hubble.tls.auto.method': word(['helm', 'cronJob', 'certmanager'], 'helm'),
  'hubble.tls.auto.certManagerIssuerRef.group': text(),
  'hubble.tls.auto.certManagerIssuerRef.kind': text(),
  'hubble.tls.auto.certManagerIssuerRef.name': text(),

  'operator.replicas': { type: 'integer', default: 2 },
  'operator.tolerations': { type: 'tolerations' },
  'operator.rollOutPods': flag(false),
  'operator.skipCRDCreation': flag(false),
  'operator.setNodeTaints': { type: 'boolean' },
  'operator.prometheus.enabled': flag(true),
  'operator.dashboards.enabled': flag(false),

  version: gone('The release is that of the platform: set cilium.version of it, and leave this out.'),
  tunnel: gone('Write routingMode and tunnelProtocol.'),
  enableCiliumEndpointSlice: gone('Write ciliumEndpointSlice.enabled, in unchecked.'),
  'proxy.prometheus.enabled': gone('Write envoy.prometheus.enabled, in unchecked.'),
  'proxy.prometheus.port': gone('Write envoy.prometheus.port, in unchecked.'),
};
