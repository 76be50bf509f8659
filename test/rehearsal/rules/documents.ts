/** Documents in YAML that examples are made of. */

export const CONFIG_MAP = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: apps }
`;

export const HTTP = '{ name: http, port: 80, protocol: HTTP }';

export function https(name = 'https', certificate = 'web-tls'): string {
  return `{ name: ${name}, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: ${certificate} }] } }`;
}

/** @param listeners flow maps in YAML. @param spec further lines of the spec, as a flow list of members */
export function gateway(name: string, listeners: readonly string[] = [HTTP], more: readonly string[] = []): string {
  const spec = ['gatewayClassName: cilium', `listeners: [${listeners.join(', ')}]`, ...more];
  return `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: apps }
spec: { ${spec.join(', ')} }
`;
}

export function route(name: string, parent: string, rules: readonly string[], more: readonly string[] = []): string {
  const spec = [`parentRefs: [${parent}]`, `rules: [${rules.join(', ')}]`, ...more];
  return `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: apps }
spec: { ${spec.join(', ')} }
`;
}

export const TO_ECHO = '{ backendRefs: [{ name: echo, port: 80 }] }';

export function service(name = 'echo', namespace = 'apps', spec = 'ports: [{ port: 80, targetPort: 8080 }]'): string {
  return `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec} }
`;
}
