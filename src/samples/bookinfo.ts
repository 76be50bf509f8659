import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { SampleService } from './sample-service';

/** The four applications of Bookinfo. */
export type BookinfoApplication = 'details' | 'ratings' | 'reviews' | 'productpage';

export interface BookinfoProps {
  /**
   * Registry and repository prefix of the images `examples-bookinfo-<application>-<version>`.
   * @default docker.io/istio
   */
  readonly registry?: string;
  /** Tag of the images. @default 1.16.2 */
  readonly tag?: string;
}

const PORT = 9080;

/** A writable folder of a container; the applications keep scratch files there. */
interface Scratch {
  readonly name: string;
  readonly mountPath: string;
}

const TMP: Scratch = { name: 'tmp', mountPath: '/tmp' };
const WLP_OUTPUT: Scratch = { name: 'wlp-output', mountPath: '/opt/ibm/wlp/output' };

interface Application {
  readonly name: BookinfoApplication;
  readonly versions: readonly string[];
  readonly scratch: readonly Scratch[];
  readonly env: readonly k8s.EnvVar[];
}

const APPLICATIONS: readonly Application[] = [
  { name: 'details', versions: ['v1'], scratch: [], env: [] },
  { name: 'ratings', versions: ['v1'], scratch: [], env: [] },
  {
    name: 'reviews',
    versions: ['v1', 'v2', 'v3'],
    scratch: [TMP, WLP_OUTPUT],
    env: [{ name: 'LOG_DIR', value: '/tmp/logs' }],
  },
  { name: 'productpage', versions: ['v1'], scratch: [TMP], env: [] },
];

/**
 * The Bookinfo sample application of Istio: four Services (port 9080), their ServiceAccounts `bookinfo-<application>` and six
 * Deployments. Its names are fixed, so one per namespace.
 */
export class Bookinfo extends Construct {
  readonly details: SampleService;
  readonly ratings: SampleService;
  readonly reviews: SampleService;
  readonly productpage: SampleService;

  constructor(scope: Construct, id: string, props: BookinfoProps = {}) {
    super(scope, id);
    const image = (application: string, version: string): string =>
      `${props.registry ?? 'docker.io/istio'}/examples-bookinfo-${application}-${version}:${props.tag ?? '1.16.2'}`;
    for (const application of APPLICATIONS) {
      this.addService(application);
      for (const version of application.versions) {
        this.addDeployment(application, version, image(application.name, version));
      }
    }
    const { namespace } = Chart.of(this);
    const service = (name: BookinfoApplication): SampleService => ({
      name,
      port: PORT,
      metadata: namespace === undefined ? {} : { namespace },
    });
    this.details = service('details');
    this.ratings = service('ratings');
    this.reviews = service('reviews');
    this.productpage = service('productpage');
  }

  private addService({ name }: Application): void {
    new k8s.KubeService(this, `${name}-service`, {
      metadata: { name, labels: { app: name, service: name } },
      spec: {
        ports: [{ name: 'http', port: PORT, protocol: 'TCP', targetPort: k8s.IntOrString.fromNumber(PORT) }],
        selector: { app: name },
      },
    });
    new k8s.KubeServiceAccount(this, `${name}-account`, {
      metadata: { name: `bookinfo-${name}`, labels: { account: name } },
    });
  }

  private addDeployment({ name, scratch, env }: Application, version: string, image: string): void {
    const labels = { app: name, version };
    new k8s.KubeDeployment(this, `${name}-${version}`, {
      metadata: { name: `${name}-${version}`, labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: `bookinfo-${name}`,
            // None of the applications asks the API server for anything.
            automountServiceAccountToken: false,
            containers: [
              {
                name,
                image,
                imagePullPolicy: 'IfNotPresent',
                ...(env.length > 0 ? { env: [...env] } : {}),
                ports: [{ containerPort: PORT, protocol: 'TCP' }],
                ...(scratch.length > 0 ? { volumeMounts: scratch.map((folder) => ({ ...folder })) } : {}),
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  runAsNonRoot: true,
                  runAsUser: 1000,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
              },
            ],
            ...(scratch.length > 0 ? { volumes: scratch.map((folder) => ({ name: folder.name, emptyDir: {} })) } : {}),
          },
        },
      },
    });
  }
}
