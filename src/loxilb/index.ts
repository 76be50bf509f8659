export type {
  EndpointSelection,
  LoxilbMode,
  LoxilbProbe,
  LoxilbServiceOptions,
  ProbeTiming,
} from './service-options';
