import type { Rehearsal } from '../rehearsal';
import { canonicalText } from '../rehearsal/canonical-text';
import {
  BACKEND_TLS_POLICY,
  type BackendTlsPolicy,
  CONFIG_MAP,
  GATEWAY,
  type Gateway,
  SECRET,
} from '../rehearsal/controller/api-kinds';
import { secretText } from '../rehearsal/controller/certificate-files';
import type { Listener } from '../rehearsal/controller/listener';
import { kindOf, namespaceOf, type StoredObject } from '../rehearsal/inventory';
import { backendTlsChanged } from '../rehearsal/rules/diff/backend-tls-changed';
import { certificateChanged } from '../rehearsal/rules/diff/certificate-changed';
import { clientValidationChanged } from '../rehearsal/rules/diff/client-validation-changed';
import { type Change, changeOf, subjectOf } from './change';
import { objectPairs, type Pair, pairs, type Sides } from './sides';

/** Certificates that clients see, that clients show, and that backends show. */
export function certificateChanges(sides: Sides): readonly Change[] {
  return [
    ...listenerChanges(sides),
    ...issuedChanges(sides),
    ...objectPairs(sides, GATEWAY).flatMap(validationChange),
    ...objectPairs(sides, BACKEND_TLS_POLICY).flatMap(policyChanges),
    ...contentChanges(sides),
  ];
}

interface Shown {
  readonly key: string;
  readonly subject: string;
  readonly name: string;
  readonly is: string;
  readonly was: string;
}

/** By port and hostname: a listener that is renamed shows what it did. */
function listenerChanges({ before, after }: Sides): readonly Change[] {
  return pairs(shown(before), shown(after), ({ key }) => key).flatMap(({ was, is }): Change[] => {
    if (!was || !is || was.is === is.is) return [];
    return [changeOf(certificateChanged, is.subject, `listener ${is.name} ${is.is}; before, it ${was.was}`)];
  });
}

function shown({ cluster }: Rehearsal): readonly Shown[] {
  return cluster.controller.gateways.all.flatMap(({ gateway, listeners }) =>
    listeners
      .filter(({ spec }) => spec.tls !== undefined)
      .map((listener): Shown => {
        const { port, hostname, name } = listener.spec;
        const subject = subjectOf(gateway);
        return { key: `${subject} ${port} ${hostname}`, subject, name, ...shownText(listener) };
      }),
  );
}

/** What a listener does with TLS, as it is and as it was. */
function shownText({ spec, owner }: Listener): Pick<Shown, 'is' | 'was'> {
  if (spec.tls?.mode === 'Passthrough') return { is: 'passes TLS on to backends', was: 'passed it on' };
  const own = namespaceOf(owner);
  const secrets = (spec.tls?.certificateRefs ?? []).map(({ namespace = own, name }) => `${namespace}/${name}`);
  if (secrets.length === 0) return { is: 'has no certificate', was: 'had none' };
  return { is: `shows the certificate of ${secrets.join(', ')}`, was: `showed that of ${secrets.join(', ')}` };
}

interface IssuedCertificate extends StoredObject {
  readonly spec?: { readonly secretName?: unknown; readonly dnsNames?: unknown; readonly issuerRef?: unknown };
}

const CERTIFICATE = kindOf<IssuedCertificate>('cert-manager.io', 'Certificate');

/** What cert-manager is asked for. */
function issuedChanges(sides: Sides): readonly Change[] {
  return objectPairs(sides, CERTIFICATE).flatMap(({ subject, was, is }): Change[] => {
    if (!was || !is) return [];
    return (['secretName', 'dnsNames', 'issuerRef'] as const).flatMap((field): Change[] => {
      const [old, young] = [was, is].map((each) => issuedText(field, each.spec?.[field]));
      return old === young ? [] : [changeOf(certificateChanged, subject, `${field} changes from ${old} to ${young}`)];
    });
  });
}

/** As cert-manager takes it: names in any order, and an Issuer of its own group where nothing else is said. */
function issuedText(field: 'secretName' | 'dnsNames' | 'issuerRef', value: unknown): string {
  if (value === undefined) return 'none';
  if (field === 'dnsNames' && Array.isArray(value)) return value.map(String).sort().join(', ');
  if (field === 'secretName') return String(value);
  const given = typeof value === 'object' && value !== null ? value : {};
  return canonicalText({ kind: 'Issuer', group: 'cert-manager.io', ...given });
}

/** Whether clients have to show a certificate, and whose. */
function validationChange({ subject, was, is }: Pair<Gateway>): readonly Change[] {
  if (!was || !is) return [];
  const [old, young] = [was, is].map(({ spec }) => canonicalText(spec.tls?.frontend ?? {}));
  if (old === young) return [];
  const asks = ({ spec }: Gateway): boolean => canonicalText(spec.tls?.frontend ?? {}).includes('"validation"');
  const message = !asks(is)
    ? 'asks clients for no certificate any more'
    : asks(was)
      ? 'checks certificates of clients in another way'
      : 'asks clients for a certificate';
  return [changeOf(clientValidationChanged, subject, message)];
}

/** How backends are reached by TLS, and whom they have to be: each backend by itself. */
function policyChanges({ subject, was, is }: Pair<BackendTlsPolicy>): readonly Change[] {
  const targets = (policy: BackendTlsPolicy | undefined): ReadonlySet<string> =>
    new Set(
      policy?.spec.targetRefs.map(({ name, sectionName }) => (sectionName ? `port ${sectionName} of ${name}` : name)),
    );
  const [old, young] = [targets(was), targets(is)];
  const [before, after] = [was, is].map((policy) => canonicalText(policy?.spec.validation));
  return [...new Set([...old, ...young])].flatMap((target): Change[] => {
    if (!old.has(target)) return [changeOf(backendTlsChanged, subject, `${target} is reached by TLS`, 'info')];
    if (!young.has(target)) return [changeOf(backendTlsChanged, subject, `${target} is reached without TLS`)];
    if (before === after) return [];
    return [
      changeOf(
        backendTlsChanged,
        subject,
        `${target} has to show another certificate: ${after}, in place of ${before}`,
      ),
    ];
  });
}

/** Secrets and ConfigMaps of one name whose certificate is another one; what is in them is told to nobody. */
function contentChanges(sides: Sides): readonly Change[] {
  return [
    ...objectPairs(sides, SECRET).flatMap(({ subject, was, is }): Change[] => {
      if (!was || !is) return [];
      const differs = ['tls.crt', 'tls.key', 'ca.crt'].some((key) => secretText(was, key) !== secretText(is, key));
      return differs ? [changeOf(certificateChanged, subject, 'has another certificate, under the same name')] : [];
    }),
    ...objectPairs(sides, CONFIG_MAP).flatMap(({ subject, was, is }): Change[] =>
      was && is && was.data?.['ca.crt'] !== is.data?.['ca.crt']
        ? [changeOf(certificateChanged, subject, 'has other authorities, under the same name')]
        : [],
    ),
  ];
}
