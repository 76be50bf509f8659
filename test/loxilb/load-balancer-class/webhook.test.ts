import {
  LoadBalancerClassBinding,
  LoadBalancerClassWebhook,
  type LoadBalancerClassWebhookProps,
  Platform,
  type PlatformProps,
} from '../../../src';
import { admit } from '../../../src/rehearsal/admission/admission';
import { isManifest } from '../../../src/rehearsal/manifest';
import { dangersOf } from '../../app/dangers';
import { ARTICLE, type Manifest, manifestsOf, refusalOf } from '../../constructs';

const IMAGE = `registry.example.com/loxilb-webhook@sha256:${'a'.repeat(64)}`;
const webhook = (props: Partial<LoadBalancerClassWebhookProps> = {}, platform: PlatformProps = ARTICLE): Manifest[] =>
  manifestsOf((chart) => new LoadBalancerClassWebhook(chart, 'loxilb-webhook', { image: IMAGE, ...props }), platform);
const kinds = (manifests: readonly Manifest[]): string[] => manifests.map(({ kind }) => kind);
const find = (manifests: readonly Manifest[], kind: string): Manifest => {
  const found = manifests.find((each) => each.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
};

/** The article's webhook, as printed, in the objects that stay. */
const ARTICLE_DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'loxilb-webhook', namespace: 'default', labels: { app: 'loxilb-webhook' } },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'loxilb-webhook' } },
    template: {
      metadata: { labels: { app: 'loxilb-webhook' } },
      spec: {
        initContainers: [
          {
            name: 'generate-certs',
            image: 'docker.io/aebrahimy/loxilb-webhook-init:v5',
            volumeMounts: [{ name: 'webhook-tls', mountPath: '/tls/' }],
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
            volumeMounts: [{ name: 'webhook-tls', mountPath: '/tls/', readOnly: true }],
          },
        ],
        volumes: [{ name: 'webhook-tls', emptyDir: {} }],
      },
    },
  },
};

const ARTICLE_SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'loxilb-webhook', namespace: 'default' },
  spec: { ports: [{ port: 443, targetPort: 443, protocol: 'TCP' }], selector: { app: 'loxilb-webhook' } },
};

/** Every place where ours differs from the article's, with the reason. Each correction is applied to the article's objects. */
// biome-ignore lint/suspicious/noExplicitAny: the article's objects are changed field by field
type Objects = { deployment: any; service: any };
const CORRECTIONS: readonly (readonly [name: string, reason: string, apply: (objects: Objects) => void])[] = [
  [
    'namespace',
    'a namespace of its own with restricted pods; in "default" any pod could use its rights',
    ({ deployment, service }) => {
      deployment.metadata.namespace = 'loxilb-webhook';
      service.metadata.namespace = 'loxilb-webhook';
    },
  ],
  [
    'labels',
    'the recommended label, and an order for Argo CD',
    ({ deployment, service }) => {
      const labels = { 'app.kubernetes.io/name': 'loxilb-webhook' };
      const annotations = { 'argocd.argoproj.io/sync-wave': '-4' };
      Object.assign(deployment.metadata, { labels, annotations });
      Object.assign(service.metadata, { labels, annotations });
      deployment.spec.selector.matchLabels = labels;
      deployment.spec.template.metadata.labels = labels;
      service.spec.selector = labels;
    },
  ],
  [
    'declarative',
    'the init container makes certificate and configuration by hand: a new CA at each start, and rights on all webhooks. cert-manager and a MutatingWebhookConfiguration in the tree do it',
    ({ deployment }) => {
      const { spec } = deployment.spec.template;
      delete spec.initContainers;
      spec.volumes = [{ name: 'certificate', secret: { secretName: 'loxilb-webhook-tls' } }];
      spec.containers[0].volumeMounts = [{ name: 'certificate', mountPath: '/tls', readOnly: true }];
    },
  ],
  [
    'account',
    'an account of its own, without a token: the webhook asks nothing of the API server',
    ({ deployment }) => {
      Object.assign(deployment.spec.template.spec, {
        serviceAccountName: 'loxilb-webhook',
        automountServiceAccountToken: false,
      });
    },
  ],
  [
    'image',
    "an image of one's own, by digest: a stranger's image may change every Service",
    ({ deployment }) => {
      Object.assign(deployment.spec.template.spec.containers[0], { image: IMAGE, imagePullPolicy: 'IfNotPresent' });
    },
  ],
  [
    'non-root',
    'no root, no capabilities, no writable disk; so a port above 1023',
    ({ deployment, service }) => {
      const { spec } = deployment.spec.template;
      spec.securityContext = {
        runAsNonRoot: true,
        runAsUser: 65532,
        runAsGroup: 65532,
        fsGroup: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      };
      spec.containers[0].securityContext = {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      };
      spec.containers[0].ports = [{ name: 'https', containerPort: 8443, protocol: 'TCP' }];
      Object.assign(service.spec.ports[0], { name: 'https', targetPort: 'https' });
    },
  ],
  [
    'available',
    'two pods on two nodes with probes and resources: without it no gateway can be made',
    ({ deployment }) => {
      const { spec } = deployment.spec.template;
      deployment.spec.replicas = 2;
      spec.topologySpreadConstraints = [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'loxilb-webhook' } },
        },
      ];
      const httpGet = { path: '/healthz', port: 'https', scheme: 'HTTPS' };
      Object.assign(spec.containers[0], {
        readinessProbe: { httpGet, periodSeconds: 5 },
        livenessProbe: { httpGet, periodSeconds: 20, failureThreshold: 3 },
        resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '64Mi' } },
      });
    },
  ],
];

