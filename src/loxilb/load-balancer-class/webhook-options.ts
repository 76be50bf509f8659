import type { ContainerResources } from '../container-resources';
import type { LoadBalancerClassMatch } from './match-conditions';

export interface LoadBalancerClassWebhookProps {
  /**
   * Image of the webhook, by digest: `registry.example.com/loxilb-webhook@sha256:…`. There is no default: whoever runs the image may
   * change every Service that is asked about, so it should be one that you have read and built.
   *
   * It serves HTTPS on `port` with `tls.crt` and `tls.key` of `certificatePath`, without root, rights in the cluster or a writable
   * disk; answers `AdmissionReview` v1 on `path` with a JSON patch that adds `/spec/loadBalancerClass`; and 200 on `healthPath`.
   */
  readonly image: string;
  /** Name of all objects. @default the construct id */
  readonly name?: string;
  /** Namespace of its own, which it makes. @default the name */
  readonly namespace?: string;
  /** Which Services it is asked about. @default annotation, on Cilium 1.18 and newer cilium-gateways */
  readonly match?: LoadBalancerClassMatch;
  /** Port of the container, 1024 to 65535: below that it would need rights. @default 8443 */
  readonly port?: number;
  /** Path of admission requests. @default /mutate */
  readonly path?: string;
  /** Path of probes. @default /healthz */
  readonly healthPath?: string;
  /** Folder in which the container finds its certificate. @default /tls */
  readonly certificatePath?: string;
  /** Arguments of the container. @default those of the image */
  readonly args?: readonly string[];
  /** Environment of the container, in this order: a value can refer to what stands before it. Not for secrets. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Secrets in the namespace with credentials of the registry. They are not made here. @default none */
  readonly imagePullSecrets?: readonly string[];
  /** CPU and memory. @default requests 20m and 32Mi, limit 64Mi */
  readonly resources?: ContainerResources;
  /** Pods, 2 or more: with one, no gateway can be made while it moves. @default 2 */
  readonly replicas?: number;
  /**
   * cert-manager's issuer of the certificate. It must be one that writes `ca.crt`, as those of type CA do and ACME does not.
   * @default one of a certificate authority that it makes
   */
  readonly issuer?: { readonly name: string; readonly kind?: 'Issuer' | 'ClusterIssuer' };
  /** How long the API server waits, 1 to 30 seconds. @default 5 */
  readonly timeoutSeconds?: number;
}

/** Options with their defaults, checked. */
export type WebhookOptions = Required<Omit<LoadBalancerClassWebhookProps, 'args' | 'issuer'>> &
  Pick<LoadBalancerClassWebhookProps, 'args' | 'issuer'>;
