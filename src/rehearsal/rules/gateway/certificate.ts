import type { Cluster } from '../../cluster';
import { GATEWAY_API_GROUP, SECRET } from '../../controller/api-kinds';
import { kindOf, namespaceOf, type StoredObject } from '../../inventory';
import { each, type Rule, type Verdict } from '../rule';
import { certificateReferences } from './gateways';

export const certificate: Rule = {
  id: 'gateway/certificate',
  severity: 'error',
  title: 'A listener has a certificate that cannot be used',
  why: 'The reference must be to a Secret with a certificate and a key in tls.crt and tls.key. Else the listener gets ResolvedRefs=False with InvalidCertificateRef and does not serve; the Gateway is Accepted and has its address all the same.',
  cure: 'Name a Secret of type kubernetes.io/tls, or what makes it: a Certificate of cert-manager, an ExternalSecret.',
  source:
    'Gateway API v1.6.1, ListenerReasonInvalidCertificateRef; cilium v1.20, operator/pkg/gateway-api (PEM is parsed)',
  check: each(certificateReferences, verdict),
};

interface SecretMaker extends StoredObject {
  readonly spec?: { readonly secretName?: string; readonly target?: { readonly name?: string } };
}

const MAKERS = [
  kindOf<SecretMaker>('cert-manager.io', 'Certificate'),
  kindOf<SecretMaker>('external-secrets.io', 'ExternalSecret'),
];

type Reference = ReturnType<typeof certificateReferences>[number];

/** A Secret that is not given is made by others, unless everything of its namespace is given. */
function verdict({ object, ref, path }: Reference, { controller, inventory, platform }: Cluster): Verdict {
  const from = { group: GATEWAY_API_GROUP, kind: object.kind, namespace: namespaceOf(object) };
  const problem = controller.certificates.problemOfSecret(from, ref, 'InvalidCertificateRef');
  if (problem?.reason !== 'InvalidCertificateRef') return undefined;
  const { kind = 'Secret', name, namespace = from.namespace } = ref;
  if (kind !== 'Secret') return { object, path: `${path}.kind`, message: problem.message };
  if (!inventory.find(SECRET, namespace, name)) {
    const isMade = MAKERS.flatMap((maker) => inventory.all(maker)).some(
      (each) => namespaceOf(each) === namespace && secretOf(each) === name,
    );
    if (isMade || !platform.isComplete(namespace) || inventory.isGiven(SECRET, namespace, name)) return undefined;
  }
  return { object, path: `${path}.name`, message: problem.message };
}

function secretOf({ metadata, spec }: SecretMaker): string {
  return spec?.secretName ?? spec?.target?.name ?? metadata.name;
}
