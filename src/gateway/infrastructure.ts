import type { LoxilbServiceOptions } from '../loxilb';
import { checkLoxilbAnnotations } from '../loxilb/annotation-checks';
import { loxilbAnnotations } from '../loxilb/service-annotations';
import { LOAD_BALANCER_CLASS_ANNOTATION, LOXILB_CLASS, LOXILB_PREFIX, type Platform } from '../platform';
import { checkAnnotations, checkLabels } from '../resource/checks';
import type { Field } from '../resource/field';

/** What is put on the Service (and everything else) that Cilium makes for a gateway. */
export interface Infrastructure {
  /** At most 8. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Beside those of `loadBalancer`. All together at most 8 up to Gateway API 1.5, 16 since 1.6. @default none */
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
 * @param root the props of the gateway
 * @throws InvalidFieldError for annotations that nobody would read, and for more of them than the CRD takes
 */
export function infrastructureOf(
  root: Field,
  loadBalancer: LoxilbServiceOptions | undefined,
  given: Infrastructure,
  platform: Platform,
): Infrastructure | undefined {
  const field = root.at('infrastructure').at('annotations');
  const byHand = given.annotations ?? {};
  checkAnnotations(field, byHand);
  checkLoxilbAnnotations(field, byHand);
  if (given.labels) checkLabels(root.at('infrastructure').at('labels'), given.labels);
  const byOptions = loadBalancer ? loxilbAnnotations(root.at('loadBalancer'), loadBalancer) : {};
  for (const key of Object.keys(byHand)) {
    if (key in byOptions)
      field.at(key).fail(byHand[key], 'is given by loadBalancer as well', 'Leave one of the two out.');
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
      'Leave out those that only repeat a default of kube-loxilb.',
    );
  }
  const labels = given.labels ?? {};
  if (count === 0 && Object.keys(labels).length === 0) return undefined;
  return { ...(count > 0 ? { annotations } : {}), ...(Object.keys(labels).length > 0 ? { labels } : {}) };
}

/** `metadata.annotations` of a Gateway do not reach its Service. @throws InvalidFieldError for those that should */
export function checkMetadataAnnotations(field: Field, annotations: Readonly<Record<string, string>>): void {
  for (const key of Object.keys(annotations)) {
    if (key.toLowerCase().startsWith(LOXILB_PREFIX)) {
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
