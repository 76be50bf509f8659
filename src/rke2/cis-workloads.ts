import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { CIS_PRIVILEGED_NAMESPACES } from '../platform/rke2-options';
import { platformOf } from '../resource';
import { podProblem, type Tree, treeOf } from './restricted-pods';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** Where the pod is in objects that have one. */
const PODS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ...Object.fromEntries(
    ['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'StatefulSet'].map((kind) => [kind, ['spec', 'template', 'spec']]),
  ),
};

/**
 * Messages on workloads whose pods a cluster with `profile: cis` refuses: it has Pod Security at `restricted` in every namespace
 * but its own, and those that say otherwise with a label.
 *
 * @param server objects of the same app and platform are looked at
 */
export function cisProblems(server: IConstruct): string[] {
  const platform = platformOf(server);
  const objects = server.node.root.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .filter((object) => platformOf(object) === platform);
  const labelled = objects
    .filter(({ kind, metadata }) => kind === 'Namespace' && metadata.getLabel(ENFORCE) !== undefined)
    .map(({ name, metadata }): [string, string | undefined] => [name, metadata.getLabel(ENFORCE)]);
  const levels = new Map(labelled);
  return objects.flatMap((object) => {
    const path = PODS[object.kind];
    const namespace = object.metadata.namespace ?? 'default';
    if (path === undefined || CIS_PRIVILEGED_NAMESPACES.includes(namespace)) return [];
    if ((levels.get(namespace) ?? 'restricted') !== 'restricted') return [];
    const json: unknown = object.toJson();
    const problem = podProblem(path.reduce<Tree>((tree, key) => treeOf(tree[key]), treeOf(json)));
    if (problem === undefined) return [];
    return [
      `profile: cis has the pods of ${object.kind} ${namespace}/${object.name} refused, as ${problem}. Correct it, move it to kube-system, or label its namespace with ${ENFORCE}.`,
    ];
  });
}
