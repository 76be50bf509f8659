export type {
  EndpointSelection,
  LoxilbMode,
  LoxilbProbe,
  LoxilbServiceOptions,
  ProbeTexts,
  ProbeTiming,
} from './service-options';
