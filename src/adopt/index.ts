export { acceptanceOf } from './acceptance';
export type { AdoptedObject, FieldComment } from './adopted-object';
export { type AdoptedChart, type AdoptedConstruct, type Adoption, adopt, type ObjectDifference } from './adoption';
export { appFiles, platformFile } from './app-files';
export type { FieldDifference } from './difference';
export type { AdoptionInput, LeftOut } from './plan';
