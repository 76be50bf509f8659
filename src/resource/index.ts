export { ApiResource, type ApiResourceProps } from './api-resource';
export { InvalidFieldError } from './field';
export type { ResourceKind } from './kubernetes-object';
export { platformOf, setPlatform } from './platform-context';
