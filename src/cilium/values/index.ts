export type {
  CiliumChartValues,
  CiliumGatewayApiValues,
  CiliumHubbleValues,
  CiliumToleration,
} from './chart-values';
export {
  type CiliumArgoSource,
  CiliumValues,
  type CiliumValuesProps,
  type UncheckedCiliumValues,
} from './cilium-values';
export { CiliumHelmChartConfig, type CiliumHelmChartConfigProps } from './helm-chart-config';
export type { ValuesTree } from './values-tree';
