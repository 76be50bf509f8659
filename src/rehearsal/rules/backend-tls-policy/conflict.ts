import { BACKEND_TLS_POLICY } from '../../controller/api-kinds';
import { byAge, namespaceOf } from '../../inventory';
import type { Rule, Violation } from '../rule';

export const policyConflict: Rule = {
  id: 'backend-tls-policy/conflict',
  severity: 'error',
  title: 'Two BackendTLSPolicies are for one Service',
  why: 'The older policy wins, then the first by name; the other one is Conflicted and without effect.',
  cure: 'Make one policy of the two, or give them different sections of the Service.',
  source: 'Gateway API v1.6.1, PolicyReasonConflicted; GEP-713',
  check: ({ inventory }) => {
    const policies = [...inventory.all(BACKEND_TLS_POLICY)].sort(byAge);
    if (policies.length === 0) return undefined;
    const holders = new Map<string, string>();
    return policies.flatMap((object) =>
      object.spec.targetRefs.flatMap(({ kind = 'Service', name, sectionName = '' }, index): Violation[] => {
        const key = `${namespaceOf(object)}/${kind}/${name}/${sectionName}`;
        const holder = holders.get(key);
        if (holder === undefined) holders.set(key, object.metadata.name);
        if (holder === undefined || holder === object.metadata.name) return [];
        return [
          {
            object,
            path: `spec.targetRefs[${index}]`,
            message: `BackendTLSPolicy ${holder} has ${kind} ${name} already`,
          },
        ];
      }),
    );
  },
};
