import { nearest } from '../../../platform/nearest';
import { BACKEND_TLS_POLICY, SERVICE } from '../../controller/api-kinds';
import { namespaceOf } from '../../inventory';
import { each, type Rule, type Violation } from '../rule';

export const targetNotFound: Rule = {
  id: 'backend-tls-policy/target-not-found',
  severity: 'error',
  title: 'A BackendTLSPolicy is for a Service that does not exist',
  why: 'The namespace is declared complete and has no such Service. The policy applies to nothing, and the Service that was meant is talked to without TLS.',
  cure: 'Correct the name of the target.',
  source: 'Gateway API v1.6.1, PolicyReasonTargetNotFound',
  check: each(
    ({ inventory }) => inventory.all(BACKEND_TLS_POLICY),
    (object, { inventory, platform }) => {
      const namespace = namespaceOf(object);
      if (!platform.isComplete(namespace)) return undefined;
      return object.spec.targetRefs.flatMap(({ kind = 'Service', name }, index): Violation[] => {
        if (kind !== 'Service' || inventory.isGiven(SERVICE, namespace, name)) return [];
        const near = nearest(name, inventory.namesIn(SERVICE, namespace));
        const cure = near === undefined ? {} : { cure: `Did you mean "${near}"?` };
        return [
          {
            object,
            path: `spec.targetRefs[${index}].name`,
            message: `Service ${namespace}/${name} does not exist`,
            ...cure,
          },
        ];
      });
    },
  ),
};
