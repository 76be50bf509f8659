export { acceptanceOf } from './acceptance';
export { adopt } from './adopt';
export type { AdoptedObject, FieldComment } from './adopted-object';
export type { AdoptedChart, AdoptedConstruct, Adoption, ObjectDifference } from './adoption';
export { appFiles, platformFile } from './app-files';
export type { FieldDifference } from './difference';
export type { AdoptionInput, LeftOut } from './plan';
