import { checkCount, checkDnsSubdomain, checkHostname, checkOneOf, checkPort } from '../resource/checks';
import type { Field } from '../resource/field';
import type { ListenerFacts, RouteNamespaces } from '../routes';
import type { CertificateObjects } from './certificate-objects';
import type { AllowedRoutes, ListenerProps, ListenerShape } from './listener-props';

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
  const layer4 = props.protocol === 'TCP' || props.protocol === 'UDP';
  if (hostname !== undefined) {
    if (layer4)
      field
        .at('hostname')
        .fail(hostname, `is given for protocol ${props.protocol}, which has no hostnames`, 'Leave it out.');
    checkHostname(field.at('hostname'), hostname);
  }
  const tls = tlsOf(field, props, certificates);
  const allowed = allowedRoutes(field.at('allowedRoutes'), props.allowedRoutes ?? {});
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

type TlsShape = NonNullable<ListenerShape['tls']>;

function tlsOf(field: Field, props: ListenerProps, certificates: CertificateObjects): TlsShape | undefined {
  const certificate = 'certificate' in props ? props.certificate : undefined;
  const place: Field = field.at('certificate');
  if (props.protocol !== 'HTTPS' && props.protocol !== 'TLS') {
    if (certificate)
      place.fail(props.protocol, 'is the protocol, and it has no certificate', 'Leave it out, or use HTTPS.');
    return undefined;
  }
  const mode = props.protocol === 'HTTPS' ? 'Terminate' : (props.mode ?? 'Passthrough');
  const options = props.tlsOptions ? { options: { ...props.tlsOptions } } : {};
  if (mode === 'Passthrough') {
    if (certificate)
      place.fail(
        'Passthrough',
        'is the mode, and the backend has the certificate then',
        'Leave it out, or set mode to "Terminate".',
      );
    return { mode, ...options };
  }
  // Cilium takes exactly one (chart 1.20.0, cilium-gateway-api-validating-admission-policy.yaml).
  if (!certificate)
    place.fail(
      certificate,
      'is missing, and TLS ends at this listener',
      'Give one, such as Certificate.fromSecret("my-cert").',
    );
  return { mode, ...options, certificateRefs: [certificates.reference(place, certificate, props.hostname)] };
}

type AllowedRoutesShape = NonNullable<ListenerShape['allowedRoutes']>;

function allowedRoutes(
  field: Field,
  { namespaces = 'Same', kinds }: AllowedRoutes,
): { shape: AllowedRoutesShape; namespaces: RouteNamespaces } {
  if (kinds) {
    checkCount(field.at('kinds'), kinds, 1, 8);
    for (const [index, kind] of kinds.entries())
      checkOneOf(field.at('kinds').item(index), kind, ROUTE_KINDS, 'a kind of routes');
  }
  const allowedKinds = kinds ? { kinds: kinds.map((kind) => ({ group: 'gateway.networking.k8s.io', kind })) } : {};
  if (typeof namespaces === 'object') {
    return {
      shape: { namespaces: { from: 'Selector', selector: namespaces.selector }, ...allowedKinds },
      namespaces: 'Selector',
    };
  }
  checkOneOf(field.at('namespaces'), namespaces, ['Same', 'All'], 'a choice of namespaces');
  return { shape: { namespaces: { from: namespaces }, ...allowedKinds }, namespaces };
}

const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;
