import { canonicalText } from '../../rehearsal/canonical-text';
import type { AdoptedObject } from '../adopted-object';
import { type Code, codeOf, recordOf } from '../code';
import type { DraftContext } from '../draft';
import { fieldOf, hasOnly, listOf, textOf } from '../json';
import { allowedRoutesOf, certificateOf, type ListenerOptions } from './listeners';

/** Props of a TlsGateway beside those of every gateway; undefined where the listeners are not all of its form. */
export function tlsHostsOf(
  { manifest: { spec }, name }: AdoptedObject,
  context: DraftContext,
  options: ListenerOptions,
): Readonly<Record<string, Code | undefined>> | undefined {
  const listeners = listOf(fieldOf(spec, 'listeners'));
  const https = listeners.filter((listener) => fieldOf(listener, 'protocol') === 'HTTPS');
  const [first] = https;
  if (!first) return undefined;
  const shared = canonicalText([fieldOf(first, 'port'), fieldOf(first, 'allowedRoutes')]);
  const hosts = https.map((listener, index): Code | undefined => {
    const at = `spec.listeners[${listeners.indexOf(listener)}]`;
    const refs = listOf(fieldOf(listener, 'tls', 'certificateRefs'));
    if (!hasOnly(listener, 'name', 'protocol', 'port', 'hostname', 'tls', 'allowedRoutes')) return undefined;
    if (!hasOnly(listener.tls, 'mode', 'certificateRefs') || refs.length !== 1) return undefined;
    if (canonicalText([listener.port, listener.allowedRoutes]) !== shared || listener.hostname === undefined)
      return undefined;
    const certificate = certificateOf(refs[0], `${at}.tls.certificateRefs[0]`, options);
    if (!certificate) return undefined;
    return recordOf(
      {
        hostname: codeOf(listener.hostname, `${at}.hostname`),
        certificate,
        name: listener.name === `https-${index + 1}` ? undefined : codeOf(listener.name),
      },
      at,
    );
  });
  const whole = hosts.filter((host) => host !== undefined);
  const allowed = allowedRoutesOf(fieldOf(first, 'allowedRoutes'), 'spec.listeners[0].allowedRoutes');
  if (whole.length < hosts.length || allowed === null) return undefined;
  const redirect =
    listeners.length > https.length && context.find('HTTPRoute', options.namespace, `${textOf(name)}-redirect-http`);
  if (listeners.length > https.length && !redirect) return undefined;
  const port = fieldOf(first, 'port');
  return {
    hosts: { type: 'list', items: whole },
    port: port === 443 ? undefined : codeOf(port),
    allowedRoutes: allowed,
    redirectHttp: redirect ? codeOf(true) : undefined,
  };
}
