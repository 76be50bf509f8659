import { checkDnsSubdomain, checkHostname, checkOneOf, checkPort } from '../resource/checks';
import type { Field } from '../resource/field';
import type { ListenerFacts } from '../routes';
import { allowedRoutesOf } from './allowed-routes';
import type { CertificateObjects } from './certificate-objects';
import type { ListenerProps, ListenerShape } from './listener-props';
import { tlsOf } from './listener-tls';

/** A listener in the API's shape, and what routes must know of it. */
export interface BuiltListener {
  readonly shape: ListenerShape;
  readonly facts: ListenerFacts;
}

const PROTOCOLS = ['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP'] as const;

/** @throws InvalidFieldError for what the API server or Cilium would refuse in one listener */
export function buildListener(field: Field, props: ListenerProps, certificates: CertificateObjects): BuiltListener {
  checkDnsSubdomain(field.at('name'), props.name);
  checkOneOf(field.at('protocol'), props.protocol, PROTOCOLS, 'a protocol of listeners');
  checkPort(field.at('port'), props.port);
  const hostname = 'hostname' in props ? props.hostname : undefined;
  if (hostname !== undefined) {
    const place = field.at('hostname');
    if (props.protocol === 'TCP' || props.protocol === 'UDP') {
      place.fail(hostname, `is given for protocol ${props.protocol}, which has no hostnames`, 'Leave it out.');
    }
    checkHostname(place, hostname);
  }
  const tls = tlsOf(field, props, certificates);
  const allowed = allowedRoutesOf(field.at('allowedRoutes'), props.protocol, props.allowedRoutes ?? {});
  const common = {
    name: props.name,
    port: props.port,
    protocol: props.protocol,
    ...(hostname === undefined ? {} : { hostname }),
  };
  return {
    shape: { ...common, ...(tls ? { tls } : {}), allowedRoutes: allowed.shape },
    facts: {
      ...common,
      namespaces: allowed.namespaces,
      ...(tls?.mode === undefined ? {} : { tlsMode: tls.mode }),
      ...(props.allowedRoutes?.kinds ? { kinds: props.allowedRoutes.kinds } : {}),
    },
  };
}
