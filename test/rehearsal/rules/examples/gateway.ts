import { CONFIG_MAP, gateway, HTTP, https, route, service, TO_ECHO } from '../documents';
import type { RuleExamples } from '../example';

const PASSTHROUGH = '{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }';
const TCP = '{ name: db, port: 80, protocol: TCP }';

const WEB = gateway('web');
const TO_INFRA = route('echo', '{ name: web }', ['{ backendRefs: [{ name: echo, namespace: infra, port: 80 }] }']);

function ownClass(controllerName: string): string {
  return `---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: own }
spec: { controllerName: ${controllerName} }
`;
}

const LISTENER_SET = `---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: more, namespace: apps }
spec: { parentRef: { name: web }, listeners: [{ name: more, port: 8080, protocol: HTTP }] }
`;

/** Opens namespace infra for references from namespace apps. */
function grant(from: string, name: string): string {
  return `---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: from-apps, namespace: infra }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: ${from}, namespace: apps }]
  to: [{ group: '', kind: Service, name: ${name} }]
`;
}

function policy(name: string, target: string, authority = 'wellKnownCACertificates: System'): string {
  return `---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: ${name}, namespace: apps }
spec:
  targetRefs: [{ group: '', kind: Service, name: ${target} }]
  validation: { hostname: echo.example.com, ${authority} }
`;
}

export const EXAMPLES: RuleExamples = {
  'gateway/listener-conflict': {
    violates: gateway('web', [https(), PASSTHROUGH]),
    at: ['spec.listeners[0]', 'spec.listeners[1]'],
    says: /port 443 terminates TLS and passes it through for the same hosts \(listener tls\).*another port or another hostname/,
    holds: gateway('web', [https(), PASSTHROUGH.replace('443', '444')]),
    doesNotApply: service(),
  },
  'gateway/listener-not-supported': {
    violates: gateway('web', [
      HTTP,
      HTTP.replace('protocol: HTTP', 'protocol: http').replace('80', '81').replace('name: http', 'name: b'),
    ]),
    at: ['spec.listeners[1].protocol'],
    says: /the protocol http is not supported.*Use HTTP/,
    holds: gateway('web', [HTTP, TCP.replace('80', '81')]),
    doesNotApply: service(),
  },
  'gateway/route-kinds': {
    violates: gateway('web', [
      '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { kinds: [{ kind: TCPRoute }] } }',
    ]),
    at: ['spec.listeners[0].allowedRoutes.kinds'],
    says: /a listener of protocol HTTP takes no TCPRoute/,
    holds: gateway('web', [
      '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { kinds: [{ kind: HTTPRoute }] } }',
    ]),
    doesNotApply: service(),
  },
  'gateway/class-not-found': {
    violates: gateway('web').replace('gatewayClassName: cilium', 'gatewayClassName: cillium'),
    at: ['spec.gatewayClassName'],
    says: /GatewayClass cillium does not exist.*Did you mean "cilium"\?/,
    holds: gateway('web'),
    doesNotApply: service(),
  },
  'gateway/certificate': {
    platform: { complete: ['apps'] },
    violates: gateway('web', [https()]),
    at: ['spec.listeners[0].tls.certificateRefs[0].name'],
    says: /Secret apps\/web-tls is not there.*cert-manager/,
    holds:
      gateway('web', [https()]) +
      `---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: web, namespace: apps }
spec: { secretName: web-tls, dnsNames: [www.example.com], issuerRef: { name: ca } }
`,
    doesNotApply: gateway('web') + CONFIG_MAP,
  },
  'gateway/overlapping-tls': {
    violates: gateway('web', [
      https('all').replace('port: 443', "port: 443, hostname: '*.example.com'"),
      https('www', 'www').replace('port: 443', 'port: 443, hostname: www.example.com'),
    ]),
    at: ['spec.listeners[1].hostname'],
    says: /www.example.com is a host of listener all as well/,
    holds: gateway('web', [
      https('all').replace('port: 443', "port: 443, hostname: '*.example.com'"),
      https('www', 'www').replace('port: 443', 'port: 443, hostname: www.example.org'),
    ]),
    doesNotApply: gateway('web'),
  },
  'gateway/address': {
    violates: ['a', 'b'].map((name) => gateway(name, [HTTP], ['addresses: [{ value: 192.168.57.100 }]'])).join(''),
    at: ['spec.addresses[0]'],
    says: /192.168.57.100 is asked for by Gateway a as well, with the same port/,
    holds: ['a', 'b']
      .map((name, index) => gateway(name, [HTTP], [`addresses: [{ value: 192.168.57.10${index} }]`]))
      .join(''),
    doesNotApply: gateway('a') + gateway('b'),
  },
  'gateway/foreign-class': {
    violates:
      gateway('web', [HTTP]).replace('gatewayClassName: cilium', 'gatewayClassName: own') +
      ownClass('io.cilium/gateway-control'),
    at: ['spec.gatewayClassName'],
    says: /the class own is of io.cilium\/gateway-control, and the controller of this cluster is io.cilium\/gateway-controller/,
    holds:
      gateway('web', [HTTP]).replace('gatewayClassName: cilium', 'gatewayClassName: own') +
      ownClass('example.com/other'),
    doesNotApply: ownClass('io.cilium/gateway-control'),
  },
  'gateway/no-routes': {
    platform: { complete: ['*'] },
    violates: gateway('web'),
    at: [''],
    says: /no route is attached: every request gets 404/,
    holds: gateway('web') + route('echo', '{ name: web }', [TO_ECHO]) + service(),
    doesNotApply: service(),
  },
  'gateway/listener-set': {
    violates: gateway('web') + LISTENER_SET,
    at: ['spec.parentRef'],
    says: /Gateway web takes no ListenerSets of namespace apps.*allowedListeners/,
    holds: gateway('web', [HTTP], ['allowedListeners: { namespaces: { from: Same } }']) + LISTENER_SET,
    doesNotApply: gateway('web'),
  },
  'reference/unused-grant': {
    platform: { complete: ['*'] },
    violates:
      WEB +
      TO_INFRA +
      service('echo', 'infra') +
      grant('HTTPRoute', 'echo') +
      grant('GRPCRoute', 'echo').replace('from-apps', 'old'),
    at: ['spec'],
    says: /no route and no listener asks for what it allows/,
    holds: WEB + TO_INFRA + service('echo', 'infra') + grant('HTTPRoute', 'echo'),
    doesNotApply: service(),
  },
  'backend-tls-policy/target-not-found': {
    platform: { complete: ['apps'] },
    violates: policy('tls', 'echoo') + service(),
    at: ['spec.targetRefs[0].name'],
    says: /Service apps\/echoo does not exist.*Did you mean "echo"\?/,
    holds: policy('tls', 'echo') + service(),
    doesNotApply: service(),
  },
  'backend-tls-policy/ca-certificate': {
    violates: `${policy('tls', 'echo', 'caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }]')}---
apiVersion: v1
kind: ConfigMap
metadata: { name: ca, namespace: apps }
data: { ca.crt: none }
`,
    at: ['spec.validation.caCertificateRefs[0]'],
    says: /ConfigMap apps\/ca has no certificate in ca.crt/,
    holds: policy('tls', 'echo'),
    doesNotApply: service(),
  },
  'backend-tls-policy/conflict': {
    violates: policy('a', 'echo') + policy('b', 'echo'),
    at: ['spec.targetRefs[0]'],
    says: /BackendTLSPolicy a has Service echo already/,
    holds: policy('a', 'echo') + policy('b', 'other'),
    doesNotApply: service(),
  },
};
