import { Construct } from 'constructs';
import { SYNC_WAVE_ANNOTATION, syncWave } from '../../platform';
import { type ApiResourceProps, platformOf, type ResourceKind } from '../../resource';
import { Field } from '../../resource/field';
import { PlainResource } from '../../resource/plain-resource';
import { webhookOptions } from './webhook-checks';
import { webhooksOf } from './webhook-configuration';
import type { LoadBalancerClassWebhookProps, WebhookOptions } from './webhook-options';
import { deploymentSpec, disruptionBudgetSpec, podLabels, serviceSpec } from './webhook-workload';

const KINDS = {
  namespace: { apiVersion: 'v1', kind: 'Namespace', scope: 'Cluster' },
  account: { apiVersion: 'v1', kind: 'ServiceAccount', scope: 'Namespaced' },
  issuer: { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', scope: 'Namespaced' },
  certificate: { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', scope: 'Namespaced' },
  service: { apiVersion: 'v1', kind: 'Service', scope: 'Namespaced' },
  deployment: { apiVersion: 'apps/v1', kind: 'Deployment', scope: 'Namespaced' },
  budget: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', scope: 'Namespaced' },
  configuration: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    scope: 'Cluster',
  },
} as const satisfies Record<string, ResourceKind>;

/** Before all that is of the load balancer: an Issuer whose Secret is not there yet counts as broken for Argo CD. */
const AUTHORITY_WAVE = '-6';
const ISSUER_WAVE = '-5';

/** Nothing that runs here may have rights over the node (Kubernetes, Pod Security Standards). */
const POD_SECURITY = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
};

/**
 * A mutating webhook that gives Services of gateways LoxiLB's load-balancer class: for clusters that have neither Cilium 1.18 nor
 * MutatingAdmissionPolicy. The program is yours; this is everything around it: a namespace of its own, a certificate of
 * cert-manager, two pods without rights, and a configuration that asks about the creation of few Services only.
 *
 * It must run before the first Gateway is made, because the class cannot be set later. cert-manager must be in the cluster.
 */
export class LoadBalancerClassWebhook extends Construct {
  readonly deployment: PlainResource;
  readonly configuration: PlainResource;

  /** @throws InvalidFieldError for an image that is not given by digest, and Kubernetes before 1.28 */
  constructor(scope: Construct, id: string, props: LoadBalancerClassWebhookProps) {
    super(scope, id);
    const options = webhookOptions(Field.of(this), id, props, platformOf(this));
    const { name, namespace } = options;
    const secret = `${name}-tls`;
    this.add(
      'Namespace',
      KINDS.namespace,
      { name: namespace, labels: POD_SECURITY, annotations: syncWave('namespaces') },
      {},
    );
    const inside = (more: string = name): ApiResourceProps => ({
      name: more,
      namespace,
      labels: podLabels(options),
      annotations: syncWave('loadBalancer'),
    });
    this.add('ServiceAccount', KINDS.account, inside(), { automountServiceAccountToken: false });
    if (!options.issuer) this.addAuthority(options, podLabels(options));
    this.add('Certificate', KINDS.certificate, inside(secret), { spec: certificateSpec(options, secret) });
    this.add('Service', KINDS.service, inside(), { spec: serviceSpec(options) });
    this.deployment = this.add('Deployment', KINDS.deployment, inside(), {
      spec: deploymentSpec(options, name, secret),
    });
    this.add('PodDisruptionBudget', KINDS.budget, inside(), { spec: disruptionBudgetSpec(options) });
    this.configuration = this.add(
      'Configuration',
      KINDS.configuration,
      {
        name,
        labels: podLabels(options),
        annotations: { ...syncWave('loadBalancer'), 'cert-manager.io/inject-ca-from': `${namespace}/${secret}` },
      },
      { webhooks: webhooksOf(options) },
    );
  }

  /**
   * A certificate authority of its own, good for ten years. What cert-manager writes into the configuration is the authority, so a
   * renewed certificate is trusted before and after the pods take it up; one that signs itself would not be.
   */
  private addAuthority({ name, namespace }: WebhookOptions, labels: Readonly<Record<string, string>>): void {
    const metadata = (more: string, wave: string): ApiResourceProps => ({
      name: more,
      namespace,
      labels,
      annotations: { [SYNC_WAVE_ANNOTATION]: wave },
    });
    const authority = `${name}-ca`;
    this.add('SelfSigned', KINDS.issuer, metadata(`${name}-selfsigned`, AUTHORITY_WAVE), { spec: { selfSigned: {} } });
    this.add('Authority', KINDS.certificate, metadata(authority, AUTHORITY_WAVE), {
      spec: {
        isCA: true,
        // At most 64 characters, and looked at by nothing.
        commonName: 'load-balancer-class-webhook-ca',
        secretName: authority,
        duration: '87600h',
        issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: `${name}-selfsigned` },
        // The same key when it is renewed: what it has signed stays good.
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Never' },
      },
    });
    this.add('Issuer', KINDS.issuer, metadata(name, ISSUER_WAVE), { spec: { ca: { secretName: authority } } });
  }

  private add(id: string, kind: ResourceKind, props: ApiResourceProps, fields: Record<string, unknown>): PlainResource {
    return new PlainResource(this, id, kind, props, fields);
  }
}

function certificateSpec({ name, namespace, issuer }: WebhookOptions, secretName: string): object {
  return {
    secretName,
    dnsNames: [`${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`],
    issuerRef: { group: 'cert-manager.io', kind: issuer?.kind ?? 'Issuer', name: issuer?.name ?? name },
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    usages: ['server auth'],
  };
}
