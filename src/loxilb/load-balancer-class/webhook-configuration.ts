import { matchConditions, SERVICE_CREATION } from './match-conditions';
import type { WebhookOptions } from './webhook-options';

/**
 * The one webhook of the configuration. It is asked about few Services, and those wait for it: one that was made without a class
 * would be served by nobody for good, while Cilium tries a refused creation again.
 */
export function webhooksOf({ name, namespace, match, path, timeoutSeconds }: WebhookOptions): readonly object[] {
  return [
    {
      name: `${name}.${namespace}.svc`,
      admissionReviewVersions: ['v1'],
      // cert-manager writes the CA bundle (annotation cert-manager.io/inject-ca-from).
      clientConfig: { service: { name, namespace, path, port: 443 } },
      rules: [{ ...SERVICE_CREATION, scope: 'Namespaced' }],
      matchPolicy: 'Equivalent',
      namespaceSelector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: [namespace] }],
      },
      objectSelector: {},
      matchConditions: matchConditions(match),
      failurePolicy: 'Fail',
      reinvocationPolicy: 'Never',
      sideEffects: 'None',
      timeoutSeconds,
    },
  ];
}