describe('a LoadBalancerClassWebhook', () => {
  const manifests = webhook();

  test("is the article's Deployment and Service after the listed corrections, and nothing else", () => {
    const objects: Objects = structuredClone({ deployment: ARTICLE_DEPLOYMENT, service: ARTICLE_SERVICE });
    for (const [, reason, apply] of CORRECTIONS) {
      const before = JSON.stringify(objects);
      apply(objects);
      expect([reason, JSON.stringify(objects)]).not.toEqual([reason, before]);
    }
    expect(find(manifests, 'Deployment')).toEqual(objects.deployment);
    expect(find(manifests, 'Service')).toEqual(objects.service);
  });

  test('has no rights in the cluster: the article gave it all webhook configurations', () => {
    expect(kinds(manifests)).toEqual([
      'Namespace',
      'ServiceAccount',
      'Issuer',
      'Certificate',
      'Issuer',
      'Certificate',
      'Service',
      'Deployment',
      'PodDisruptionBudget',
      'MutatingWebhookConfiguration',
    ]);
    expect(manifests.flatMap(dangersOf)).toEqual([]);
    expect(find(manifests, 'Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
  });

  test('is asked about the creation of Services that carry the annotation, and of no others', () => {
    expect(find(manifests, 'MutatingWebhookConfiguration')).toEqual({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: {
        name: 'loxilb-webhook',
        labels: { 'app.kubernetes.io/name': 'loxilb-webhook' },
        annotations: {
          'argocd.argoproj.io/sync-wave': '-4',
          'cert-manager.io/inject-ca-from': 'loxilb-webhook/loxilb-webhook-tls',
        },
      },
      webhooks: [
        {
          name: 'loxilb-webhook.loxilb-webhook.svc',
          admissionReviewVersions: ['v1'],
          clientConfig: {
            service: { name: 'loxilb-webhook', namespace: 'loxilb-webhook', path: '/mutate', port: 443 },
          },
          rules: [
            {
              apiGroups: [''],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['services'],
              scope: 'Namespaced',
            },
          ],
          matchPolicy: 'Equivalent',
          namespaceSelector: {
            matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['loxilb-webhook'] }],
          },
          objectSelector: {},
          matchConditions: [
            { name: 'load-balancer', expression: "has(object.spec.type) && object.spec.type == 'LoadBalancer'" },
            { name: 'without-class', expression: '!has(object.spec.loadBalancerClass)' },
            {
              name: 'asks-for-loxilb',
              expression:
                "has(object.metadata.annotations) && 'loxilb.io/loadBalancerClass' in object.metadata.annotations && object.metadata.annotations['loxilb.io/loadBalancerClass'] == 'loxilb.io/loxilb'",
            },
          ],
          failurePolicy: 'Fail',
          reinvocationPolicy: 'Never',
          sideEffects: 'None',
          timeoutSeconds: 5,
        },
      ],
    });
  });

  test('has a certificate for the name by which the API server calls it', () => {
    const certificates = manifests.filter(({ kind }) => kind === 'Certificate');
    expect(certificates.map(({ metadata }) => metadata.name)).toEqual(['loxilb-webhook-ca', 'loxilb-webhook-tls']);
    expect(certificates[1]?.spec).toEqual({
      secretName: 'loxilb-webhook-tls',
      dnsNames: ['loxilb-webhook.loxilb-webhook.svc', 'loxilb-webhook.loxilb-webhook.svc.cluster.local'],
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'loxilb-webhook' },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['server auth'],
    });
    const other = webhook({ issuer: { name: 'company', kind: 'ClusterIssuer' } });
    expect(kinds(other)).not.toContain('Issuer');
    expect(find(other, 'Certificate').spec.issuerRef).toEqual({
      group: 'cert-manager.io',
      kind: 'ClusterIssuer',
      name: 'company',
    });
  });

  test('has an authority of its own, made before its issuer, and that before the certificate', () => {
    const wave = 'argocd.argoproj.io/sync-wave';
    const made = manifests.filter(({ apiVersion }) => apiVersion === 'cert-manager.io/v1');
    expect(made.map(({ kind, metadata, spec }) => [kind, metadata.name, metadata.annotations, spec])).toEqual([
      ['Issuer', 'loxilb-webhook-selfsigned', { [wave]: '-6' }, { selfSigned: {} }],
      [
        'Certificate',
        'loxilb-webhook-ca',
        { [wave]: '-6' },
        {
          isCA: true,
          commonName: 'load-balancer-class-webhook-ca',
          secretName: 'loxilb-webhook-ca',
          duration: '87600h',
          issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'loxilb-webhook-selfsigned' },
          privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Never' },
        },
      ],
      ['Issuer', 'loxilb-webhook', { [wave]: '-5' }, { ca: { secretName: 'loxilb-webhook-ca' } }],
      ['Certificate', 'loxilb-webhook-tls', { [wave]: '-4' }, expect.anything()],
    ]);
  });

  test('pulls with the credentials that are named, and keeps the order of the environment', () => {
    const { spec } = find(webhook({ imagePullSecrets: ['registry'], env: { B: '1', A: '$(B)' } }), 'Deployment').spec
      .template;
    expect(spec.imagePullSecrets).toEqual([{ name: 'registry' }]);
    expect(spec.containers[0].env).toEqual([
      { name: 'B', value: '1' },
      { name: 'A', value: '$(B)' },
    ]);
  });

  test.each(['1.28', '1.30', '1.32', '1.36'])('is admitted on Kubernetes %s', (kubernetes) => {
    const platform = { ...ARTICLE, kubernetes };
    const plain: unknown[] = JSON.parse(JSON.stringify(webhook({}, platform)));
    // cert-manager's kinds are of no set that is known here.
    const findings = admit(plain.filter(isManifest), new Platform(platform)).filter(
      ({ rule }) => rule !== 'admission/unknown-kind',
    );
    expect(findings).toEqual([]);
  });

  test.each<[string, Partial<LoadBalancerClassWebhookProps>, RegExp]>([
    ['a tag', { image: 'docker.io/aebrahimy/loxilb-webhook:v10' }, /is not an image by digest/],
    ['a short digest', { image: 'a@sha256:abc' }, /is not an image by digest/],
    ['one pod', { replicas: 1 }, /replicas: 1 is not a whole number from 2/],
    ['a port for root', { port: 443 }, /port: 443 is not a whole number from 1024/],
    ['kube-system', { namespace: 'kube-system' }, /is not a namespace of its own/],
    ['no time', { timeoutSeconds: 0 }, /from 1 to 30/],
    ['a path without a slash', { path: 'mutate' }, /is not a plain absolute path/],
    // apiserver v0.36.1, pkg/util/webhook/validation.go: each segment is a DNS subdomain.
    ['a path with "_"', { path: '/mutate_services' }, /is not a plain absolute path that Kubernetes takes/],
    ['a path of upper case', { path: '/Mutate' }, /is not a plain absolute path that Kubernetes takes/],
    ['a path with an empty segment', { path: '/v1//mutate' }, /is not a plain absolute path that Kubernetes takes/],
    ['a name that no Service can have', { name: '1webhook' }, /begins with a digit/],
    ['a long name', { name: 'a'.repeat(53) }, /at most 52 characters/],
    ['a Secret that can have no such name', { imagePullSecrets: ['A'] }, /imagePullSecrets\[0\]: "A" is not a DNS/],
    ['a path that leaves its folder', { certificatePath: '/tls/../etc' }, /is not a plain absolute path/],
  ])('refuses %s', (_, props, message) => {
    expect(
      refusalOf((chart) => new LoadBalancerClassWebhook(chart, 'w', { image: IMAGE, ...props }), ARTICLE).message,
    ).toMatch(message);
  });

  test('is refused before Kubernetes 1.28, where it would be asked about every Service', () => {
    expect(
      refusalOf((chart) => new LoadBalancerClassWebhook(chart, 'w', { image: IMAGE }), {
        ...ARTICLE,
        kubernetes: '1.27',
      }).message,
    ).toMatch(/has no match conditions for webhooks.*Use Kubernetes 1.28 or newer/);
  });
});

