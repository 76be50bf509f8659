import type { Construct } from 'constructs';
import { ArgoApplication, type ArgoApplicationProps } from './application';

export interface ClusterApplicationProps extends Omit<ArgoApplicationProps, 'source'> {
  /** Name of the cluster: its folder below `folder`, and its name in Argo CD. */
  readonly cluster: string;
  /** The git repository that the output is committed to. */
  readonly repoURL: string;
  /** Branch, tag or commit. */
  readonly targetRevision: string;
  /** Folder of all clusters in the repository. @default dist */
  readonly folder?: string;
  /** @default the cluster of that name, objects without a namespace into `default` */
  readonly destination?: ArgoApplicationProps['destination'];
}

/** The Application of what `LoxiApp` writes for one cluster: every YAML file in `dist/<cluster>`. */
export class ClusterApplication extends ArgoApplication {
  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, props: ClusterApplicationProps) {
    const { cluster, repoURL, targetRevision, folder = 'dist', destination, ...rest } = props;
    super(scope, id, {
      ...rest,
      source: {
        repoURL,
        targetRevision,
        path: `${folder}/${cluster}`,
        directory: { recurse: true, include: '*.yaml' },
      },
      destination: destination ?? { name: cluster, namespace: 'default' },
    });
  }
}
