import type { Construct } from 'constructs';
import { ApiResource, type ApiResourceProps } from '../resource';
import { checkDnsLabel, checkUnique } from '../resource/checks';
import { Field } from '../resource/field';
import { type ArgoDestination, checkDestination } from './destination';
import { checkRepository } from './source';

/** A kind of objects: `gateway.networking.k8s.io`, `GatewayClass`. */
export interface ArgoKind {
  /** API group; empty for that of Namespaces and Services. */
  readonly group: string;
  readonly kind: string;
}

/** A cluster, and which of its namespaces: one, or `*`. */
export type ArgoProjectDestination = ArgoDestination;

export interface ArgoProjectProps extends ApiResourceProps {
  /** The namespace of Argo CD. @default argocd */
  readonly namespace?: string;
  /** At most 255 characters. @default none */
  readonly description?: string;
  /** Repositories of git and Helm, each in full. */
  readonly sourceRepos: readonly string[];
  /** Clusters, by name or URL, each with a namespace. @default every namespace of the cluster of Argo CD */
  readonly destinations?: readonly ArgoProjectDestination[];
  /**
   * Kinds of no namespace that may be applied. `ArgoProject.GATEWAY_API_CRDS` are those of `GatewayApiCrds`.
   * @default `ArgoProject.GATEWAYS`: what gateways and kube-loxilb need
   */
  readonly clusterKinds?: readonly ArgoKind[];
}

const IN_CLUSTER: ArgoProjectDestination = { server: 'https://kubernetes.default.svc', namespace: '*' };
const ADMISSION = 'admissionregistration.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';

