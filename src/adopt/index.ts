export { adopt } from './adopt';
export type { AdoptedObject, FieldComment } from './adopted-object';
export type { AdoptedChart, AdoptedConstruct, Adoption, ObjectDifference } from './adoption';
export { appFiles } from './app-files';
export { isChartFile } from './chart-file';
export type { FieldDifference } from './difference';
export type { AdoptionInput, LeftOut } from './plan';
