export * from './cilium';
export { ManifestValidation, type ManifestValidationProps } from './cli/validation-plugin';
export * from './gateway';
export * from './loxilb';
export * from './platform';
export * from './resource';
export * from './routes';
export * from './samples';
export * from './synth';
