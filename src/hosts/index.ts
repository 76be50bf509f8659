export { Host, type HostProps } from './host';
export type { HostFile } from './host-file';