describe('a LoadBalancerClassBinding', () => {
  const bound = (props: ConstructorParameters<typeof LoadBalancerClassBinding>[2], platform: PlatformProps): string[] =>
    kinds(manifestsOf((chart) => new LoadBalancerClassBinding(chart, 'loxilb-class', props), platform));
  const OLD = { cilium: { version: '1.17.1' } };

  test.each<[string, PlatformProps, ConstructorParameters<typeof LoadBalancerClassBinding>[2], string]>([
    ['has nothing to write where Cilium has a class config', {}, {}, ''],
    ['is a policy on Kubernetes 1.36 with Cilium 1.17', { ...OLD, kubernetes: '1.36' }, {}, 'MutatingAdmissionPolicy'],
    [
      'is a policy on Kubernetes 1.34 with its gates on',
      { ...OLD, kubernetes: '1.34' },
      { policy: { gatesOn: true } },
      'MutatingAdmissionPolicy',
    ],
    [
      'is a webhook on Kubernetes 1.32',
      { ...OLD, kubernetes: '1.32' },
      { webhook: { image: IMAGE } },
      'MutatingWebhookConfiguration',
    ],
    ['is what is asked for', {}, { provider: 'policy' }, 'MutatingAdmissionPolicy'],
  ])('%s', (_, platform, props, kind) => {
    const written = bound(props, platform);
    if (kind === '') expect(written).toEqual([]);
    else expect(written).toContain(kind);
  });

  test.each<[string, PlatformProps, ConstructorParameters<typeof LoadBalancerClassBinding>[2], RegExp]>([
    [
      'a class config with Cilium 1.17',
      ARTICLE,
      { provider: 'class-config' },
      /is not in Cilium 1.17.1. Use Cilium 1.18 or newer/,
    ],
    [
      'a webhook without an image',
      ARTICLE,
      {},
      /Give the image of one by digest, or use Cilium 1.18 or newer, or Kubernetes 1.36 or newer/,
    ],
    [
      'a policy that Kubernetes has off',
      ARTICLE,
      { provider: 'policy' },
      /Kubernetes 1.32 has MutatingAdmissionPolicy switched off/,
    ],
    ['a provider that there is not', {}, { provider: 'hook' as 'webhook' }, /is not a provider of the class/],
  ])('refuses %s', (_, platform, props, message) => {
    expect(refusalOf((chart) => new LoadBalancerClassBinding(chart, 'b', props), platform).message).toMatch(message);
  });
});
