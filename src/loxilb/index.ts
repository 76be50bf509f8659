export * from './bgp';
export type { ContainerResources } from './container-resources';
export * from './kube-loxilb';
export * from './load-balancer-class';
export * from './nodes';
export type {
  EndpointSelection,
  LoxilbMode,
  LoxilbProbe,
  LoxilbServiceOptions,
  ProbeTexts,
  ProbeTiming,
} from './service-options';
