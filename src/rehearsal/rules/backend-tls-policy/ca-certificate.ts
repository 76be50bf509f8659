import type { Cluster } from '../../cluster';
import { BACKEND_TLS_POLICY, type BackendTlsPolicy, CONFIG_MAP, GATEWAY_API_GROUP } from '../../controller/api-kinds';
import { namespaceOf } from '../../inventory';
import { each, type Rule, type Verdict, type Violation } from '../rule';

export const caCertificate: Rule = {
  id: 'backend-tls-policy/ca-certificate',
  severity: 'error',
  title: 'A BackendTLSPolicy names a CA that cannot be used',
  why: 'The CA must be a ConfigMap with a certificate in ca.crt. Without one the backend cannot be verified, and is taken out: its share of the requests gets an error.',
  cure: 'Name a ConfigMap with a certificate in ca.crt, or use wellKnownCACertificates.',
  source: 'Gateway API v1.6.1, BackendTLSPolicyReasonInvalidCACertificateRef; cilium v1.20 (ConfigMap, ca.crt)',
  check: each(({ inventory }) => inventory.all(BACKEND_TLS_POLICY), verdict),
};

const REASONS = { ref: 'InvalidCACertificateRef', kind: 'InvalidKind' };

/** A ConfigMap that is not given is made by others, unless everything of the namespace is given. */
function verdict(object: BackendTlsPolicy, { controller, inventory, platform }: Cluster): Verdict {
  const namespace = namespaceOf(object);
  const from = { group: GATEWAY_API_GROUP, kind: 'BackendTLSPolicy', namespace };
  return (object.spec.validation.caCertificateRefs ?? []).flatMap((ref, index): Violation[] => {
    const problem = controller.certificates.problemOfBundle(from, ref, REASONS);
    const isGiven = inventory.find(CONFIG_MAP, namespace, ref.name) !== undefined;
    const isUnknown = problem?.reason === REASONS.ref && !isGiven && !platform.isComplete(namespace);
    if (!problem || isUnknown) return [];
    return [{ object, path: `spec.validation.caCertificateRefs[${index}]`, message: problem.message }];
  });
}
