import type { LoxilbServiceOptions } from '../loxilb';
import { checkLoxilbAnnotations } from '../loxilb/annotation-checks';
import { LOAD_BALANCER_CLASS_ANNOTATION, LOXILB_CLASS, type Platform } from '../platform';
import { isLoxilbKey } from '../platform/annotation-problem';
import { checkAnnotations, checkLabels } from '../resource/checks';
import type { Field } from '../resource/field';
import type { ListenerFacts } from '../routes';
import { checkUsableAnnotations, gatewayAnnotations } from './load-balancer';

/**
 * What is put on the Service (and everything else) that Cilium makes for a gateway. Cilium adds and changes, and never takes
 * away: what is left out later stays on a live Service.
 *
 * `parametersRef` is not offered: no release of Cilium implements it, and since 1.20 the gateway is not accepted with it.
 */
export interface Infrastructure {
  /** At most 8. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Beside those of `loadBalancer`; those of LoxiLB are checked. All together at most 8 up to Gateway API 1.5, 16 since 1.6.
   * @default none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Where the CRD that has no table entry stands: Gateway API v1.6.1, `spec.infrastructure.annotations`. */
const MOST_ANNOTATIONS = 16;

/**
 * `spec.infrastructure` of a gateway; undefined if there is nothing in it.
 *
 * Where no CiliumGatewayClassConfig can name the load-balancer class (before Cilium 1.18), an annotation names it for the
 * webhook or policy that sets it at admission.
 *
 * @param root where the props of the gateway stand
 * @param listeners those of the gateway: some options are for one protocol
 * @throws InvalidFieldError for annotations that nobody would read, and for more of them than the CRD takes
 */
export function infrastructureOf(
  root: Field,
  props: { readonly loadBalancer?: LoxilbServiceOptions; readonly infrastructure?: Infrastructure },
  listeners: readonly ListenerFacts[],
  platform: Platform,
): Infrastructure | undefined {
  const { loadBalancer, infrastructure: given = {} } = props;
  const place = root.at('infrastructure');
  checkMembers(place, given);
  const field = place.at('annotations');
  const byHand = given.annotations ?? {};
  checkAnnotations(field, byHand);
  checkPrefixes(field, byHand);
  checkLoxilbAnnotations(field, byHand, platform);
  checkUsableAnnotations(field, byHand);
  if (given.labels) {
    checkLabels(place.at('labels'), given.labels);
    checkPrefixes(place.at('labels'), given.labels);
  }
  const byOptions = loadBalancer ? gatewayAnnotations(root.at('loadBalancer'), loadBalancer, listeners, platform) : {};
  for (const [key, value] of Object.entries(byHand)) {
    if (Object.hasOwn(byOptions, key)) {
      field.at(key).fail(value, 'is given by loadBalancer as well', 'Leave one of the two out.');
    }
  }
  const annotations = {
    ...(platform.hasGatewayClassConfig ? {} : { [LOAD_BALANCER_CLASS_ANNOTATION]: LOXILB_CLASS }),
    ...byOptions,
    ...byHand,
  };
  const count = Object.keys(annotations).length;
  const most =
    platform.gatewayApi.limit('Gateway', 'spec.infrastructure.annotations', 'maxProperties') ?? MOST_ANNOTATIONS;
  if (count > most) {
    field.fail(
      count,
      `annotations are more than the ${most} that ${platform.gatewayApi} takes`,
      platform.hasGatewayClassConfig
        ? 'Leave out those that only repeat a default of kube-loxilb.'
        : `Leave out those that only repeat a default of kube-loxilb. One is ${LOAD_BALANCER_CLASS_ANNOTATION}, which Cilium ${platform.cilium} needs.`,
    );
  }
  const labels = given.labels ?? {};
  if (count === 0 && Object.keys(labels).length === 0) return undefined;
  return { ...(count > 0 ? { annotations } : {}), ...(Object.keys(labels).length > 0 ? { labels } : {}) };
}

function checkMembers(field: Field, given: Infrastructure): void {
  for (const [key, value] of Object.entries(given)) {
    if (key === 'labels' || key === 'annotations') continue;
    const cure =
      key === 'parametersRef'
        ? 'Leave it out: Cilium takes parameters of a class only. Use the config of a CiliumGatewayClass.'
        : 'Use labels and annotations.';
    field.at(key).fail(value, 'cannot be used with Cilium', cure);
  }
}

/** The CEL rules of Gateway are narrower than those of metadata: prefixes are lower-case. @throws InvalidFieldError */
function checkPrefixes(field: Field, entries: Readonly<Record<string, string>>): void {
  for (const key of Object.keys(entries)) {
    const prefix = key.slice(0, Math.max(key.indexOf('/'), 0));
    if (prefix !== prefix.toLowerCase() && !isLoxilbKey(key)) {
      field.at(key).fail(key, 'has upper-case letters before the slash', `Write "${prefix.toLowerCase()}/…".`);
    }
  }
}

/** `metadata.annotations` of a Gateway do not reach its Service. @throws InvalidFieldError for those that should */
export function checkMetadataAnnotations(field: Field, annotations: Readonly<Record<string, string>>): void {
  for (const key of Object.keys(annotations)) {
    if (isLoxilbKey(key)) {
      field
        .at(key)
        .fail(
          annotations[key],
          'stands in metadata, from where it does not reach the Service',
          'Use loadBalancer, or infrastructure.annotations.',
        );
    }
  }
}
