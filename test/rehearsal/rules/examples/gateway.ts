import { CONFIG_MAP, gateway, HTTP, https, service } from '../documents';
import type { RuleExamples } from '../example';

const PASSTHROUGH = '{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }';
const TCP = '{ name: db, port: 80, protocol: TCP }';

export const EXAMPLES: RuleExamples = {
  'gateway/listener-conflict': {
    violates: gateway('web', [https(), PASSTHROUGH]),
    at: ['spec.listeners[0].port', 'spec.listeners[1].port'],
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
};
