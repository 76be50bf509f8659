import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { SampleService } from './sample-service';

export interface EchoServersProps {
  /** Image of both servers. @default gcr.io/kubernetes-e2e-test-images/echoserver:2.2 */
  readonly image?: string;
}

const CONTAINER_PORT = 8080;

/** What the server shows of its pod, from the downward API. */
const POD_FACTS: readonly (readonly [name: string, fieldPath: string])[] = [
  ['NODE_NAME', 'spec.nodeName'],
  ['POD_NAME', 'metadata.name'],
  ['POD_NAMESPACE', 'metadata.namespace'],
  ['POD_IP', 'status.podIP'],
];

/**
 * Two echo servers, which answer with the name of their pod and the request as it came in: Services `echo-1` (port 8080) and
 * `echo-2` (port 8090), both to container port 8080. Their names are fixed, so one per namespace.
 */
export class EchoServers extends Construct {
  /** Service `echo-1`, port 8080. */
  readonly first: SampleService;
  /** Service `echo-2`, port 8090. */
  readonly second: SampleService;

  constructor(scope: Construct, id: string, props: EchoServersProps = {}) {
    super(scope, id);
    const image = props.image ?? 'gcr.io/kubernetes-e2e-test-images/echoserver:2.2';
    this.first = this.addServer('echo-1', 8080, image);
    this.second = this.addServer('echo-2', 8090, image);
  }

  private addServer(name: string, port: number, image: string): SampleService {
    const labels = { app: name };
    new k8s.KubeService(this, `${name}-service`, {
      metadata: { name, labels },
      spec: {
        ports: [{ name: 'high', port, protocol: 'TCP', targetPort: k8s.IntOrString.fromNumber(CONTAINER_PORT) }],
        selector: labels,
      },
    });
    new k8s.KubeDeployment(this, `${name}-deployment`, {
      metadata: { name, labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            containers: [
              {
                name,
                image,
                imagePullPolicy: 'IfNotPresent',
                ports: [{ containerPort: CONTAINER_PORT, protocol: 'TCP' }],
                env: POD_FACTS.map(([variable, fieldPath]) => ({
                  name: variable,
                  valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } },
                })),
                // The image starts as root and drops its rights by itself, so capabilities and the user stay as they are.
                securityContext: { allowPrivilegeEscalation: false, seccompProfile: { type: 'RuntimeDefault' } },
              },
            ],
          },
        },
      },
    });
    const { namespace } = Chart.of(this);
    return { name, port, metadata: namespace === undefined ? {} : { namespace } };
  }
}
