import { CONFIG_MAP, gateway, HTTP, https, route, service, TO_ECHO } from '../documents';
import type { RuleExamples } from '../example';

const WEB = gateway('web');
const REDIRECT = '{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https, statusCode: 301 } }] }';
const BOTH = gateway('web', [HTTP, https()]);

export const EXAMPLES: RuleExamples = {
  'route/parent-not-found': {
    violates: WEB + route('echo', '{ name: weeb }', [TO_ECHO]),
    at: ['spec.parentRefs[0].name'],
    says: /Gateway apps\/weeb does not exist.*Did you mean "web"\?/,
    holds: WEB + route('echo', '{ name: web }', [TO_ECHO]),
    doesNotApply: WEB + service(),
  },
  'route/no-matching-listener': {
    violates: WEB + route('echo', '{ name: web, sectionName: https }', [TO_ECHO]),
    at: ['spec.parentRefs[0].sectionName'],
    says: /web has no listener https.*Correct sectionName/,
    holds: WEB + route('echo', '{ name: web, sectionName: http }', [TO_ECHO]),
    doesNotApply: route('echo', '{ name: elsewhere }', [TO_ECHO]),
  },
  'route/not-allowed': {
    violates:
      WEB.replace('namespace: apps', 'namespace: infra') + route('echo', '{ name: web, namespace: infra }', [TO_ECHO]),
    at: ['spec.parentRefs[0]'],
    says: /no listener of http allows a HTTPRoute of namespace apps.*allowedRoutes/,
    holds:
      gateway('web', [
        '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }',
      ]).replace('namespace: apps', 'namespace: infra') + route('echo', '{ name: web, namespace: infra }', [TO_ECHO]),
    doesNotApply: route('echo', '{ name: elsewhere }', [TO_ECHO]),
  },
  'route/no-matching-hostname': {
    violates:
      gateway('web', ["{ name: http, port: 80, protocol: HTTP, hostname: '*.example.com' }"]) +
      route('echo', '{ name: web }', [TO_ECHO], ['hostnames: [example.com]']),
    at: ['spec.hostnames'],
    says: /none of example.com is a host of the listeners.*not for the domain itself/,
    holds:
      gateway('web', ["{ name: http, port: 80, protocol: HTTP, hostname: '*.example.com' }"]) +
      route('echo', '{ name: web }', [TO_ECHO], ['hostnames: [www.example.com]']),
    doesNotApply: route('echo', '{ name: elsewhere }', [TO_ECHO], ['hostnames: [example.com]']),
  },
  'route/backend-not-found': {
    platform: { complete: ['apps'] },
    violates: WEB + route('echo', '{ name: web }', ['{ backendRefs: [{ name: echoo, port: 80 }] }']) + service(),
    at: ['spec.rules[0].backendRefs[0].name'],
    says: /Service apps\/echoo does not exist.*Did you mean "echo"\?/,
    holds: WEB + route('echo', '{ name: web }', [TO_ECHO]) + service(),
    doesNotApply: WEB + service(),
  },
  'route/backend-port-not-found': {
    violates: WEB + route('echo', '{ name: web }', ['{ backendRefs: [{ name: echo, port: 8080 }] }']) + service(),
    at: ['spec.rules[0].backendRefs[0].port'],
    says: /Service apps\/echo has no port 8080.*write 80, that of the Service/,
    holds: WEB + route('echo', '{ name: web }', [TO_ECHO]) + service(),
    doesNotApply: WEB + service(),
  },
  'route/backend-kind': {
    violates:
      WEB + route('echo', '{ name: web }', ['{ backendRefs: [{ kind: Deployment, group: apps, name: echo }] }']),
    at: ['spec.rules[0].backendRefs[0].kind'],
    says: /Deployment of group "apps" is no backend/,
    holds:
      WEB +
      route('echo', '{ name: web }', [
        '{ backendRefs: [{ kind: ServiceImport, group: multicluster.x-k8s.io, name: echo, port: 80 }] }',
      ]),
    doesNotApply: WEB,
  },
  'route/no-backend': {
    violates:
      WEB +
      route('echo', '{ name: web }', [
        '{ backendRefs: [{ name: echo, port: 80, weight: 0 }] }',
        '{ matches: [{ path: { value: /none } }] }',
      ]),
    at: ['spec.rules[0]', 'spec.rules[1]'],
    says: /no backend with a weight above 0/,
    holds:
      WEB +
      route('echo', '{ name: web }', [
        '{ backendRefs: [{ name: echo, port: 80, weight: 0 }, { name: echo, port: 81, weight: 1 }] }',
        REDIRECT.replace('{ filters', '{ matches: [{ path: { value: /old } }], filters'),
      ]),
    doesNotApply: WEB,
  },
  'route/duplicate-match': {
    violates: WEB + route('a', '{ name: web }', [TO_ECHO]) + route('b', '{ name: web }', [TO_ECHO]),
    at: ['spec.rules[0].matches[0]'],
    says: /is the same as spec.rules\[0\].matches\[0\] of HTTPRoute apps\/a, which gets all the requests/,
    holds:
      WEB +
      route('a', '{ name: web }', [TO_ECHO], ['hostnames: [a.example.com]']) +
      route('b', '{ name: web }', [TO_ECHO], ['hostnames: [b.example.com]']),
    doesNotApply: WEB,
  },
  'route/shadowed-match': {
    violates:
      WEB +
      route('a', '{ name: web }', [
        '{ matches: [{ path: { type: RegularExpression, value: /.* } }], backendRefs: [{ name: echo, port: 80 }] }',
      ]) +
      route('b', '{ name: web }', ['{ matches: [{ path: { value: /b } }], backendRefs: [{ name: echo, port: 80 }] }']),
    at: ['spec.rules[0].matches[0]'],
    says: /spec.rules\[0\].matches\[0\] of HTTPRoute apps\/a fits every path, and is asked first/,
    holds:
      WEB +
      route('a', '{ name: web }', [
        '{ matches: [{ path: { type: RegularExpression, value: /a.* } }], backendRefs: [{ name: echo, port: 80 }] }',
      ]) +
      route('b', '{ name: web }', ['{ matches: [{ path: { value: /b } }], backendRefs: [{ name: echo, port: 80 }] }']),
    doesNotApply: WEB + route('b', '{ name: web }', [TO_ECHO]),
  },
  'route/hostname-not-served': {
    violates:
      gateway('web', ["{ name: http, port: 80, protocol: HTTP, hostname: '*.example.com' }"]) +
      route('echo', '{ name: web }', [TO_ECHO], ['hostnames: [a.example.com, a.example.org]']),
    at: ['spec.hostnames[1]'],
    says: /no listener of the route is for a.example.org/,
    holds:
      gateway('web', ["{ name: http, port: 80, protocol: HTTP, hostname: '*.example.com' }"]) +
      route('echo', '{ name: web }', [TO_ECHO], ['hostnames: [a.example.com, b.example.com]']),
    doesNotApply: WEB + route('echo', '{ name: web }', [TO_ECHO]),
  },
  'route/idle-backend': {
    violates:
      WEB +
      route('echo', '{ name: web }', [
        '{ backendRefs: [{ name: echo, port: 80 }, { name: canary, port: 80, weight: 0 }] }',
      ]),
    at: ['spec.rules[0].backendRefs[1].weight'],
    says: /Service canary gets no request/,
    holds:
      WEB +
      route('echo', '{ name: web }', [
        '{ backendRefs: [{ name: echo, port: 80 }, { name: canary, port: 80, weight: 1 }] }',
      ]),
    doesNotApply: WEB,
  },
  'route/redirect-loop': {
    violates: BOTH + route('to-https', '{ name: web }', [REDIRECT]),
    at: ['spec.rules[0].filters[0].requestRedirect.scheme'],
    says: /attached to the HTTPS listener https as well: it redirects to itself.*Name the HTTP listener/,
    holds: BOTH + route('to-https', '{ name: web, sectionName: http }', [REDIRECT]),
    doesNotApply: BOTH + route('echo', '{ name: web }', [TO_ECHO]),
  },
  'route/beside-redirect': {
    violates:
      BOTH +
      route('to-https', '{ name: web, sectionName: http }', [REDIRECT]) +
      route('echo', '{ name: web }', [
        '{ matches: [{ path: { value: /echo } }], backendRefs: [{ name: echo, port: 80 }] }',
      ]),
    at: ['spec.parentRefs[0]'],
    says: /attached to the HTTP listener http as well, beside a redirect to HTTPS.*Name the HTTPS listener/,
    holds:
      BOTH +
      route('to-https', '{ name: web, sectionName: http }', [REDIRECT]) +
      route('echo', '{ name: web, sectionName: https }', [TO_ECHO]),
    doesNotApply: BOTH + route('echo', '{ name: web }', [TO_ECHO]),
  },
  'reference/not-permitted': {
    violates:
      WEB +
      route('echo', '{ name: web }', ['{ backendRefs: [{ name: echo, namespace: infra, port: 80 }] }']) +
      service('echo', 'infra'),
    at: ['spec.rules[0].backendRefs[0]'],
    says: /no ReferenceGrant in namespace infra allows HTTPRoute of namespace apps to refer to Service echo/,
    holds:
      WEB +
      route('echo', '{ name: web }', ['{ backendRefs: [{ name: echo, namespace: infra, port: 80 }] }']) +
      service('echo', 'infra') +
      `---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: from-apps, namespace: infra }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: apps }]
  to: [{ group: '', kind: Service, name: echo }]
`,
    doesNotApply: WEB + route('echo', '{ name: web }', [TO_ECHO]) + CONFIG_MAP,
  },
};
