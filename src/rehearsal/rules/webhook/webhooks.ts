import type { Cluster } from '../../cluster';
import { SERVICE } from '../../controller/api-kinds';
import { kindOf, namespaceOf, type StoredObject } from '../../inventory';
import { DEPLOYMENT, type Workload } from '../../loadbalancer/kube-loxilb';
import { CLUSTER_ROLE, CLUSTER_ROLE_BINDING } from '../rbac/roles';

/** One webhook of a configuration. */
export interface Webhook {
  readonly name: string;
  readonly failurePolicy?: string;
  readonly namespaceSelector?: object;
  readonly objectSelector?: object;
  readonly matchConditions?: readonly object[];
  readonly clientConfig: {
    readonly caBundle?: string;
    readonly url?: string;
    readonly service?: { readonly name: string; readonly namespace: string };
  };
  readonly rules?: readonly { readonly apiGroups?: readonly string[]; readonly resources?: readonly string[] }[];
}

export interface WebhookConfiguration extends StoredObject {
  readonly webhooks?: readonly Webhook[];
}

const CONFIGURATION = kindOf<WebhookConfiguration>('admissionregistration.k8s.io', 'MutatingWebhookConfiguration');

/** Webhooks that change objects, and where they stand. */
export function webhooks({
  inventory,
}: Cluster): readonly { object: WebhookConfiguration; webhook: Webhook; path: string }[] {
  return inventory
    .all(CONFIGURATION)
    .flatMap((object) =>
      (object.webhooks ?? []).map((webhook, index) => ({ object, webhook, path: `webhooks[${index}]` })),
    );
}

/** Deployments that answer webhooks: those behind their Services, and those whose account may write webhook configurations. */
export function webhookServers(cluster: Cluster): readonly Workload[] {
  const { inventory } = cluster;
  const services = webhooks(cluster).flatMap(({ webhook: { clientConfig } }) => clientConfig.service ?? []);
  const writers = accountsThatWriteWebhooks(cluster);
  return inventory.all(DEPLOYMENT).filter((object) => {
    const { metadata, spec } = object.spec.template;
    const labels = metadata?.labels ?? {};
    const account = `${namespaceOf(object)}/${spec?.serviceAccountName ?? 'default'}`;
    const isBehind = services.some(({ name, namespace }) => {
      const selector = inventory.find(SERVICE, namespace, name)?.spec?.selector;
      if (!selector || namespace !== namespaceOf(object)) return false;
      return Object.entries(selector).every(([key, value]) => labels[key] === value);
    });
    return isBehind || (writers.has(account) && /webhook/.test(object.metadata.name));
  });
}

function accountsThatWriteWebhooks({ inventory }: Cluster): ReadonlySet<string> {
  const bindings = inventory
    .all(CLUSTER_ROLE_BINDING)
    .filter(({ roleRef }) =>
      (inventory.findCluster(CLUSTER_ROLE, roleRef.name)?.rules ?? []).some(
        ({ resources = [], verbs }) =>
          resources.includes('mutatingwebhookconfigurations') &&
          verbs.some((verb) => ['*', 'create', 'update', 'patch'].includes(verb)),
      ),
    );
  return new Set(
    bindings.flatMap(({ subjects = [] }) => subjects.map(({ name, namespace = 'default' }) => `${namespace}/${name}`)),
  );
}
