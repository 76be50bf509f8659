import type { Cluster } from '../../cluster';
import { DEFAULT_NAMESPACE } from '../../inventory';
import { each, type Rule, type Verdict } from '../rule';
import { type Binding, CLUSTER_ROLE, CLUSTER_ROLE_BINDING } from './roles';

export const webhookTakeover: Rule = {
  id: 'rbac/webhook-takeover',
  severity: 'error',
  title: 'A service account may change every webhook of the cluster',
  why: 'Whoever writes webhook configurations without restriction sees and changes every object at admission, and so owns the cluster. Bound to the account "default", that is every pod of the namespace that names none.',
  cure: 'Write the MutatingWebhookConfiguration as an object, with a CA from cert-manager; if a program must write it, name it in resourceNames and give the program an account of its own.',
  source: 'Kubernetes, RBAC good practices: control admission webhooks',
  check: each(bindings, verdict),
};

function bindings({ inventory }: Cluster): readonly Binding[] {
  return inventory
    .all(CLUSTER_ROLE_BINDING)
    .filter(({ subjects = [] }) => subjects.some(({ kind }) => kind === 'ServiceAccount'));
}

const WRITES: ReadonlySet<string> = new Set(['*', 'create', 'update', 'patch']);
const WEBHOOKS: ReadonlySet<string> = new Set([
  '*',
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
]);

function verdict(object: Binding, { inventory }: Cluster): Verdict {
  const { roleRef, subjects = [] } = object;
  const account = subjects.find(({ kind, name }) => kind === 'ServiceAccount' && name === 'default');
  const role = account && inventory.findCluster(CLUSTER_ROLE, roleRef.name);
  const writes = role?.rules?.some(
    ({ apiGroups = [], resources = [], resourceNames = [], verbs }) =>
      apiGroups.some((group) => group === '*' || group === 'admissionregistration.k8s.io') &&
      resources.some((resource) => WEBHOOKS.has(resource)) &&
      verbs.some((verb) => WRITES.has(verb)) &&
      resourceNames.length === 0,
  );
  if (!account || !writes) return undefined;
  const { namespace = DEFAULT_NAMESPACE } = account;
  const message = `every pod of namespace ${namespace} without an account of its own may change all webhooks (ClusterRole ${roleRef.name})`;
  return { object, path: `subjects[${subjects.indexOf(account)}]`, message };
}
