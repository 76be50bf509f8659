import { gateway, HTTP, https, kubeLoxilb, LOXILB_CLASS, POOL, route, served, service, TO_ECHO } from '../documents';
import type { RuleExamples } from '../example';

/** @param lines of values.yaml */
function values(...lines: readonly string[]): string {
  return `---
apiVersion: helm.cattle.io/v1
kind: HelmChartConfig
metadata: { name: rke2-cilium, namespace: kube-system }
spec:
  valuesContent: |
${lines.map((line) => `    ${line}\n`).join('')}`;
}

const VALUES = ['spec.valuesContent'];
const NO_VALUES = service();
const OLD = { cilium: { version: '1.17.1' } };
const IPAM = 'defaultLBServiceIPAM: none';

/** A route of layer 4. */
function tcpRoute(name: string, port: string): string {
  return `---
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TCPRoute
metadata: { name: ${name}, namespace: apps }
spec: { parentRefs: [{ name: db, sectionName: ${port} }], rules: [{ name: all, backendRefs: [{ name: db, port: 5432 }] }] }
`;
}

const DB = gateway('db', ['{ name: a, port: 5432, protocol: TCP }', '{ name: b, port: 5433, protocol: TCP }']);
const EXPERIMENTAL = { gatewayApi: { channel: 'experimental' } } as const;

