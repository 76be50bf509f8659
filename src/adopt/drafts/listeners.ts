import { type Code, call, codeOf, recordOf } from '../code';
import { fieldOf, hasOnly, isFields, listOf, textOf } from '../json';

/** How listeners refer to certificates. */
export interface ListenerOptions {
  /** Namespace of the gateway. */
  readonly namespace: string;
  /** False: nobody but the input grants references to Secrets of other namespaces. */
  readonly grant: boolean;
  /** Certificates that the gateway writes itself, by the name of their Secret. */
  readonly issued: ReadonlyMap<string, Code>;
}

/** Props of a listener, with what the library has words for; undefined for fields that no listener has, and certificates of other kinds. */
export function listenerOf(listener: unknown, at: string, options: ListenerOptions): Code | undefined {
  if (!hasOnly(listener, 'name', 'protocol', 'port', 'hostname', 'tls', 'allowedRoutes')) return undefined;
  const { name, protocol, port, hostname, tls, allowedRoutes } = listener;
  const secured = tls === undefined ? {} : tlsOf(tls, protocol, `${at}.tls`, options);
  const allowed = allowedRoutesOf(allowedRoutes, `${at}.allowedRoutes`);
  if (!secured) return undefined;
  return recordOf(
    {
      name: codeOf(name),
      protocol: codeOf(protocol, `${at}.protocol`),
      port: codeOf(port, `${at}.port`),
      hostname: hostname === undefined ? undefined : codeOf(hostname, `${at}.hostname`),
      ...secured,
      allowedRoutes: allowed ?? undefined,
    },
    at,
  );
}

function tlsOf(
  tls: unknown,
  protocol: unknown,
  at: string,
  options: ListenerOptions,
): Readonly<Record<string, Code | undefined>> | undefined {
  if (!isFields(tls)) return undefined;
  const { mode = 'Terminate', certificateRefs, options: tlsOptions } = tls;
  // A second certificate is added by a patch.
  const [ref] = listOf(certificateRefs);
  const certificate = ref === undefined ? undefined : certificateOf(ref, `${at}.certificateRefs[0]`, options);
  if (ref !== undefined && !certificate) return undefined;
  return {
    mode: protocol === 'TLS' && mode === 'Terminate' ? codeOf(mode) : undefined,
    certificate,
    tlsOptions: tlsOptions === undefined ? undefined : codeOf(tlsOptions, `${at}.options`),
  };
}

/** `Certificate.fromSecret(…)`, or that of an issuer; undefined for anything but a Secret. */
export function certificateOf(
  ref: unknown,
  at: string,
  { namespace: own, grant, issued }: ListenerOptions,
): Code | undefined {
  if (!hasOnly(ref, 'group', 'kind', 'name', 'namespace')) return undefined;
  const { group = '', kind = 'Secret', name, namespace = own } = ref;
  if (group !== '' || kind !== 'Secret') return undefined;
  const foreign = namespace !== own;
  const made = foreign ? undefined : issued.get(textOf(name) ?? '');
  if (made) return made;
  const options = recordOf({ namespace: codeOf(namespace), grant: grant ? undefined : codeOf(false) });
  return call('Certificate', 'fromSecret', [codeOf(name), ...(foreign ? [options] : [])], at);
}

/** Undefined for the default; null for what the library has no word for. */
export function allowedRoutesOf(allowed: unknown, at: string): Code | undefined | null {
  if (allowed === undefined) return undefined;
  if (!hasOnly(allowed, 'namespaces', 'kinds')) return null;
  const namespaces = namespacesOf(allowed.namespaces, `${at}.namespaces`);
  const kinds = allowed.kinds === undefined ? undefined : kindsOf(allowed.kinds, `${at}.kinds`);
  if (namespaces === null || kinds === null) return null;
  const code = recordOf({ namespaces, kinds }, at);
  return code.members.length > 0 ? code : undefined;
}

/** `'All'`, or `{ selector }`; undefined for the default. */
export function namespacesOf(namespaces: unknown, at: string): Code | undefined | null {
  if (namespaces === undefined) return undefined;
  if (!hasOnly(namespaces, 'from', 'selector')) return null;
  const { from = 'Same', selector } = namespaces;
  if (from === 'Selector')
    return isFields(selector) ? recordOf({ selector: codeOf(selector, `${at}.selector`) }, at) : null;
  if (selector !== undefined) return null;
  return from === 'Same' ? undefined : codeOf(from, at);
}

function kindsOf(kinds: unknown, at: string): Code | null {
  const names = listOf(kinds).map((each) =>
    hasOnly(each, 'group', 'kind') && (each.group ?? 'gateway.networking.k8s.io') === 'gateway.networking.k8s.io'
      ? textOf(fieldOf(each, 'kind'))
      : undefined,
  );
  return names.includes(undefined) ? null : codeOf(names, at);
}
