import { CONFIG_MAP, type Gateway, SECRET } from '../controller/api-kinds';
import { certificatesOf, isSignedBy, secretText } from '../controller/certificate-files';
import { type Inventory, namespaceOf } from '../inventory';
import type { Incoming } from './request';

/** Why a Gateway does not take a client in; undefined if it does. */
export function clientProblem(
  gateway: Gateway,
  { port, clientCertificate }: Incoming,
  inventory: Inventory,
): string | undefined {
  const { frontend } = gateway.spec.tls ?? {};
  const { validation } = frontend?.perPort?.find((each) => each.port === port)?.tls ?? frontend?.default ?? {};
  if (!validation || validation.mode === 'AllowInsecureFallback') return undefined;
  if (clientCertificate === undefined) return 'the Gateway asks for a client certificate, and the client has none';
  const [first = '', second] = clientCertificate.split('/');
  const [namespace, name] = second === undefined ? [namespaceOf(gateway), first] : [first, second];
  const secret = inventory.find(SECRET, namespace, name);
  const [certificate] = certificatesOf((secret && secretText(secret, 'tls.crt')) ?? '');
  if (!certificate) return `Secret ${namespace}/${name} has no certificate of the client`;
  const authorities = (validation.caCertificateRefs ?? []).flatMap((ref) =>
    certificatesOf(inventory.find(CONFIG_MAP, ref.namespace ?? namespaceOf(gateway), ref.name)?.data?.['ca.crt'] ?? ''),
  );
  return isSignedBy(certificate, authorities)
    ? undefined
    : 'no CA of the Gateway has signed the certificate of the client';
}
