import type { Construct } from 'constructs';
import { SYNC_WAVE_ANNOTATION, SYNC_WAVES, type SyncWave } from '../platform/sync-waves';
import { ApiResource, type ApiResourceProps } from '../resource';
import { checkDnsLabel, checkInteger, checkOneOf } from '../resource/checks';
import { Field } from '../resource/field';
import { type ArgoDestination, argoDestination } from './destination';
import type { ArgoKind, ArgoProject } from './project';
import { type ArgoSource, argoSource } from './source';
import { type ArgoSyncPolicy, syncPolicy } from './sync-policy';

/** What every Application here takes. */
export interface ArgoApplicationBaseProps extends ApiResourceProps {
  /** The namespace that Argo CD watches for Applications. @default argocd */
  readonly namespace?: string;
  /** AppProject that permits source, destination and kinds, or its name. @default default, which permits everything */
  readonly project?: string | ArgoProject;
  /**
   * Wave in which an Application of Applications makes this one, as a name of `SYNC_WAVES` or a number. Argo CD does not wait for an Application to be healthy, unless
   * it is told how to see that.
   * @default none: 0
   */
  readonly syncWave?: SyncWave | number;
}

export interface ArgoApplicationProps extends ArgoApplicationBaseProps {
  /** A folder of git, or a chart. */
  readonly source: ArgoSource;
  /** @default the cluster of Argo CD */
  readonly destination?: ArgoDestination;
  /** @default applied automatically, on the server's side, with pruning and five attempts */
  readonly syncPolicy?: ArgoSyncPolicy;
  /**
   * Whether deleting the Application deletes what it applied: with gateways, their VIPs as well.
   * @default false
   */
  readonly cascade?: boolean;
}

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/**
 * An Application of Argo CD: one source, applied to one cluster.
 *
 * It ignores no differences: objects of this library have all defaults written out, so that there are none, and what is ignored
 * in a list keeps later changes of it from the cluster. With server-side apply, Argo CD compares on the server as well.
 *
 * Source: argo-cd v3.5.1, docs/operator-manual/application.yaml, docs/user-guide/sync-options.md.
 */
export class ArgoApplication extends ApiResource {
  private readonly spec: Readonly<Record<string, unknown>>;

  /** @throws InvalidFieldError for what Argo CD refuses or ignores */
  constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    const {
      source,
      destination,
      project = 'default',
      syncPolicy: policy,
      cascade = false,
      syncWave,
      ...metadata
    } = props;
    const server = serverSide(policy);
    super(
      scope,
      id,
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', scope: 'Namespaced' },
      {
        ...metadata,
        namespace: metadata.namespace ?? 'argocd',
        annotations: {
          ...(server ? { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } : {}),
          ...(syncWave === undefined ? {} : { [SYNC_WAVE_ANNOTATION]: waveNumber(syncWave) }),
          ...metadata.annotations,
        },
      },
    );
    const root = Field.of(this);
    checkWave(root.at('syncWave'), syncWave);
    const projectName = typeof project === 'string' ? project : project.name;
    checkDnsLabel(root.at('project'), projectName);
    const target = argoDestination(root.at('destination'), destination, 'chart' in source);
    this.spec = {
      project: projectName,
      source: argoSource(root.at('source'), source),
      destination: target,
      syncPolicy: syncPolicy(root.at('syncPolicy'), policy),
    };
    if (typeof project !== 'string') project.checkPermitted(root, source.repoURL, target, this.appliedKinds);
    if (cascade) this.apiObject.metadata.addFinalizers(FINALIZER);
  }

  /** Kinds of no namespace that the source is known to have. */
  protected get appliedKinds(): readonly ArgoKind[] {
    return [];
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return { spec: this.spec };
  }
}

function waveNumber(wave: SyncWave | number): string {
  return String(typeof wave === 'number' ? wave : SYNC_WAVES[wave]);
}

function checkWave(field: Field, wave: SyncWave | number | undefined): void {
  if (typeof wave === 'number') checkInteger(field, wave, -1000, 1000);
  else if (wave !== undefined) checkOneOf(field, wave, Object.keys(SYNC_WAVES), 'a wave');
}

function serverSide(policy: ArgoSyncPolicy | undefined): boolean {
  return policy?.syncOptions?.includes('ServerSideApply=false') !== true;
}