export const EXAMPLES: RuleExamples = {
  'cilium/gateway-api-off': {
    violates: values('gatewayAPI: { enabled: true }'),
    at: VALUES,
    says: /kubeProxyReplacement is off: Cilium 1.20.0 leaves the Gateway API off/,
    holds: values('gatewayAPI: { enabled: true }', 'kubeProxyReplacement: "true"'),
    doesNotApply: NO_VALUES,
  },
  'cilium/value-key': {
    violates: values('kubeProxyReplacment: "true"'),
    at: VALUES,
    says: /kubeProxyReplacment is no value of the chart.*Did you mean kubeProxyReplacement\?/,
    holds: values('kubeProxyReplacement: "true"'),
    doesNotApply: NO_VALUES,
  },
  'cilium/lb-ipam': {
    violates: kubeLoxilb([POOL]) + values('gatewayAPI: { enabled: false }'),
    at: VALUES,
    says: /defaultLBServiceIPAM is lbipam, and LoxiLB serves this cluster/,
    holds: kubeLoxilb([POOL]) + values(IPAM),
    doesNotApply: NO_VALUES,
  },
  'cilium/host-network': {
    violates: kubeLoxilb([POOL]) + values(IPAM, 'gatewayAPI: { hostNetwork: { enabled: true } }'),
    at: VALUES,
    says: /leaves Gateways without a Service that LoxiLB could serve/,
    holds: kubeLoxilb([POOL]) + values(IPAM, 'gatewayAPI: { hostNetwork: { enabled: false } }'),
    doesNotApply: kubeLoxilb([POOL]),
  },
  'cilium/local-traffic-policy': {
    violates: kubeLoxilb([POOL]) + values(IPAM, 'gatewayAPI: { externalTrafficPolicy: Local }'),
    at: VALUES,
    says: /externalTrafficPolicy is Local, and Services of Gateways have no selector/,
    holds: kubeLoxilb([POOL]) + values(IPAM, 'gatewayAPI: { externalTrafficPolicy: Cluster }'),
    doesNotApply: kubeLoxilb([POOL]),
  },
  'cilium/address-overlap': {
    violates: kubeLoxilb(['--cidrPools=defaultPool=10.0.9.100/32']) + values(IPAM, 'ipam: { mode: cluster-pool }'),
    at: VALUES,
    says: /10.0.0.0\/8 of ipam.operator.clusterPoolIPv4PodCIDRList overlaps the pool defaultPool of kube-loxilb/,
    holds: kubeLoxilb(['--cidrPools=defaultPool=10.0.9.100/32']) + values(IPAM, 'ipam: { mode: kubernetes }'),
    doesNotApply: kubeLoxilb([POOL]),
  },
  'cilium/operator-toleration': {
    platform: { rke2: { config: { 'node-taint': ['CriticalAddonsOnly=true:NoExecute'] } } },
    violates: values(IPAM),
    at: VALUES,
    says: /the operator does not tolerate CriticalAddonsOnly=true:NoExecute/,
    holds: values('operator: { tolerations: [{ operator: Exists }] }'),
    doesNotApply: NO_VALUES,
  },
  'cilium/api-server-host': {
    platform: { rke2: { config: { 'tls-san': ['192.168.57.100'] } } },
    violates: values('k8sServiceHost: 192.168.58.105'),
    at: VALUES,
    says: /k8sServiceHost 192.168.58.105 is neither in tls-san nor advertise-address/,
    holds: values('k8sServiceHost: localhost'),
    doesNotApply: NO_VALUES,
  },
  'rke2/service-lb': {
    platform: { rke2: { config: { 'enable-servicelb': true } } },
    holdsOn: { rke2: { config: { 'enable-servicelb': false } } },
    violates: values(IPAM),
    at: VALUES,
    says: /enable-servicelb of RKE2 is on, beside LoxiLB/,
    holds: values(IPAM),
    doesNotApply: NO_VALUES,
  },
  'rke2/kube-proxy': {
    platform: { rke2: { config: { 'disable-kube-proxy': true } } },
    violates: values(IPAM),
    at: VALUES,
    says: /disable-kube-proxy is on, and Cilium does not replace it/,
    holds: values('kubeProxyReplacement: "true"'),
    doesNotApply: NO_VALUES,
  },
  'cilium/class-config': {
    violates: LOXILB_CLASS.replace(
      'kind: CiliumGatewayClassConfig, name: loxilb, namespace: infra',
      'kind: CiliumGatewayClassConfig, name: loxilb',
    ),
    at: ['spec.parametersRef.namespace'],
    says: /the namespace of the parameters is missing/,
    holds: LOXILB_CLASS,
    doesNotApply: gateway('web'),
  },
  'cilium/certificate-refs': {
    violates: gateway('web', [https().replace('{ name: web-tls }', '{ name: a }, { name: b }')]),
    at: ['spec.listeners[0].tls.certificateRefs'],
    says: /Cilium takes one certificate, and here are 2/,
    holds: gateway('web', [https()]),
    doesNotApply: gateway('web', [HTTP]),
  },
  'cilium/dead-listener': {
    platform: OLD,
    violates: gateway('web', [HTTP, '{ name: db, port: 5432, protocol: TCP }']),
    at: ['spec.listeners[1].protocol'],
    says: /Cilium 1.17.1 leaves out listeners of TCP/,
    holds: gateway('web', [HTTP]),
    doesNotApply: service(),
  },
  'cilium/gateway-addresses': {
    violates: LOXILB_CLASS + served('web', {}).replace('spec: { ', 'spec: { addresses: [{ value: 192.168.57.100 }], '),
    at: ['spec.addresses'],
    says: /192.168.57.100 is asked of Cilium, and LoxiLB gives the address/,
    holds: LOXILB_CLASS + served('web', { staticIP: '192.168.57.100' }),
    doesNotApply: gateway('web'),
  },
  'cilium/host-header': {
    violates:
      gateway('web') +
      route('echo', '{ name: web }', [
        '{ filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { set: [{ name: Host, value: a }] } }], backendRefs: [{ name: echo, port: 80 }] }',
      ]),
    at: ['spec.rules[0].filters[0].requestHeaderModifier.set[0].name'],
    says: /does not set the Host header.*URLRewrite/,
    holds:
      gateway('web') +
      route('echo', '{ name: web }', [
        '{ filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { set: [{ name: X-Host, value: a }] } }], backendRefs: [{ name: echo, port: 80 }] }',
      ]),
    doesNotApply: gateway('web'),
  },
  'cilium/second-layer-4-route': {
    platform: EXPERIMENTAL,
    violates: DB + tcpRoute('one', 'a') + tcpRoute('two', 'a'),
    at: ['spec.parentRefs[0]'],
    says: /TCPRoute apps\/one has the listener, and this one carries no traffic/,
    holds: DB + tcpRoute('one', 'a') + tcpRoute('two', 'b'),
    doesNotApply: DB,
  },
  'cilium/shared-hostname': {
    platform: OLD,
    violates: gateway('web', [https('a'), https('b').replace('443', '8443')]),
    at: ['spec.listeners[1].port'],
    says: /is on port 443 as well, in listener a/,
    holds: gateway('web', [https('a'), https('b').replace('port: 443', 'port: 8443, hostname: b.example.com')]),
    doesNotApply: service(),
  },
  'cilium/unsupported-field': {
    violates:
      gateway('web') +
      route('echo', '{ name: web }', [
        '{ filters: [{ type: ExtensionRef, extensionRef: { group: example.com, kind: Limit, name: a } }], backendRefs: [{ name: echo, port: 80 }] }',
      ]),
    at: ['spec.rules[0].filters[0]'],
    says: /Cilium 1.20.0 ignores extension filters/,
    holds: gateway('web') + route('echo', '{ name: web }', [TO_ECHO]),
    doesNotApply: service(),
  },
  'gateway/beta-version': {
    violates: gateway('web').replace('io/v1', 'io/v1beta1'),
    at: ['apiVersion'],
    says: /Gateway is at v1.*the fields are the same/,
    holds: gateway('web'),
    doesNotApply: service(),
  },
  'gateway/long-name': {
    violates: gateway('w'.repeat(49)),
    at: ['metadata.name'],
    says: /49 letters: its Service gets a name with a hash/,
    holds: gateway('w'.repeat(48)),
    doesNotApply: service(),
  },
};
