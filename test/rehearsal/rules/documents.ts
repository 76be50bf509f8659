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

/** LoxiLB's own class and what it needs, so that Gateways of it are served. */
export const LOXILB_CLASS = `---
apiVersion: cilium.io/v2alpha1
kind: CiliumGatewayClassConfig
metadata: { name: loxilb, namespace: infra }
spec: { service: { loadBalancerClass: loxilb.io/loxilb } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: loxilb }
spec:
  controllerName: io.cilium/gateway-controller
  parametersRef: { group: cilium.io, kind: CiliumGatewayClassConfig, name: loxilb, namespace: infra }
`;

/** A Gateway that LoxiLB serves. @param annotations flow map members of infrastructure, without the prefix */
export function served(name: string, annotations: Readonly<Record<string, string>>, listeners = [HTTP]): string {
  const members = Object.entries(annotations).map(([key, value]) => `loxilb.io/${key}: '${value}'`);
  const more = members.length === 0 ? [] : [`infrastructure: { annotations: { ${members.join(', ')} } }`];
  return gateway(name, listeners, more).replace('gatewayClassName: cilium', 'gatewayClassName: loxilb');
}

/** A Service of LoxiLB's class. */
export function loadBalancer(
  name: string,
  annotations: Readonly<Record<string, string>>,
  spec = 'ports: [{ port: 80 }]',
): string {
  const members = Object.entries(annotations).map(([key, value]) => `loxilb.io/${key}: '${value}'`);
  return `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: apps, annotations: { ${members.join(', ')} } }
spec: { type: LoadBalancer, loadBalancerClass: loxilb.io/loxilb, selector: { app: ${name} }, ${spec} }
`;
}

export const POOL = '--cidrPools=defaultPool=192.168.57.100/32';
const SAFE = 'strategy: { type: Recreate }';

/** A kube-loxilb with flags. @param container flow map members of the container. @param pod those of the pod. @param spec those of the Deployment */
export function kubeLoxilb(args: readonly string[], container = '', pod = '', spec = SAFE): string {
  const list = args.map((arg) => `'${arg}'`).join(', ');
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: kube-loxilb, namespace: kube-system }
spec:
  selector: { matchLabels: { app: kube-loxilb } }
  ${spec}
  template:
    metadata: { labels: { app: kube-loxilb } }
    spec: { ${pod} serviceAccountName: kube-loxilb, containers: [{ name: kube-loxilb, ${container} ${
      container.includes('image:') ? '' : "image: 'ghcr.io/loxilb-io/kube-loxilb:v0.9.8.4',"
    } args: [${list}] }] }
`;
}

/** The rights of kube-loxilb. @param rules flow maps in YAML */
export function rights(
  rules: readonly string[],
  account = '{ kind: ServiceAccount, name: kube-loxilb, namespace: kube-system }',
): string {
  return `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: kube-loxilb }
rules: [${rules.join(', ')}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: kube-loxilb }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: kube-loxilb }
subjects: [${account}]
`;
}
