import type { Construct } from 'constructs';
import { ApiResource, type ApiResourceProps } from '../resource';
import { checkDnsLabel } from '../resource/checks';
import { Field } from '../resource/field';
import type { ArgoProject } from './project';
import { type ArgoSyncPolicy, syncPolicy } from './sync-policy';

export interface FleetApplicationSetProps extends ApiResourceProps {
  /** The namespace that Argo CD watches for Applications. @default argocd */
  readonly namespace?: string;
  /** The git repository that the output is committed to. */
  readonly repoURL: string;
  /** Branch, tag or commit. */
  readonly targetRevision: string;
  /** Folder of all clusters in the repository: each folder in it is one. @default dist */
  readonly folder?: string;
  /** Folders in it that are no clusters, such as that of Argo CD's own objects. @default argocd */
  readonly except?: readonly string[];
  /** AppProject that permits source, destinations and kinds, or its name. @default default, which permits everything */
  readonly project?: string | ArgoProject;
  /** @default applied automatically, on the server's side, with pruning and five attempts */
  readonly syncPolicy?: ArgoSyncPolicy;
}

/**
 * An ApplicationSet for a fleet: an Application for each folder of git, which is applied to the cluster of that name. A cluster that is added to the
 * program is applied when its folder is there.
 *
 * A folder that is gone takes its Application away and leaves what that applied, VIPs and all: whoever takes a cluster out of a program by mistake
 * loses no traffic.
 *
 * Source: argo-cd v3.5.1, docs/operator-manual/applicationset (generator git, goTemplate, preserveResourcesOnDeletion).
 */
export class FleetApplicationSet extends ApiResource {
  private readonly spec: Readonly<Record<string, unknown>>;

  /** @throws InvalidFieldError for what Argo CD refuses or ignores */
  constructor(scope: Construct, id: string, props: FleetApplicationSetProps) {
    const {
      repoURL,
      targetRevision,
      folder = 'dist',
      except = ['argocd'],
      project = 'default',
      syncPolicy: policy,
      ...metadata
    } = props;
    super(
      scope,
      id,
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', scope: 'Namespaced' },
      { ...metadata, namespace: metadata.namespace ?? 'argocd' },
    );
    const root = Field.of(this);
    checkFolder(root.at('folder'), folder);
    for (const [index, each] of except.entries()) checkDnsLabel(root.at('except').item(index), each);
    const projectName = typeof project === 'string' ? project : project.name;
    checkDnsLabel(root.at('project'), projectName);
    this.spec = {
      goTemplate: true,
      // A name that the template does not know ends in an error, not in "<no value>".
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          git: {
            repoURL,
            revision: targetRevision,
            directories: [
              { path: `${folder}/*` },
              ...except.map((each) => ({ path: `${folder}/${each}`, exclude: true })),
            ],
          },
        },
      ],
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: {
          name: `${this.name}-{{ .path.basename }}`,
          annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
        },
        spec: {
          project: projectName,
          source: {
            repoURL,
            targetRevision,
            path: '{{ .path.path }}',
            directory: { recurse: true, include: '*.yaml' },
          },
          destination: { name: '{{ .path.basename }}', namespace: 'default' },
          syncPolicy: syncPolicy(root.at('syncPolicy'), policy),
        },
      },
    };
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return { spec: this.spec };
  }
}

function checkFolder(field: Field, folder: string): void {
  const steps = folder.split('/');
  if (folder === '' || steps.some((step) => step === '' || step === '.' || step === '..' || /[*?[\]{}\\]/.test(step)))
    field.fail(folder, 'is no folder of a repository', 'Write it from the root, without "..", such as "dist".');
}
