import type { ChartProps } from 'cdk8s';
import type { GatewayClassReference } from '../gateway';
import type { LoxilbServiceOptions } from '../loxilb';

/** What the charts of the article have in common. */
export interface ArticleChartProps extends ChartProps {
  /** The class of the chart's gateways. */
  readonly gatewayClass: GatewayClassReference;
  /** How LoxiLB serves them: as the topology of its hosts demands. */
  readonly loadBalancer: LoxilbServiceOptions;
}
