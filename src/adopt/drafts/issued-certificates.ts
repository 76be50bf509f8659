import type { AdoptedObject } from '../adopted-object';
import { type Code, call, codeOf, recordOf } from '../code';
import type { DraftContext } from '../draft';
import { fieldOf, hasOnly, isFields, listOf, textOf } from '../json';

/** Certificates that a gateway may write for cert-manager, as expressions, by the name of their Secret; none where the input has none. */
export function issuedCertificates(
  { manifest: { spec }, namespace = 'default' }: AdoptedObject,
  context: DraftContext,
): ReadonlyMap<string, Code> {
  const found = new Map<string, Code>();
  const hostnames = new Map<string, Set<string>>();
  for (const listener of listOf(fieldOf(spec, 'listeners'))) {
    const name = textOf(fieldOf(listOf(fieldOf(listener, 'tls', 'certificateRefs'))[0], 'name'));
    const hostname = textOf(fieldOf(listener, 'hostname'));
    if (name === undefined) continue;
    hostnames.set(name, (hostnames.get(name) ?? new Set()).add(hostname ?? ''));
  }
  for (const [name, own] of hostnames) {
    const object = context.find('Certificate', namespace, name);
    const code = object && issuedBy(object, name, own);
    if (code) found.set(name, code);
  }
  return found;
}

function issuedBy({ manifest: { spec } }: AdoptedObject, name: string, own: ReadonlySet<string>): Code | undefined {
  if (!isFields(spec) || spec.secretName !== name) return undefined;
  const { secretName, dnsNames, issuerRef, duration, renewBefore, ...rest } = spec;
  if (!hasOnly(issuerRef, 'group', 'kind', 'name')) return undefined;
  const { group = 'cert-manager.io', kind = 'Issuer' } = issuerRef;
  const more = listOf(dnsNames).filter((each) => !own.has(textOf(each) ?? ''));
  const options = recordOf({
    issuer: recordOf({
      name: codeOf(issuerRef.name),
      kind: kind === 'Issuer' ? undefined : codeOf(kind),
      group: group === 'cert-manager.io' ? undefined : codeOf(group),
    }),
    secretName: codeOf(secretName),
    dnsNames: more.length > 0 ? codeOf(more) : undefined,
    duration: duration === undefined ? undefined : codeOf(duration),
    renewBefore: renewBefore === undefined ? undefined : codeOf(renewBefore),
    spec: Object.keys(rest).length > 0 ? codeOf(rest) : undefined,
  });
  return call('Certificate', 'certManager', [options]);
}
