import {
  CONFIG_MAP,
  gateway,
  HTTP,
  kubeLoxilb,
  LOXILB_CLASS,
  loadBalancer,
  POOL,
  route,
  served,
  service,
  TO_ECHO,
} from '../documents';
import type { RuleExample, RuleExamples } from '../example';

/** A kube-loxilb that runs elsewhere. */
const told = (args: Record<string, string | number>) => ({ platform: { loxilb: { args } } });
const UDP = 'ports: [{ port: 53, protocol: UDP }]';
const ANNOTATION = 'spec.infrastructure.annotations';
const ONE_ADDRESS = told({ cidrPools: 'defaultPool=192.168.57.100/32' });
const NOT_SERVED = gateway('web') + service();

/** LoxiLB in the cluster. @param pod flow map members of the pod */
function daemon(pod: string): string {
  return `---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: loxilb-lb, namespace: kube-system }
spec:
  selector: { matchLabels: { app: loxilb } }
  template:
    metadata: { labels: { app: loxilb } }
    spec: { ${pod} containers: [{ name: loxilb, image: 'ghcr.io/loxilb-io/loxilb:v0.9.8.8' }] }
`;
}

/** A rule of one annotation of a Gateway. */
function ofGateway(
  annotations: Readonly<Record<string, string>>,
  field: string,
  says: RegExp,
  holds: Readonly<Record<string, string>>,
): RuleExample {
  return {
    violates: LOXILB_CLASS + served('web', annotations),
    at: [`${ANNOTATION}[loxilb.io/${field}]`],
    says,
    holds: LOXILB_CLASS + served('web', holds),
    doesNotApply: NOT_SERVED,
  };
}

