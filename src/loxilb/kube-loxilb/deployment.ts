import type { ContainerResources } from '../container-resources';

/** A toleration of a pod, in the shape of Kubernetes. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationSeconds?: number;
}

/** What the Deployment of kube-loxilb is made of. */
export interface DeploymentOptions {
  readonly name: string;
  readonly image: string;
  readonly flags: readonly string[];
  readonly resources: ContainerResources;
  readonly tolerations: readonly Toleration[];
  readonly nodeSelector: Readonly<Record<string, string>> | undefined;
  readonly hostNetwork: boolean;
}

/** The label that LoxiLB's own manifests give the pod. */
export const POD_LABELS = { app: 'kube-loxilb-app' };

/**
 * One pod, and never two: it elects no leader, and two would give out addresses independently (kube-loxilb, cmd/loxilb-agent). It
 * is a client of the API server and of LoxiLB, and needs no right over its node. It has no endpoint that could be probed.
 */
export function deploymentSpec(options: DeploymentOptions): object {
  const { name, image, flags, resources, tolerations, nodeSelector, hostNetwork } = options;
  return {
    replicas: 1,
    strategy: { type: 'Recreate' },
    selector: { matchLabels: POD_LABELS },
    template: {
      metadata: { labels: POD_LABELS },
      spec: {
        serviceAccountName: name,
        priorityClassName: 'system-node-critical',
        ...(hostNetwork ? { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } : {}),
        ...(nodeSelector ? { nodeSelector: { ...nodeSelector } } : {}),
        tolerations: tolerations.map((each) => ({ ...each })),
        securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'kube-loxilb',
            image,
            imagePullPolicy: 'IfNotPresent',
            command: ['/bin/kube-loxilb'],
            args: [...flags],
            resources,
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          },
        ],
      },
    },
  };
}
