import { gateway, route, service, TO_ECHO } from '../documents';
import type { RuleExamples } from '../example';

function webhook(members: string, failurePolicy = 'Ignore', annotations = ''): string {
  return `---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: class${annotations} }
webhooks:
  - name: class.example.com
    admissionReviewVersions: [v1]
    sideEffects: None
    failurePolicy: ${failurePolicy}
    clientConfig: { ${members} service: { name: webhook, namespace: hooks } }
    rules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [services] }]
`;
}

const CA = 'caBundle: aGVsbG8=,';
const DIGEST = `example.com/webhook@sha256:${'0'.repeat(64)}`;

function server(image: string, replicas = 2): string {
  return `${service('webhook', 'hooks', 'selector: { app: webhook }, ports: [{ port: 443 }]')}---
apiVersion: apps/v1
kind: Deployment
metadata: { name: webhook, namespace: hooks }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: webhook } }
  template:
    metadata: { labels: { app: webhook } }
    spec: { containers: [{ name: webhook, image: '${image}' }] }
`;
}

function wave(document: string, number: number): string {
  return document.replace(
    'namespace: apps',
    `namespace: apps, annotations: { argocd.argoproj.io/sync-wave: '${number}' }`,
  );
}

function application(options: readonly string[]): string {
  return `---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: edge, namespace: argocd }
spec:
  project: edge
  source: { repoURL: https://git.example.com/edge.git, path: dist, targetRevision: main }
  destination: { server: https://kubernetes.default.svc }
  syncPolicy: { syncOptions: [${options.join(', ')}] }
`;
}

function project(kinds: readonly string[]): string {
  return `---
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: edge, namespace: argocd }
spec: { clusterResourceWhitelist: [${kinds.join(', ')}] }
`;
}

const NAMESPACE = `---
apiVersion: v1
kind: Namespace
metadata: { name: apps }
`;

/** @param size of its description in bytes */
function definition(size: number): string {
  return `---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Thing, plural: things }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, description: '${'x'.repeat(size)}' } }
`;
}

const WRITTEN = `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: apps }
spec:
  gatewayClassName: cilium
  listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Same } } }]
`;

export const EXAMPLES: RuleExamples = {
  'webhook/fails-closed': {
    violates: webhook(CA, 'Fail'),
    at: ['webhooks[0].failurePolicy'],
    says: /no Service can be made or changed while the webhook does not answer/,
    holds: webhook(CA, 'Fail\n    namespaceSelector: { matchLabels: { gateways: "yes" } }'),
    doesNotApply: service(),
  },
  'webhook/no-ca': {
    violates: webhook(''),
    at: ['webhooks[0].clientConfig.caBundle'],
    says: /there is no CA.*cert-manager.io\/inject-ca-from/,
    holds: webhook('', 'Ignore', ', annotations: { cert-manager.io/inject-ca-from: hooks/ca }'),
    doesNotApply: service(),
  },
  'webhook/image': {
    violates: webhook(CA) + server('example.com/webhook:v5'),
    at: ['spec.template.spec.containers[0].image'],
    says: /example.com\/webhook:v5 may be another program tomorrow.*digest/,
    holds: webhook(CA) + server(DIGEST),
    doesNotApply: server('example.com/webhook:v5'),
  },
  'webhook/single-replica': {
    violates: webhook(CA) + server(DIGEST, 1),
    at: ['spec.replicas'],
    says: /one replica.*Run two/,
    holds: webhook(CA) + server(DIGEST, 2),
    doesNotApply: server(DIGEST, 1),
  },
  'argocd/sync-wave': {
    violates: wave(gateway('web'), 1) + wave(route('echo', '{ name: web }', [TO_ECHO]), 2),
    at: ['metadata.annotations[argocd.argoproj.io/sync-wave]'],
    says: /wave 2 waits for Gateway web of wave 1 to have an address.*one wave/,
    holds: wave(gateway('web'), 1) + wave(route('echo', '{ name: web }', [TO_ECHO]), 1) + wave(service(), 0),
    doesNotApply: gateway('web') + route('echo', '{ name: web }', [TO_ECHO]),
  },
  'argocd/large-object': {
    violates: definition(262_144),
    at: [''],
    says: /bytes are more than fit.*ServerSideApply=true/,
    holds: definition(200_000),
    doesNotApply: service(),
  },
  'argocd/project-whitelist': {
    violates: application([]) + project(['{ group: gateway.networking.k8s.io, kind: GatewayClass }']) + NAMESPACE,
    at: ['kind'],
    says: /Namespace of group "" is in clusterResourceWhitelist of no project \(edge\)/,
    holds: application([]) + project(["{ group: '', kind: Namespace }"]) + NAMESPACE,
    doesNotApply: project([]) + NAMESPACE,
  },
  'argocd/unwritten-default': {
    violates: application(['ServerSideApply=true']) + gateway('web'),
    at: ['spec.listeners[0].allowedRoutes'],
    says: /the API server fills it in, and Argo CD sees a difference/,
    holds: application(['ServerSideApply=true']) + WRITTEN,
    doesNotApply: application([]) + gateway('web'),
  },
};