/** An AppProject of Argo CD: what its Applications may apply, and where to. Nothing in it is a wildcard but namespaces. */
export class ArgoProject extends ApiResource {
  /** Kinds of no namespace of gateways, kube-loxilb, and what sets a load-balancer class. */
  static readonly GATEWAYS: readonly ArgoKind[] = [
    { group: '', kind: 'Namespace' },
    { group: ADMISSION, kind: 'MutatingAdmissionPolicy' },
    { group: ADMISSION, kind: 'MutatingAdmissionPolicyBinding' },
    { group: ADMISSION, kind: 'MutatingWebhookConfiguration' },
    { group: 'bgppeer.loxilb.io', kind: 'BGPPeerService' },
    { group: 'bgppolicyapply.loxilb.io', kind: 'BGPPolicyApplyService' },
    { group: 'bgppolicydefinedsets.loxilb.io', kind: 'BGPPolicyDefinedSetsService' },
    { group: 'bgppolicydefinition.loxilb.io', kind: 'BGPPolicyDefinitionService' },
    { group: 'gateway.networking.k8s.io', kind: 'GatewayClass' },
    { group: 'loxiurl.loxilb.io', kind: 'LoxiURL' },
    { group: RBAC, kind: 'ClusterRole' },
    { group: RBAC, kind: 'ClusterRoleBinding' },
  ];
  /** Kinds of `GatewayApiCrds`: from 1.5 on the release has a policy that keeps older CRDs from being applied. */
  static readonly GATEWAY_API_CRDS: readonly ArgoKind[] = [
    { group: ADMISSION, kind: 'ValidatingAdmissionPolicy' },
    { group: ADMISSION, kind: 'ValidatingAdmissionPolicyBinding' },
    { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  ];

  private readonly sourceRepos: readonly string[];
  private readonly destinations: readonly ArgoProjectDestination[];
  private readonly clusterKinds: readonly ArgoKind[];
  private readonly description: string | undefined;

  /** @throws InvalidFieldError for what Argo CD refuses or never matches */
  constructor(scope: Construct, id: string, props: ArgoProjectProps) {
    const { description, sourceRepos, destinations, clusterKinds, ...metadata } = props;
    const kind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', scope: 'Namespaced' } as const;
    super(scope, id, kind, { ...metadata, namespace: metadata.namespace ?? 'argocd' });
    const root = Field.of(this);
    this.description = description;
    this.sourceRepos = sourceRepos;
    this.destinations = (destinations ?? [IN_CLUSTER]).map((each) => ({ namespace: '*', ...each }));
    this.clusterKinds = clusterKinds ?? ArgoProject.GATEWAYS;
    if (description !== undefined && description.length > 255) {
      root.at('description').fail(description.length, 'characters are more than 255', 'Shorten it.');
    }
    if (sourceRepos.length === 0) root.at('sourceRepos').fail(sourceRepos, 'is empty', 'Name a repository.');
    for (const [index, repository] of sourceRepos.entries()) {
      const field = root.at('sourceRepos').item(index);
      if (repository.includes('*')) field.fail(repository, 'is a wildcard', 'Name each repository in full.');
      checkRepository(field, repository, 'any');
    }
    for (const [index, { name, server, namespace }] of this.destinations.entries()) {
      const field = root.at('destinations').item(index);
      if (name === undefined && server === undefined)
        field.fail({ namespace }, 'has no cluster', 'Give name or server.');
      checkDestination(field, { name, server });
      if (namespace !== undefined && namespace !== '*') checkDnsLabel(field.at('namespace'), namespace);
    }
    for (const [index, each] of this.clusterKinds.entries()) checkKind(root.at('clusterKinds').item(index), each);
    checkUnique(root.at('clusterKinds'), this.clusterKinds, (each) => `${each.group}/${each.kind}`, 'kind');
  }

  /**
   * Refuses what the project does not permit an Application. Destinations by name and by URL are not compared with each other:
   * only Argo CD knows which is which.
   * @internal
   */
  checkPermitted(field: Field, repoURL: string, destination: ArgoDestination, kinds: readonly ArgoKind[]): void {
    if (!this.sourceRepos.some((each) => normalized(each) === normalized(repoURL))) {
      const repositories = this.sourceRepos.join(', ');
      field
        .at('source')
        .at('repoURL')
        .fail(repoURL, `is no repository of project ${this.name}`, `It has ${repositories}.`);
    }
    const { name, server, namespace = '' } = destination;
    const isPermitted = this.destinations.some((each) => {
      const comparable = name === undefined ? each.server : each.name;
      if (comparable !== undefined && comparable !== (name ?? server)) return false;
      return each.namespace === '*' || each.namespace === namespace;
    });
    if (!isPermitted) {
      field
        .at('destination')
        .fail(destination, `is not in project ${this.name}`, 'Add it to destinations of the project.');
    }
    for (const { group, kind } of kinds) {
      if (this.clusterKinds.some((each) => each.group === group && each.kind === kind)) continue;
      field
        .at('project')
        .fail(this.name, `does not permit ${kind}`, 'Add ArgoProject.GATEWAY_API_CRDS to clusterKinds.');
    }
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return {
      spec: {
        ...(this.description === undefined ? {} : { description: this.description }),
        sourceRepos: this.sourceRepos,
        destinations: this.destinations,
        clusterResourceWhitelist: this.clusterKinds.map(({ group, kind }) => ({ group, kind })),
      },
    };
  }
}

function checkKind(field: Field, { group, kind }: ArgoKind): void {
  if (typeof kind !== 'string' || !/^[A-Z][A-Za-z0-9]*$/.test(kind)) {
    const cure = kind === '*' ? 'Name each kind.' : 'Write it as in manifests, such as "GatewayClass".';
    field.at('kind').fail(kind, 'is no kind', cure);
  }
  if (typeof group !== 'string' || !/^([a-z0-9-]+(\.[a-z0-9-]+)*)?$/.test(group)) {
    field.at('group').fail(group, 'is no API group', 'Leave out the version: "gateway.networking.k8s.io".');
  }
}

/** As Argo CD compares URLs, for those of this library: `.git` and case of the host do not matter. */
function normalized(repoURL: string): string {
  return repoURL
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
