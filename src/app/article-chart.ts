import type { ChartProps } from 'cdk8s';
import type { GatewayClassReference } from '../gateway';
import type { LoxilbServiceOptions } from '../loxilb';

/** What the charts of the article have in common. */
export interface ArticleChartProps extends ChartProps {
  /** The class of the chart's gateways. */
  readonly gatewayClass: GatewayClassReference;
}

/**
 * How LoxiLB serves every gateway of the article. Full NAT, because sessions survive a fail-over in it: the article's pair of
 * LoxiLB nodes synchronizes connections, which its "onearm" makes useless. Probing is implied by the mode.
 */
export const LOAD_BALANCER: LoxilbServiceOptions = { mode: 'fullnat' };
