import { byAge, type Inventory, namespaceOf } from '../inventory';
import { BACKEND_TLS_POLICY, type BackendTlsPolicy, GATEWAY_API_GROUP, type Gateway, SERVICE } from './api-kinds';
import type { Certificates } from './certificates';
import { condition, type Obstacle } from './condition';
import { generationOf } from './gateway-status';
import type { ControllerStatus } from './status';

/**
 * Status of each BackendTLSPolicy, for every Gateway that reaches one of its Services through a route.
 * @param gatewaysOf Gateways that reach a Service, by `namespace/name`
 */
export function backendTlsPolicyStatuses(
  inventory: Inventory,
  gatewaysOf: ReadonlyMap<string, ReadonlySet<Gateway>>,
  certificates: Certificates,
  controllerName: string,
): ReadonlyMap<BackendTlsPolicy, ControllerStatus> {
  const policies = [...inventory.all(BACKEND_TLS_POLICY)].sort(byAge);
  const holders = new Map<string, BackendTlsPolicy>();
  const statuses = new Map<BackendTlsPolicy, ControllerStatus>();
  for (const policy of policies) {
    const namespace = namespaceOf(policy);
    const conflict = claim(policy, namespace, holders);
    const missing = policy.spec.targetRefs.find(({ name }) => !inventory.find(SERVICE, namespace, name));
    const { unresolved, unusable } = bundlesOf(policy, namespace, certificates);
    const generation = generationOf(policy);
    const conditions = [
      condition(
        'Accepted',
        generation,
        conflict ??
          (missing && { reason: 'TargetNotFound', message: `Service ${missing.name} is not there` }) ??
          unusable,
        { reason: 'Accepted', message: 'the policy is accepted' },
      ),
      condition('ResolvedRefs', generation, unresolved, {
        reason: 'ResolvedRefs',
        message: 'all references are resolved',
      }),
    ];
    const gateways = new Set(
      policy.spec.targetRefs.flatMap(({ name }) => [...(gatewaysOf.get(`${namespace}/${name}`) ?? [])]),
    );
    statuses.set(policy, {
      ancestors: [...gateways].map((gateway) => ({
        ancestorRef: {
          group: GATEWAY_API_GROUP,
          kind: 'Gateway',
          namespace: namespaceOf(gateway),
          name: gateway.metadata.name,
        },
        controllerName,
        conditions,
      })),
    });
  }
  return statuses;
}

/** The older policy keeps a target. One for a port of a Service stands beside one for the whole. */
function claim(
  policy: BackendTlsPolicy,
  namespace: string,
  holders: Map<string, BackendTlsPolicy>,
): Obstacle | undefined {
  let conflict: Obstacle | undefined;
  for (const { kind = 'Service', name, sectionName = '' } of policy.spec.targetRefs) {
    const key = `${namespace}/${kind}/${name}/${sectionName}`;
    const holder = holders.get(key);
    if (!holder) holders.set(key, policy);
    else if (holder !== policy) {
      conflict ??= {
        reason: 'Conflicted',
        message: `BackendTLSPolicy ${holder.metadata.name} has ${kind} ${name} already`,
      };
    }
  }
  return conflict;
}

function bundlesOf(
  { spec }: BackendTlsPolicy,
  namespace: string,
  certificates: Certificates,
): { readonly unresolved: Obstacle | undefined; readonly unusable: Obstacle | undefined } {
  const from = { group: GATEWAY_API_GROUP, kind: 'BackendTLSPolicy', namespace };
  const refs = spec.validation.caCertificateRefs ?? [];
  const problems = refs.map((ref) =>
    certificates.problemOfBundle(from, ref, { ref: 'InvalidCACertificateRef', kind: 'InvalidKind' }),
  );
  const unresolved = problems.find(Boolean);
  const isNone = refs.length > 0 && problems.every(Boolean);
  return {
    unresolved,
    unusable: isNone ? { reason: 'NoValidCACertificate', message: unresolved?.message ?? '' } : undefined,
  };
}
