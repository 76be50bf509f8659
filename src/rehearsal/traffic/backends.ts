import type { Cluster } from '../cluster';
import { type BackendRef, GATEWAY_API_GROUP, type Gateway, type Route, SERVICE } from '../controller/api-kinds';
import { namespaceOf } from '../inventory';
import { type BackendTls, BackendTlsPolicies } from './backend-tls';
import type { ReachedBackend } from './outcome';

/** A backend of a rule. */
export interface Backend extends ReachedBackend {
  readonly ref: BackendRef;
  /** Why it gets nothing; undefined if it does. */
  readonly problem: string | undefined;
  readonly tls: BackendTls | undefined;
}

/** Resolves what routes send to. */
export class Backends {
  private readonly policies: BackendTlsPolicies;

  constructor(private readonly cluster: Cluster) {
    this.policies = new BackendTlsPolicies(cluster.inventory, cluster.controller);
  }

  /** All of a rule, also those with weight 0. */
  of(route: Route, refs: readonly BackendRef[]): readonly Backend[] {
    return refs.map((ref) => {
      const { name, namespace = namespaceOf(route), port, weight = 1 } = ref;
      const problem = this.problemOf(route, ref);
      const service = problem === undefined ? this.cluster.inventory.find(SERVICE, namespace, name) : undefined;
      const hasPolicies = this.cluster.platform.implementation.supports('BackendTLSPolicy');
      const tls = service && hasPolicies ? this.policies.of(service, port) : undefined;
      return { namespace, name, port, weight, ref, problem: problem ?? tls?.problem, tls };
    });
  }

  /** The certificate that a Gateway shows to backends, as `namespace/name`. */
  clientCertificateOf(gateway: Gateway): string | undefined {
    const ref = gateway.spec.tls?.backend?.clientCertificateRef;
    return ref && `${ref.namespace ?? namespaceOf(gateway)}/${ref.name}`;
  }

  private problemOf(route: Route, ref: BackendRef): string | undefined {
    const { group = '', kind = 'Service', name, namespace = namespaceOf(route), port } = ref;
    const { inventory, controller, platform } = this.cluster;
    if (group !== '' || kind !== 'Service') return `${kind} of group "${group}" is no backend`;
    const from = { group: GATEWAY_API_GROUP, kind: route.kind, namespace: namespaceOf(route) };
    if (!controller.grants.allow(from, { group, kind, namespace, name })) {
      return `no ReferenceGrant in ${namespace} allows Service ${name}`;
    }
    const service = inventory.find(SERVICE, namespace, name);
    if (!service) {
      // A namespace without a Service among the manifests is that of others, who made this one as well.
      const isOthers = inventory.namesIn(SERVICE, namespace).length === 0 && !platform.isComplete(namespace);
      return isOthers ? undefined : `Service ${namespace}/${name} does not exist`;
    }
    const ports = service.spec?.ports ?? [];
    if (port === undefined || ports.length === 0 || ports.some((each) => each.port === port)) return undefined;
    return `Service ${namespace}/${name} has no port ${port}`;
  }
}
