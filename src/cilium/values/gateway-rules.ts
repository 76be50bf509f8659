import { gatewayClassConfigTag } from '../../platform/cilium-releases';
import { nodePortIsEnough } from '../../platform/cilium-values';
import type { Settings } from './settings';

/** What gateways need, where nothing is given. */
export function fillForGateways(settings: Settings, loxilb: boolean): void {
  settings.fill('gatewayAPI.enabled', true);
  settings.fill('kubeProxyReplacement', 'true');
  if (settings.isOn('gatewayAPI.enabled')) settings.fill('gatewayAPI.gatewayClass.create', ownClass(settings));
  if (loxilb) settings.fill('defaultLBServiceIPAM', 'none');
  // Else agents and operator go on with the values that they were started with.
  settings.fill('rollOutCiliumPods', true);
  settings.fill('operator.rollOutPods', true);
}

/**
 * From 1.18 CiliumGatewayClass makes the classes, with LoxiLB's load-balancer class, which the chart's own does not have. Before,
 * no class has it, and the chart's own does. RKE2 installs the chart before there are CRDs, and would fail.
 */
function ownClass({ chart, cilium }: Settings): 'true' | 'false' {
  return chart === 'cilium' && gatewayClassConfigTag(cilium) === undefined ? 'true' : 'false';
}

/**
 * What keeps gateways from working, with Cilium alone.
 * Source: chart cilium 1.17.1 to 1.20.0, templates/validate.yaml; operator/pkg/gateway-api/cell.go.
 */
export function checkForGateways(settings: Settings): void {
  checkHubble(settings);
  const needsNothing = settings.isOn('kubeProxyReplacement');
  if (settings.isOn('bpf.masquerade') && !needsNothing) {
    settings.fail('bpf.masquerade', 'needs kubeProxyReplacement, which is off', 'Turn kubeProxyReplacement on.');
  }
  if (settings.written.get('gatewayAPI.enableAppProtocol') === false && settings.isOn('gatewayAPI.enableAlpn')) {
    settings.fail(
      'gatewayAPI.enableAppProtocol',
      'is ignored: gatewayAPI.enableAlpn turns it on',
      'Leave one of them out.',
    );
  }
  if (!settings.isOn('gatewayAPI.enabled')) return;
  const nodePortDoes = nodePortIsEnough(settings.cilium);
  if (!needsNothing && !(nodePortDoes && settings.isOn('nodePort.enabled'))) {
    settings.fail(
      'kubeProxyReplacement',
      `turns the Gateway API off in Cilium ${settings.cilium}, which needs it`,
      nodePortDoes ? 'Write "true", or turn nodePort.enabled on.' : 'Write "true".',
    );
  }
  if (!settings.isOn('l7Proxy')) {
    settings.fail('l7Proxy', 'makes the chart fail, with gatewayAPI.enabled', 'Leave it out: gateways are Envoy.');
  }
}

/**
 * What keeps LoxiLB from serving gateways.
 * Source: kube-loxilb v0.9.8.4, loadbalancer.go; cilium v1.20, operator/pkg/lbipam and translator.go.
 */
export function checkForLoxilb(settings: Settings): void {
  if (settings.read('defaultLBServiceIPAM') !== 'none') {
    settings.fail(
      'defaultLBServiceIPAM',
      'gives Services without a class an address of Cilium, beside LoxiLB',
      'Write "none", or leave it out. Services that Cilium is to serve name its class.',
    );
  }
  if (settings.isOn('gatewayAPI.hostNetwork.enabled')) {
    settings.fail(
      'gatewayAPI.hostNetwork.enabled',
      'leaves gateways without a LoadBalancer Service, so LoxiLB gets nothing to serve',
      'Leave it out, or set loxilb to false if nothing here is behind LoxiLB.',
    );
  }
  if (settings.read('gatewayAPI.externalTrafficPolicy') === 'Local') {
    settings.fail(
      'gatewayAPI.externalTrafficPolicy',
      'makes kube-loxilb look for pods by a selector, which the Service of a gateway does not have',
      'Leave it out: "Cluster" reaches Envoy on every node.',
    );
  }
}

/** Hubble's parts that the chart refuses or ignores without the part below them. */
function checkHubble(settings: Settings): void {
  const needs = [
    ['hubble.ui.enabled', 'hubble.relay.enabled'],
    ['hubble.relay.enabled', 'hubble.enabled'],
    ['hubble.metrics.enabled', 'hubble.enabled'],
    ['hubble.metrics.dashboards.enabled', 'hubble.enabled'],
  ] as const;
  for (const [part, base] of needs) {
    const wanted = settings.isOn(part) || settings.texts(part).length > 0;
    if (wanted && !settings.isOn(base)) settings.fail(part, `needs ${base}, which is off`, `Set ${base} to true.`);
  }
  const issuer = 'hubble.tls.auto.certManagerIssuerRef.name';
  if (settings.read('hubble.tls.auto.method') === 'certmanager' && settings.text(issuer) === undefined) {
    settings.at(issuer).fail(undefined, 'is missing, and method certmanager needs an issuer', 'Name it.');
  }
}
