import type { LoxilbServiceOptions } from '../loxilb';
import { loxilbAnnotations } from '../loxilb/service-annotations';
import type { Platform } from '../platform';
import type { Field } from '../resource/field';
import type { ListenerFacts } from '../routes';

const DUMMY_ENDPOINT =
  "Cilium's Service for a gateway has a dummy endpoint in place of pods, and node ports are the way in";
const SCTP_ONLY = 'LoxiLB takes further addresses for SCTP only, and a gateway has no SCTP listeners';
const NO_PODS = "Cilium's Service for a gateway has no pods whose networks could be looked at";
const LEAVE_OUT = 'Leave it out.';

/** Options that LoxiLB has and a gateway of Cilium cannot use, where they are on. */
const UNUSABLE: readonly (readonly [keyof LoxilbServiceOptions, string])[] = [
  ['podNetwork', DUMMY_ENDPOINT],
  ['externalEndpoint', DUMMY_ENDPOINT],
  ['multusNetworks', NO_PODS],
  ['preferLocalPod', 'it is for LoxiLB inside of the cluster, which cannot run beside Cilium'],
  ['secondaryIPs', SCTP_ONLY],
  ['secondaryPools', SCTP_ONLY],
];

/** Annotations of the same, should somebody write them by hand. */
const UNUSABLE_ANNOTATIONS: ReadonlyMap<string, string> = new Map([
  ['loxilb.io/usepodnetwork', DUMMY_ENDPOINT],
  ['loxilb.io/useExternalEndpoint', DUMMY_ENDPOINT],
  ['loxilb.io/multus-nets', NO_PODS],
]);

/**
 * The annotations for a gateway's Service.
 *
 * Sources, beside those of `loxilbAnnotations`: Cilium v1.20, operator/pkg/model/translation/gateway-api/translator.go (the dummy
 * endpoint); loxilb v0.9.8.8, api/restapi/handler/loadbalancer.go and pkg/loxinet/rules.go (what is for one protocol only).
 *
 * @param field the prop that holds the options
 * @throws InvalidFieldError for options that a gateway cannot use
 */
export function gatewayAnnotations(
  field: Field,
  options: LoxilbServiceOptions,
  listeners: readonly ListenerFacts[],
  platform: Platform,
): Record<string, string> {
  if (options.mode === 'dsr') {
    field
      .at('mode')
      .fail(
        'dsr',
        'needs the same port on LoxiLB and node, and a gateway is reached through a node port',
        'Use "fullnat", or "default" to keep client addresses.',
      );
  }
  const annotations = loxilbAnnotations(field, options, platform);
  for (const [key, why] of UNUSABLE) {
    const value = options[key];
    // `false` has its use: it stands against a flag of kube-loxilb.
    if (value === undefined || value === false) continue;
    field.at(key).fail(value, `cannot be used on a gateway: ${why}`, LEAVE_OUT);
  }
  checkProtocols(field, options, listeners);
  return annotations;
}

function checkProtocols(field: Field, options: LoxilbServiceOptions, listeners: readonly ListenerFacts[]): void {
  const udp = listeners.find(({ protocol }) => protocol === 'UDP');
  const other = listeners.find(({ protocol }) => protocol !== 'UDP');
  if (options.proxyProtocolV2 === true && udp) {
    field
      .at('proxyProtocolV2')
      .fail(
        true,
        `is for TCP, and listener "${udp.name}" is UDP: LoxiLB refuses the rule`,
        'Put UDP listeners into a gateway of their own.',
      );
  }
  if (options.endpointSelection === 'n3' && other) {
    field
      .at('endpointSelection')
      .fail(
        'n3',
        `is for UDP, and listener "${other.name}" is ${other.protocol}: LoxiLB refuses the rule`,
        'Use another one.',
      );
  }
}

/** @throws InvalidFieldError for annotations that would send a gateway's traffic to the dummy endpoint */
export function checkUsableAnnotations(field: Field, annotations: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(annotations)) {
    const why = UNUSABLE_ANNOTATIONS.get(key);
    if (why !== undefined && value !== 'no')
      field.at(key).fail(value, `cannot be used on a gateway: ${why}`, LEAVE_OUT);
  }
}
