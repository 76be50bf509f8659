import type { Cluster } from '../../cluster';
import { GATEWAY_CLASS } from '../../controller/api-kinds';
import { type Kind, kindOf, type StoredObject } from '../../inventory';
import { groupOf } from '../../manifest';
import { CLUSTER_ROLE, CLUSTER_ROLE_BINDING } from '../rbac/roles';
import type { Rule, Violation } from '../rule';
import { APP_PROJECT, APPLICATION, type AppProject } from './argocd';

export const projectWhitelist: Rule = {
  id: 'argocd/project-whitelist',
  severity: 'warning',
  title: 'No project of Argo CD allows a cluster-scoped object',
  why: 'A project allows cluster-scoped kinds by name. An Application with one that its project does not have fails to sync as a whole: "resource is not permitted in project".',
  cure: 'Add group and kind to clusterResourceWhitelist of the AppProject.',
  source: 'argo-cd v3.5.1, docs/user-guide/projects.md',
  check: (cluster) => {
    const projects = usedProjects(cluster);
    if (projects.length === 0) return undefined;
    const allowed = projects.flatMap(({ spec }) => spec.clusterResourceWhitelist ?? []);
    return CLUSTER_SCOPED.flatMap((kind) => cluster.inventory.all(kind)).flatMap((object): Violation[] => {
      const group = groupOf(object.apiVersion);
      const isAllowed = allowed.some((each) => fits(each.group, group) && fits(each.kind, object.kind));
      if (isAllowed) return [];
      const names = projects.map(({ metadata }) => metadata.name).join(', ');
      return [
        {
          object,
          path: 'kind',
          message: `${object.kind} of group "${group}" is in clusterResourceWhitelist of no project (${names})`,
        },
      ];
    });
  },
};

const CLUSTER_SCOPED: readonly Kind<StoredObject>[] = [
  GATEWAY_CLASS,
  CLUSTER_ROLE,
  CLUSTER_ROLE_BINDING,
  kindOf('', 'Namespace'),
  kindOf('apiextensions.k8s.io', 'CustomResourceDefinition'),
  kindOf('admissionregistration.k8s.io', 'MutatingWebhookConfiguration'),
  kindOf('admissionregistration.k8s.io', 'MutatingAdmissionPolicy'),
  kindOf('admissionregistration.k8s.io', 'MutatingAdmissionPolicyBinding'),
];

function fits(pattern: string, text: string): boolean {
  return pattern === '*' || pattern === text;
}

/** Projects that an Application among the objects names. */
function usedProjects({ inventory }: Cluster): readonly AppProject[] {
  const names = new Set(inventory.all(APPLICATION).map(({ spec }) => spec.project));
  return inventory.all(APP_PROJECT).filter(({ metadata }) => names.has(metadata.name));
}
