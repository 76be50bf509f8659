import type { Cluster } from '../../cluster';
import { DEFAULT_NAMESPACE, namespaceOf } from '../../inventory';
import type { KubeLoxilb } from '../../loadbalancer/kube-loxilb';
import { isOn } from '../../loadbalancer/kube-loxilb-process';
import { flagOf } from '../kube-loxilb/instances';
import { each, type Rule, type Verdict, type Violation } from '../rule';
import { CLUSTER_ROLE, CLUSTER_ROLE_BINDING, type Role } from './roles';

export const unusedRights: Rule = {
  id: 'rbac/unused-rights',
  severity: 'warning',
  title: 'kube-loxilb has rights that it does not use',
  why: 'The manifests that are passed around let kube-loxilb change Services, namespaces and nodes, and reach groups of features that are off. Whoever takes over its pod has these rights in the whole cluster.',
  cure: 'Leave out what the message names: kube-loxilb reads, and writes services/status alone.',
  source: 'kube-loxilb v0.9.8.4, all calls to the API server',
  check: each(bound, verdict),
};

interface Bound {
  readonly role: Role;
  readonly instance: KubeLoxilb;
}

/** ClusterRoles of the service accounts of kube-loxilb. */
function bound({ inventory, kubeLoxilbs }: Cluster): readonly Bound[] {
  return kubeLoxilbs.flatMap((instance) => {
    const account = instance.workload.spec.template.spec?.serviceAccountName ?? 'default';
    const namespace = namespaceOf(instance.workload);
    return inventory.all(CLUSTER_ROLE_BINDING).flatMap(({ roleRef, subjects = [] }): Bound[] => {
      const isOwn = subjects.some(
        (each) =>
          each.kind === 'ServiceAccount' &&
          each.name === account &&
          (each.namespace ?? DEFAULT_NAMESPACE) === namespace,
      );
      const role = isOwn ? inventory.findCluster(CLUSTER_ROLE, roleRef.name) : undefined;
      return role ? [{ role, instance }] : [];
    });
  });
}

const READ = ['get', 'list', 'watch'];

/** Verbs for each resource, with what it needs the feature of a flag for. */
const USED: Readonly<Record<string, readonly string[]>> = {
  '/nodes': READ,
  '/pods': READ,
  '/services': READ,
  '/services/status': [...READ, 'update', 'patch'],
  '/namespaces': READ,
  '/endpoints': READ,
  '/secrets': ['get'],
  'discovery.k8s.io/endpointslices': READ,
  'apiextensions.k8s.io/customresourcedefinitions': READ,
  'loxiurl.loxilb.io/loxiurls': READ,
  'egress.loxilb.io/egresses': READ,
};

const OF_FLAGS: readonly (readonly [group: RegExp, flag: string])[] = [
  [/^bgp\w+\.loxilb\.io$/, 'enableBGPCRDs'],
  [/^(gateway\.)?networking\.k8s\.io$/, 'gatewayAPI'],
];

function verdict({ role, instance }: Bound): Verdict {
  return (role.rules ?? []).flatMap(({ apiGroups = [], resources = [], verbs }, index): Violation[] => {
    const unused = apiGroups.flatMap((group) =>
      resources.flatMap((resource) => unusedOf(instance, group, resource, verbs)),
    );
    if (unused.length === 0) return [];
    return [{ object: role, path: `rules[${index}]`, message: `kube-loxilb does not use ${unused.join(', ')}` }];
  });
}

function unusedOf(instance: KubeLoxilb, group: string, resource: string, verbs: readonly string[]): readonly string[] {
  // A group that is none gives no right: another rule says so.
  if (!/^[a-z0-9.-]*$/.test(group)) return [];
  const needed = OF_FLAGS.find(([pattern]) => pattern.test(group));
  if (needed && isOn(flagOf(instance, needed[1])?.value)) {
    const writes = group.startsWith('bgp') ? verbs.filter((verb) => !READ.includes(verb)) : [];
    return writes.length === 0 ? [] : [`${writes.join(' and ')} on ${resource}`];
  }
  const used = USED[`${group}/${resource}`] ?? [];
  const rest = verbs.filter((verb) => !used.includes(verb));
  if (rest.length === 0) return [];
  return [used.length === 0 ? resource : `${rest.join(' and ')} on ${resource}`];
}
