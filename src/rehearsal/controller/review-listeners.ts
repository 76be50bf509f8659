import type { Implementation } from '../../platform';
import { namespaceOf } from '../inventory';
import { GATEWAY_API_GROUP, type Gateway, type ListenerSet, type ListenerSpec } from './api-kinds';
import type { Certificates } from './certificates';
import type { Obstacle } from './condition';
import type { Listener } from './listener';
import { conflictsOf } from './listener-conflicts';
import { protocolProblem, routeKindsOf } from './listener-kinds';

/** The listeners of a Gateway and of the ListenerSets that it has taken in, in the order of precedence. */
export function reviewListeners(
  gateway: Gateway,
  sets: readonly ListenerSet[],
  certificates: Certificates,
  implementation: Implementation,
): readonly Listener[] {
  const owned = [gateway, ...sets].flatMap((owner) => (owner.spec.listeners ?? []).map((spec) => ({ owner, spec })));
  const wrong = new Map(owned.map((each) => [each, protocolProblem(each.spec, implementation)]));
  const conflicts = conflictsOf(
    owned.filter((each) => wrong.get(each) === undefined),
    implementation,
  );
  return owned.map((each): Listener => {
    const { owner, spec } = each;
    const conflict = conflicts.get(each);
    const { kinds, problem } = routeKindsOf(spec, implementation);
    const bundle = implementation.supports('GatewayFrontendClientCertificateValidation')
      ? bundleProblem(gateway, spec, certificates)
      : undefined;
    const unserved = wrong.get(each) ?? conflict;
    return {
      gateway,
      owner,
      spec,
      supportedKinds: unserved ? [] : kinds,
      unaccepted: unserved ?? bundle?.unaccepted,
      unresolved: problem ?? certificateProblem(owner, spec, certificates) ?? bundle?.unresolved,
      conflict,
      attachedRoutes: 0,
    };
  });
}

function certificateProblem(
  owner: Gateway | ListenerSet,
  { protocol, tls }: ListenerSpec,
  certificates: Certificates,
): Obstacle | undefined {
  const terminates = protocol === 'HTTPS' || (protocol === 'TLS' && tls?.mode !== 'Passthrough');
  if (!terminates) return undefined;
  const from = { group: GATEWAY_API_GROUP, kind: owner.kind, namespace: namespaceOf(owner) };
  for (const ref of tls?.certificateRefs ?? []) {
    const problem = certificates.problemOfSecret(from, ref, 'InvalidCertificateRef');
    if (problem) return problem;
  }
  return undefined;
}

/** CAs of clients: those of the listener's port, else those of the Gateway. One that is fine is enough to serve. */
function bundleProblem(
  gateway: Gateway,
  { protocol, port }: ListenerSpec,
  certificates: Certificates,
): { readonly unresolved: Obstacle; readonly unaccepted: Obstacle | undefined } | undefined {
  if (protocol !== 'HTTPS') return undefined;
  const { frontend } = gateway.spec.tls ?? {};
  const settings = frontend?.perPort?.find((each) => each.port === port)?.tls ?? frontend?.default;
  const refs = settings?.validation?.caCertificateRefs ?? [];
  const from = { group: GATEWAY_API_GROUP, kind: 'Gateway', namespace: namespaceOf(gateway) };
  const problems = refs.map((ref) =>
    certificates.problemOfBundle(from, ref, { ref: 'InvalidCACertificateRef', kind: 'InvalidCACertificateKind' }),
  );
  const first = problems.find(Boolean);
  if (!first) return undefined;
  const isNone = problems.every(Boolean);
  return {
    unresolved: first,
    unaccepted: isNone
      ? { reason: 'NoValidCACertificate', message: `no CA for clients can be used: ${first.message}` }
      : undefined,
  };
}
