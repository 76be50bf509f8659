import { Platform } from '../../src';
import { isManifest, type Manifest } from '../../src/rehearsal/manifest';
import * as article from '../app/article-manifests';

/*
 * Everything that the article applies with kubectl, as printed, with the indentation of one fragment repaired; numbers are
 * lines of the article's text.
 */

const READ = ['get', 'watch', 'list'];
const ALL = [...READ, 'create', 'update', 'delete'];
const bgp = (kind: string): object => ({
  apiGroups: [`${kind}.loxilb.io`],
  resources: [`${kind}services`],
  verbs: ALL,
});

/** 399: kube-loxilb. */
const KUBE_LOXILB: unknown[] = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'kube-loxilb', namespace: 'kube-system' } },
  {
    kind: 'ClusterRole',
    apiVersion: 'rbac.authorization.k8s.io/v1',
    metadata: { name: 'kube-loxilb' },
    rules: [
      { apiGroups: [''], resources: ['nodes'], verbs: [...READ, 'patch'] },
      { apiGroups: [''], resources: ['pods'], verbs: [...READ, 'patch'] },
      {
        apiGroups: [''],
        resources: ['endpoints', 'services', 'namespaces', 'services/status'],
        verbs: [...READ, 'patch', 'update'],
      },
      {
        apiGroups: ['gateway.networking.k8s.io'],
        resources: ['gatewayclasses', 'gatewayclasses/status', 'gateways', 'gateways/status', 'tcproutes', 'udproutes'],
        verbs: [...READ, 'patch', 'update'],
      },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
      // 457: an editor's command, pasted into the group. RBAC takes any text there.
      {
        apiGroups: ['apiextensions.k8s.iovim kube-loxilb.yaml'],
        resources: ['customresourcedefinitions'],
        verbs: READ,
      },
      { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
      { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
      bgp('bgppeer'),
      bgp('bgppolicydefinedsets'),
      bgp('bgppolicydefinition'),
      bgp('bgppolicyapply'),
      { apiGroups: ['loxiurl.loxilb.io'], resources: ['loxiurls'], verbs: ALL },
      { apiGroups: ['egress.loxilb.io'], resources: ['egresses'], verbs: [...READ, 'patch', 'update'] },
    ],
  },
  {
    kind: 'ClusterRoleBinding',
    apiVersion: 'rbac.authorization.k8s.io/v1',
    metadata: { name: 'kube-loxilb' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'kube-loxilb' },
    subjects: [{ kind: 'ServiceAccount', name: 'kube-loxilb', namespace: 'kube-system' }],
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'kube-loxilb', namespace: 'kube-system', labels: { app: 'kube-loxilb-app' } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'kube-loxilb-app' } },
      template: {
        metadata: { labels: { app: 'kube-loxilb-app' } },
        spec: {
          hostNetwork: true,
          dnsPolicy: 'ClusterFirstWithHostNet',
          tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Exists' }],
          priorityClassName: 'system-node-critical',
          serviceAccountName: 'kube-loxilb',
          terminationGracePeriodSeconds: 0,
          containers: [
            {
              name: 'kube-loxilb',
              image: 'ghcr.io/loxilb-io/kube-loxilb:latest',
              imagePullPolicy: 'Always',
              command: ['/bin/kube-loxilb'],
              args: [
                '--loxiURL=http://192.168.57.7:11111,http://192.168.57.8:11111',
                '--externalCIDR=192.168.57.100/32',
                '--setLBMode=2',
              ],
              resources: { requests: { cpu: '100m', memory: '50Mi' }, limits: { cpu: '100m', memory: '50Mi' } },
              securityContext: { privileged: true, capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } },
            },
          ],
        },
      },
    },
  },
];

const APP = { app: 'loxilb-webhook' };
const TLS = { name: 'webhook-tls', mountPath: '/tls/' };

/** 623: the webhook. */
const WEBHOOK: unknown[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'loxilb-webhook', namespace: 'default', labels: APP },
    spec: {
      replicas: 1,
      selector: { matchLabels: APP },
      template: {
        metadata: { labels: APP },
        spec: {
          initContainers: [
            {
              name: 'generate-certs',
              image: 'docker.io/aebrahimy/loxilb-webhook-init:v5',
              volumeMounts: [TLS],
              env: [
                { name: 'MUTATE_CONFIG', value: 'mutating-webhook-configuration' },
                { name: 'VALIDATE_CONFIG', value: 'validating-webhook-configuration' },
                { name: 'WEBHOOK_SERVICE', value: 'loxilb-webhook' },
                { name: 'WEBHOOK_NAMESPACE', value: 'default' },
              ],
            },
          ],
          containers: [
            {
              name: 'webhook',
              image: 'docker.io/aebrahimy/loxilb-webhook:v10',
              ports: [{ containerPort: 443 }],
              volumeMounts: [{ ...TLS, readOnly: true }],
            },
          ],
          volumes: [{ name: 'webhook-tls', emptyDir: {} }],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'loxilb-webhook', namespace: 'default' },
    spec: { ports: [{ port: 443, targetPort: 443, protocol: 'TCP' }], selector: APP },
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'webhook-manager' },
    rules: [
      {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['mutatingwebhookconfigurations'],
        verbs: ['create', 'get', 'list', 'patch', 'update', 'delete'],
      },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'webhook-manager-binding' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'default' }],
    roleRef: { kind: 'ClusterRole', name: 'webhook-manager', apiGroup: 'rbac.authorization.k8s.io' },
  },
];

/** 799 to the end: gateways and routes. */
const ROUTING: unknown[] = [
  article.myGateway(),
  article.tlsGateway(),
  article.httpsAppRoute1(),
  article.httpsAppRoute2(),
  article.myExampleGateway(),
  article.exampleRoute1(),
  article.headerHttpEcho(),
  article.responseHeaderModifier(),
];

function plain(list: unknown): Manifest[] {
  const parsed: unknown = JSON.parse(JSON.stringify(list));
  return Array.isArray(parsed) ? parsed.filter(isManifest) : [];
}

/** All of them, in the order of the article. */
export const EVERYTHING = plain([...KUBE_LOXILB, ...WEBHOOK, ...ROUTING]);
/** The versions of the article. */
export const ARTICLE = new Platform({
  kubernetes: '1.32',
  cilium: { version: '1.17.1' },
  gatewayApi: { version: '1.2.0' },
});