export const EXAMPLES: RuleExamples = {
  'loxilb/unknown-annotation': ofGateway(
    { 'lb-mode': 'onearm' },
    'lb-mode',
    /no version of kube-loxilb reads it.*Did you mean "loxilb.io\/lbmode"\?/,
    { lbmode: 'onearm' },
  ),
  'loxilb/annotation-value': ofGateway(
    { lbmode: 'one-arm' },
    'lbmode',
    /"one-arm" is a value that kube-loxilb ignores without a word.*Did you mean "onearm"\?/,
    { lbmode: 'onearm' },
  ),
  'loxilb/class-annotation': {
    ...ofGateway(
      { loadBalancerClass: 'loxilb.io/loxilb' },
      'loadBalancerClass',
      /no webhook or policy among the manifests does/,
      {},
    ),
    holds: `${LOXILB_CLASS}${served('web', { loadBalancerClass: 'loxilb.io/loxilb' })}---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: class }
`,
  },
  'loxilb/unserved': {
    violates: served('web', { lbmode: 'onearm' }).replace('gatewayClassName: loxilb', 'gatewayClassName: cilium'),
    at: ['spec.gatewayClassName'],
    says: /the class cilium has no parameters.*CiliumGatewayClassConfig has it/,
    holds: LOXILB_CLASS + served('web', { lbmode: 'onearm' }),
    doesNotApply: NOT_SERVED,
  },
  'loxilb/on-metadata': {
    violates: gateway('web').replace('namespace: apps', 'namespace: apps, annotations: { loxilb.io/lbmode: onearm }'),
    at: ['metadata.annotations[loxilb.io/lbmode]'],
    says: /does not copy it to the Service.*Move it to spec.infrastructure.annotations/,
    holds: gateway('web').replace('namespace: apps', 'namespace: apps, annotations: { team: web }'),
    doesNotApply: gateway('web'),
  },
  'loxilb/probe-port': ofGateway(
    { probetype: 'tcp' },
    'probetype',
    /has no loxilb.io\/probeport, and LoxiLB refuses the rule/,
    { probetype: 'tcp', probeport: '30080' },
  ),
  'loxilb/udp-probe': {
    violates: loadBalancer('dns', { lbmode: 'fullnat' }, UDP),
    at: ['spec.ports[0].port'],
    says: /UDP in mode fullnat is probed with UDP.*"none" or "ping"/,
    holds: loadBalancer('dns', { lbmode: 'fullnat', probetype: 'none' }, UDP),
    doesNotApply: loadBalancer('web', { lbmode: 'fullnat' }),
  },
  'loxilb/dsr': {
    ...ofGateway({ lbmode: 'dsr', epselect: 'hash' }, 'lbmode', /needs the same port on the endpoint/, {}),
    holds: loadBalancer('web', { lbmode: 'dsr', epselect: 'hash', usepodnetwork: 'yes' }),
    doesNotApply: loadBalancer('web', { lbmode: 'onearm' }),
  },
  'loxilb/any-address': {
    violates: loadBalancer('web', { lbmode: 'hostonearm', staticIP: '10.0.0.5' }),
    at: ['metadata.annotations[loxilb.io/lbmode]'],
    says: /needs the VIP 0.0.0.0, and it is 10.0.0.5/,
    holds: loadBalancer('web', { lbmode: 'hostonearm', staticIP: '0.0.0.0' }),
    doesNotApply: loadBalancer('web', { lbmode: 'onearm', staticIP: '10.0.0.5' }),
  },
  'loxilb/endpoint-limit': {
    platform: { loxilb: { nodes: 33 } },
    violates: LOXILB_CLASS + served('web', {}),
    at: [`${ANNOTATION}[loxilb.io/nodelabel]`],
    says: /33 nodes is an endpoint, and LoxiLB takes 32.*nodelabel/,
    holds: LOXILB_CLASS + served('web', { nodelabel: 'edge' }),
    doesNotApply: NOT_SERVED,
  },
  'loxilb/pod-network': ofGateway(
    { usepodnetwork: 'yes' },
    'usepodnetwork',
    /has a dummy endpoint, and LoxiLB would send there/,
    { usepodnetwork: 'no' },
  ),
  'loxilb/proxy-protocol': {
    ...ofGateway(
      { useproxyprotov2: 'yes' },
      'useproxyprotov2',
      /enableProxyProtocol of Cilium is off.*Turn both on/,
      {},
    ),
    platform: { cilium: { values: { gatewayAPI: { enableProxyProtocol: false } } } },
  },
  'loxilb/secondary-addresses': {
    violates: loadBalancer('web', { secondaryIPs: '10.0.0.6' }),
    at: ['metadata.annotations[loxilb.io/secondaryIPs]'],
    says: /drops secondary addresses for all but SCTP/,
    holds: loadBalancer('web', { secondaryIPs: '10.0.0.6' }, 'ports: [{ port: 80, protocol: SCTP }]'),
    doesNotApply: loadBalancer('web', {}),
  },
  'loxilb/static-ip': {
    ...ONE_ADDRESS,
    violates: loadBalancer('web', { staticIP: '192.168.57.101' }),
    at: ['metadata.annotations[loxilb.io/staticIP]'],
    says: /192.168.57.101 is in no pool of kube-loxilb/,
    holds: loadBalancer('web', { staticIP: '192.168.57.100' }),
    doesNotApply: loadBalancer('web', {}),
  },
  'loxilb/ignored-field': {
    violates: loadBalancer('web', {}, 'ports: [{ port: 80 }], loadBalancerIP: 10.0.0.5, sessionAffinity: ClientIP'),
    at: ['spec.loadBalancerIP', 'spec.sessionAffinity'],
    says: /does not read it. Set loxilb.io\/staticIP to "10.0.0.5"/,
    holds: loadBalancer('web', {}, "ports: [{ port: 80 }], loadBalancerSourceRanges: ['10.0.0.0/8']"),
    doesNotApply: service(),
  },
  'loxilb/local-traffic-policy': {
    violates: LOXILB_CLASS.replace('{ loadBalancerClass', '{ externalTrafficPolicy: Local, loadBalancerClass'),
    at: ['spec.service.externalTrafficPolicy'],
    says: /Services of Gateways have no selector/,
    holds: LOXILB_CLASS + loadBalancer('web', {}, 'ports: [{ port: 80 }], externalTrafficPolicy: Local'),
    doesNotApply: service(),
  },
  'loxilb/no-node-ports': {
    violates: LOXILB_CLASS.replace('{ loadBalancerClass', '{ allocateLoadBalancerNodePorts: false, loadBalancerClass'),
    at: ['spec.service.allocateLoadBalancerNodePorts'],
    says: /the port of every endpoint is 0/,
    holds: loadBalancer('web', { usepodnetwork: 'yes' }, 'ports: [{ port: 80 }], allocateLoadBalancerNodePorts: false'),
    doesNotApply: service(),
  },
  'loxilb/redundant-liveness': {
    violates: loadBalancer('web', { liveness: 'yes', lbmode: 'onearm' }),
    at: ['metadata.annotations[loxilb.io/liveness]'],
    says: /mode onearm probes endpoints unasked/,
    holds: loadBalancer('web', { liveness: 'yes', lbmode: 'default' }),
    doesNotApply: loadBalancer('web', { lbmode: 'onearm' }),
  },
  'loxilb/beside-cilium': {
    violates: daemon('hostNetwork: true,'),
    at: ['spec.template.spec.hostNetwork'],
    says: /hooks into the interfaces of the node, and so does Cilium.*outside of the cluster/,
    holds: daemon(''),
    doesNotApply: service(),
  },
  'loxilb/rule-name': {
    violates: LOXILB_CLASS + served('static-web', {}),
    at: ['metadata.name'],
    says: /apps_cilium-gateway-static-web has "static" in its name/,
    holds: LOXILB_CLASS + served('stable-web', {}),
    doesNotApply: NOT_SERVED,
  },
  'loxilb/multus-class': {
    violates: loadBalancer('web', { 'multus-nets': 'macvlan' }).replace('loadBalancerClass: loxilb.io/loxilb, ', ''),
    at: ['metadata.annotations[loxilb.io/multus-nets]'],
    says: /kube-loxilb v0.9.8.4 crashes on it/,
    holds: loadBalancer('web', { 'multus-nets': 'macvlan' }),
    doesNotApply: loadBalancer('web', {}),
  },
  'loxilb/zone': {
    ...ONE_ADDRESS,
    violates: LOXILB_CLASS + served('web', { zoneselect: 'north' }),
    at: [`${ANNOTATION}[loxilb.io/zoneselect]`],
    says: /no kube-loxilb has the zone north, but llb/,
    holds: LOXILB_CLASS + served('web', { zoneselect: 'llb' }),
    doesNotApply: LOXILB_CLASS + served('web', {}),
  },
  'loxilb/zone-instance': {
    violates: kubeLoxilb([POOL]) + LOXILB_CLASS + served('web', { zoneinstance: 'llb-inst1' }),
    at: [`${ANNOTATION}[loxilb.io/zoneinstance]`],
    says: /kube-loxilb has llb-inst0, and not llb-inst1/,
    holds: kubeLoxilb([POOL]) + LOXILB_CLASS + served('web', { zoneinstance: 'llb-inst0' }),
    doesNotApply: LOXILB_CLASS + served('web', { zoneinstance: 'llb-inst1' }),
  },
  'loxilb/pool-not-found': {
    ...ofGateway({ poolSelect: 'edge' }, 'poolSelect', /kube-loxilb has no pool edge, but defaultPool/, {
      poolSelect: 'defaultPool',
    }),
    ...ONE_ADDRESS,
  },
  'loxilb/pool-exhausted': {
    ...ONE_ADDRESS,
    violates: LOXILB_CLASS + served('a', {}) + served('b', {}),
    at: ['spec.listeners[0].port'],
    says: /no address of the pool defaultPool, 192.168.57.100\/32, is free for tcp\/80.*Two Gateways with the same ports/,
    holds: LOXILB_CLASS + served('a', {}) + served('b', {}, [HTTP.replace('80', '8080')]),
    doesNotApply: gateway('a') + gateway('b'),
  },
  'loxilb/port-taken': {
    ...ONE_ADDRESS,
    violates: LOXILB_CLASS + served('a', { staticIP: '192.168.57.100' }) + served('b', { staticIP: '192.168.57.100' }),
    at: ['spec.listeners[0].port'],
    says: /TCP 80 of 192.168.57.100 is that of Gateway apps\/a as well.*another port or another address/,
    holds:
      LOXILB_CLASS +
      served('a', { staticIP: '192.168.57.100' }) +
      served('b', { staticIP: '192.168.57.100' }, [HTTP.replace('80', '8080')]),
    doesNotApply: gateway('a') + route('echo', '{ name: a }', [TO_ECHO]) + CONFIG_MAP,
  },
};
