import { checkOneOf } from '../resource/checks';
import type { Field } from '../resource/field';
import { Certificate } from './certificate';
import type { CertificateObjects } from './certificate-objects';
import type { ListenerProps, ListenerShape } from './listener-props';

export type TlsShape = NonNullable<ListenerShape['tls']>;

const MODES = ['Passthrough', 'Terminate'] as const;

/**
 * `tls` of a listener; undefined for protocols that have none.
 * @throws InvalidFieldError for what the CEL rules of Gateway (v1.6.1) refuse, and for what Cilium does not serve
 */
export function tlsOf(field: Field, props: ListenerProps, certificates: CertificateObjects): TlsShape | undefined {
  if (props.protocol !== 'HTTPS' && props.protocol !== 'TLS') {
    for (const key of ['certificate', 'tlsOptions', 'mode']) {
      const value: unknown = Object.entries(props).find(([name]) => name === key)?.[1];
      if (value === undefined) continue;
      field.at(key).fail(brief(value), `is given for protocol ${props.protocol}, which has no TLS`, leaveOut(props));
    }
    return undefined;
  }
  const options = props.tlsOptions ? { options: { ...props.tlsOptions } } : {};
  const mode = modeOf(field.at('mode'), props);
  const { certificate } = props;
  const place: Field = field.at('certificate');
  if (mode === 'Passthrough') {
    if (certificate !== undefined) {
      place.fail(
        brief(certificate),
        'is given, and in mode Passthrough the backend has the certificate',
        leaveOut(props),
      );
    }
    return { mode, ...options };
  }
  // Exactly one: chart of Cilium 1.20.0, cilium-gateway-api-validating-admission-policy.yaml.
  if (certificate === undefined) {
    place.fail(
      certificate,
      'is missing, and TLS ends at this listener',
      'Give one, such as Certificate.fromSecret("my-cert").',
    );
  }
  if (Array.isArray(certificate)) {
    place.fail(
      `${certificate.length} certificates`,
      'are given, and Cilium takes exactly one for a listener',
      'Make a listener for each, with its hostname, as TlsGateway does.',
    );
  }
  if (!Certificate.isCertificate(certificate)) {
    place.fail(brief(certificate), 'is no certificate', 'Give one, such as Certificate.fromSecret("my-cert").');
  }
  return { mode, ...options, certificateRefs: [certificates.reference(place, certificate, props.hostname)] };
}

function modeOf(field: Field, props: ListenerProps): 'Passthrough' | 'Terminate' {
  const given: unknown = 'mode' in props ? props.mode : undefined;
  if (props.protocol === 'HTTPS') {
    if (given !== undefined && given !== 'Terminate') {
      field.fail(
        given,
        'is the mode, and TLS of protocol HTTPS ends at the listener',
        'Leave it out, or use protocol TLS.',
      );
    }
    return 'Terminate';
  }
  if (given === undefined) return 'Passthrough';
  const mode = MODES.find((each) => each === given);
  if (mode === undefined) {
    checkOneOf(field, String(given), MODES, 'a mode of TLS');
    field.fail(given, 'is no text', 'Use "Passthrough" or "Terminate".');
  }
  return mode;
}

function leaveOut({ protocol }: ListenerProps): string {
  if (protocol === 'HTTP') return 'Leave it out, or use protocol HTTPS.';
  return protocol === 'TLS' ? 'Leave it out, or set mode to "Terminate".' : 'Leave it out.';
}

/** For messages: a certificate by its name. */
function brief(value: unknown): unknown {
  return Certificate.isCertificate(value) ? (value.secretName(undefined) ?? 'a certificate') : value;
}
