export { Host, type HostProps } from './host';
export type { HostFile } from './host-file';
export { HOSTS_MANIFEST, type HostTreeFile, hostTree } from './host-tree';
