import type { WebhookOptions } from './webhook-options';

/** The user `nonroot` of distroless images: any but 0 would do. */
const NON_ROOT = 65532;

/** Labels by which the parts find the pods. */
export function podLabels({ name }: WebhookOptions): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': name };
}

export function deploymentSpec(options: WebhookOptions, account: string, secret: string): object {
  const labels = podLabels(options);
  return {
    replicas: options.replicas,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: account,
        // It is asked by the API server, and asks nothing of it.
        automountServiceAccountToken: false,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: NON_ROOT,
          runAsGroup: NON_ROOT,
          fsGroup: NON_ROOT,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: labels },
          },
        ],
        containers: [containerOf(options)],
        ...(options.imagePullSecrets.length > 0
          ? { imagePullSecrets: options.imagePullSecrets.map((name) => ({ name })) }
          : {}),
        volumes: [{ name: 'certificate', secret: { secretName: secret } }],
      },
    },
  };
}

function containerOf(options: WebhookOptions): object {
  const { image, args, env, port, healthPath, certificatePath, resources } = options;
  const names = Object.keys(env);
  const probe = { httpGet: { path: healthPath, port: 'https', scheme: 'HTTPS' } };
  return {
    name: 'webhook',
    image,
    imagePullPolicy: 'IfNotPresent',
    ...(args ? { args: [...args] } : {}),
    ...(names.length > 0 ? { env: names.map((name) => ({ name, value: env[name] })) } : {}),
    ports: [{ name: 'https', containerPort: port, protocol: 'TCP' }],
    readinessProbe: { ...probe, periodSeconds: 5 },
    livenessProbe: { ...probe, periodSeconds: 20, failureThreshold: 3 },
    resources,
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [{ name: 'certificate', mountPath: certificatePath, readOnly: true }],
  };
}

export function serviceSpec(options: WebhookOptions): object {
  return {
    selector: podLabels(options),
    ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 'https' }],
  };
}

/** A drained node takes one pod with it, never the last. */
export function disruptionBudgetSpec(options: WebhookOptions): object {
  return { minAvailable: 1, selector: { matchLabels: podLabels(options) } };
}
